import Kernels
import Testing
import Volumes

@testable import Phantoms

@Suite("Glioblastomas of digital heads")
struct TumourTests {
  /// A head with and without its tumour.
  struct Pair: Sendable {
    var ill: DigitalHead
    var healthy: DigitalHead

    init(_ seed: UInt64) {
      let recipe = LesionTests.recipe(seed, lesions: 0, tumour: true)
      ill = DigitalHead(
        recipe: recipe, grid: LesionTests.brain(voxelMM: 3), parallel: Parallel(threads: 2))
      healthy = DigitalHead(
        recipe: HeadRecipe(seed: seed), grid: LesionTests.brain(voxelMM: 3),
        parallel: Parallel(threads: 2))
    }
  }

  private static let pair = Pair(3)
  private static let other = Pair(5)

  @Test("volumes add up and are those of patients", arguments: [UInt64(1), 2, 6])
  func volumes(seed: UInt64) throws {
    let recipe = LesionTests.recipe(seed, lesions: 0, tumour: true)
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 4))
    let head = DigitalHead(recipe: recipe, grid: grid)
    let truth = try #require(head.truth.tumour)
    let parts = truth.necrosisML + truth.enhancingML + truth.nonEnhancingML
    #expect(abs(truth.tumourML - parts) < 1e-9)
    #expect(abs(truth.tumourPlusML - parts - truth.oedemaML) < 1e-9)
    #expect(truth.contrastEnhancingML == truth.enhancingML)
    #expect((10...90).contains(truth.tumourML), "\(truth.tumourML)")
    #expect((6...110).contains(truth.oedemaML), "\(truth.oedemaML)")
    #expect(truth.necrosisML > 0.5 && truth.enhancingML > 4 && truth.nonEnhancingML > 3)
    let brain = head.truth.brainML
    #expect(abs(brain - head.truth.greyML - head.truth.whiteML - truth.tumourML) < 1e-6)
  }

  @Test("labels and truth tell the same volumes")
  func labels() throws {
    let head = Self.pair.ill
    let truth = try #require(head.truth.tumour)
    let voxelML = head.grid.voxelVolumeMM3 / 1000
    let told: [(Tissue, Double)] = [
      (.necrosis, truth.necrosisML), (.enhancingTumour, truth.enhancingML),
      (.nonEnhancingTumour, truth.nonEnhancingML), (.oedema, truth.oedemaML),
    ]
    for (tissue, volumeML) in told {
      let share = head.fraction(of: [tissue]).voxels.reduce(0.0) { $0 + Double($1) }
      #expect(abs(share * voxelML - volumeML) < 1e-9, "\(tissue)")
      // Whole voxels against eighths: the partial volume at the edges.
      let labelled = Double(head.labels.count { $0 == tissue.rawValue }) * voxelML
      #expect(abs(labelled / volumeML - 1) < 0.05, "\(tissue)")
    }
  }

  /// How many neighbours of a tissue's voxels, of six each, have which label.
  private static func neighbours(of tissue: Tissue, in head: DigitalHead) -> [UInt8: Int] {
    let grid = head.grid
    let layer = grid.nx * grid.ny
    var found: [UInt8: Int] = [:]
    for (place, label) in head.labels.enumerated() where label == tissue.rawValue {
      guard place >= layer, place + layer < head.labels.count else { continue }
      for step in [1, grid.nx, layer] {
        found[head.labels[place - step], default: 0] += 1
        found[head.labels[place + step], default: 0] += 1
      }
    }
    return found
  }

  @Test("the rim encloses the necrosis, and the tumour keeps away from the skull")
  func nested() throws {
    let centre = try #require(Self.pair.ill.truth.tumour).centre
    let around = Grid(
      nx: 52, ny: 62, nz: 52, toWorld: .translation(centre - Vector3(26, 31, 26)))
    let ill = DigitalHead(recipe: Self.pair.ill.recipe, grid: around)
    let core = Set([Tissue.necrosis, .enhancingTumour].map(\.rawValue))
    let necrosis = Self.neighbours(of: .necrosis, in: ill)
    let outside = necrosis.filter { !core.contains($0.key) }.values.reduce(0, +)
    #expect(outside == 0, "\(necrosis)")
    let beside = Self.neighbours(of: .enhancingTumour, in: ill)
    #expect(beside[Tissue.nonEnhancingTumour.rawValue] != nil)
    #expect(beside[Tissue.bone.rawValue] == nil && beside[Tissue.ventricle.rawValue] == nil)
  }

  @Test("oedema replaces white matter that was pushed there, cortex and nuclei stay")
  func cortex() {
    let (ill, healthy) = (Self.pair.ill.truth, Self.pair.healthy.truth)
    let lost = healthy.greyML - ill.greyML
    #expect(lost < (ill.tumour?.tumourML ?? 0))
    #expect(ill.csfML < healthy.csfML)
  }

  @Test("oedema crosses the midline in the corpus callosum alone")
  func oneSide() throws {
    for head in [Self.pair.ill, Self.other.ill] {
      let anatomy = HeadAnatomy(head.recipe)
      let tumour = try #require(anatomy.tumour)
      let grid = head.grid
      var (near, far, low) = (0, 0, 0)
      for (place, label) in head.labels.enumerated() where label == Tissue.oedema.rawValue {
        let layer = grid.nx * grid.ny
        let world = grid.toWorld(
          Vector3(Double(place % grid.nx), Double(place % layer / grid.nx), Double(place / layer)))
        let own = anatomy.space.place(world)
        let isFar = own.x * Double(tumour.side) < -8
        near += isFar ? 0 : 1
        far += isFar ? 1 : 0
        low += isFar && own.z < 12 ? 1 : 0
      }
      #expect(near > 150 && far * 10 < near && low == 0, "\(near) \(far) \(low)")
    }
  }

  @Test("the mass narrows the ventricles of its side", arguments: [UInt64(3), 5])
  func ventricles(seed: UInt64) throws {
    let pair = seed == 3 ? Self.pair : Self.other
    let side = try #require(pair.ill.truth.tumour).side
    func halves(_ head: DigitalHead) -> (same: Double, other: Double) {
      let share = head.fraction(of: [.ventricle])
      let grid = share.grid
      var result = (same: 0.0, other: 0.0)
      for z in 0..<grid.nz {
        for y in 0..<grid.ny {
          for x in 0..<grid.nx {
            let isLeft = grid.toWorld(Vector3(Double(x), Double(y), Double(z))).x < 0
            if isLeft == (side == "left") {
              result.same += Double(share[x, y, z])
            } else {
              result.other += Double(share[x, y, z])
            }
          }
        }
      }
      return result
    }
    let (before, after) = (halves(pair.healthy), halves(pair.ill))
    #expect(after.same < 0.75 * before.same)
    #expect(after.same / before.same < after.other / before.other - 0.1)
  }

  @Test("the displacement folds nowhere and ends at the skull", arguments: [UInt64(1), 2, 3, 4])
  func displacement(seed: UInt64) {
    let tumour = Glioblastoma(HeadRecipe(seed: seed))
    let effect = tumour.massEffect
    let deep = Lanes(repeating: -40)
    var largest: Float = 0
    var before: Float = -1
    for step in 0..<120 {
      let p = Places(
        x: Lanes(repeating: Float(effect.centre.x) + Float(step)),
        y: Lanes(repeating: Float(effect.centre.y)), z: Lanes(repeating: Float(effect.centre.z)))
      let origin = effect.origin(of: p, inner: deep).x[0] - Float(effect.centre.x)
      #expect(origin > before)
      before = origin
      largest = max(largest, Float(step) - origin)
      #expect(effect.origin(of: p, inner: Lanes(repeating: 0)).x == p.x)
    }
    #expect(abs(largest - effect.largestMM) < 0.1)
    #expect((5...13).contains(largest))
  }

  @Test("the skull and the face stay as they were")
  func outside() {
    let (ill, healthy) = (Self.pair.ill, Self.pair.healthy)
    let skull = healthy.fraction(of: Tissue.intracranial).voxels
    let same = ill.fraction(of: Tissue.intracranial).voxels == skull
    #expect(same)
    let outside = Set(Tissue.allCases).subtracting(Tissue.intracranial)
    for tissue in outside {
      let same = ill.fraction(of: [tissue]).voxels == healthy.fraction(of: [tissue]).voxels
      #expect(same, "\(tissue)")
    }
    #expect(ill.truth.landmarks == healthy.truth.landmarks)
  }

  @Test("lesions keep away from the tumour")
  func both() throws {
    let recipe = LesionTests.recipe(27, lesions: 12, tumour: true)
    let head = DigitalHead(recipe: recipe, grid: LesionTests.brain(voxelMM: 3))
    let lesions = try #require(head.truth.lesions)
    #expect(lesions.count == 12 && lesions.each.allSatisfy { $0.volumeML > 0 })
    let share = head.fraction(of: [.lesion]).voxels.reduce(0.0) { $0 + Double($1) }
    #expect(abs(share * head.grid.voxelVolumeMM3 / 1000 - lesions.totalML) < 1e-9)
    let around = Self.neighbours(of: .lesion, in: head)
    #expect(Tissue.tumour.allSatisfy { around[$0.rawValue] == nil })
  }
}
