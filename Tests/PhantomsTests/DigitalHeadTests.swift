import Kernels
import Phantoms
import Testing
import Volumes

@Suite("Digital heads")
struct DigitalHeadTests {
  private static func head(_ seed: UInt64, voxelMM: Double = 4) -> DigitalHead {
    DigitalHead(
      recipe: HeadRecipe(seed: seed), grid: DigitalHead.grid(voxelMM: Vector3(repeating: voxelMM)))
  }

  /// FNV-1a over bytes.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  private static func bytes(_ image: Image) -> [UInt8] {
    image.voxels.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) }
    }
  }

  @Test("the same recipe gives the same bytes in every build")
  func reproducible() {
    let head = Self.head(7)
    #expect(Self.hash(head.labels) == 17_100_526_426_282_826_217)
    #expect(Self.hash(Self.bytes(head.image())) == 16_528_439_942_606_745_030)
    let flair = head.image(contrast: .flair, repeatScan: 2)
    #expect(Self.hash(Self.bytes(flair)) == 15_290_649_623_021_175_487)
  }

  @Test("lesions, tumour and gadolinium are the same bytes in every build")
  func reproducibleIllness() {
    var recipe = HeadRecipe(seed: 7)
    recipe.lesions = 12
    recipe.tumour = true
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 4))
    let head = DigitalHead(recipe: recipe, grid: grid)
    #expect(Self.hash(head.labels) == 8_669_087_693_077_893_318)
    #expect(Self.hash(Self.bytes(head.image(contrast: .t1c))) == 11_583_369_723_327_682_902)
  }

  @Test("the number of threads changes nothing")
  func threads() {
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 4))
    let recipe = HeadRecipe(seed: 3)
    let one = DigitalHead(recipe: recipe, grid: grid)
    let three = DigitalHead(recipe: recipe, grid: grid, parallel: Parallel(threads: 3))
    #expect(one.labels == three.labels)
    #expect(one.truth == three.truth)
    #expect(one.image().voxels == three.image(parallel: Parallel(threads: 3)).voxels)
  }

  @Test("different seeds give different heads")
  func variation() {
    let heads = (1...4).map { Self.head(UInt64($0)) }
    for (index, one) in heads.enumerated() {
      for other in heads[(index + 1)...] {
        let changed = zip(one.labels, other.labels).count { $0 != $1 }
        #expect(Double(changed) > 0.03 * Double(one.labels.count))
        #expect(abs(one.truth.brainML - other.truth.brainML) > 0.5)
        let way = one.truth.landmarks.noseTip - other.truth.landmarks.noseTip
        #expect(length(way) > 0.5)
      }
    }
  }

  @Test(
    "the head without the neck lies within the field of view", arguments: try SampleCohort.recipes()
  )
  func fieldOfView(recipe: HeadRecipe) {
    let head = DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 5)))
    let grid = head.grid
    var touching = 0
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where head.labels[grid.offset(x, y, z)] != 0 {
          let edge = x == 0 || y == 0 || x == grid.nx - 1 || y == grid.ny - 1 || z == grid.nz - 1
          touching += edge ? 1 : 0
        }
      }
    }
    #expect(touching == 0)
    #expect(head.truth.landmarks.chin.z > grid.toWorld.translation.z + 8)
    #expect(head.labels[0..<(grid.nx * grid.ny)].contains { $0 != 0 }, "the neck is cut off")
  }

  @Test("voxels where tissues meet lie between them, in eighths")
  func partialVolume() {
    let head = Self.head(5)
    var sum = [Float](repeating: 0, count: head.grid.voxelCount)
    for tissue in Tissue.allCases {
      let share = head.fraction(of: [tissue]).voxels
      #expect(share.allSatisfy { $0 * 8 == Float(Int($0 * 8)) })
      sum = zip(sum, share).map { $0 + $1 }
    }
    #expect(sum.allSatisfy { $0 == 1 })
    let grey = head.fraction(of: Tissue.brain).voxels.count { $0 > 0 && $0 < 1 }
    #expect(grey > 1000)
    #expect(head.mixedCount > grey)
  }

  @Test("an average head without displacement is the same on both sides")
  func symmetry() {
    let head = DigitalHead(
      recipe: .mean, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 4)))
    let skin = head.fraction(of: [.air])
    let grid = head.grid
    for z in stride(from: 0, to: grid.nz, by: 3) {
      for y in stride(from: 0, to: grid.ny, by: 3) {
        for x in 0..<grid.nx { #expect(skin[x, y, z] == skin[grid.nx - 1 - x, y, z]) }
      }
    }
  }
}
