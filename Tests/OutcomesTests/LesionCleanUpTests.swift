import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite("Rules that clean a map of lesions")
struct LesionCleanUpTests {
  /// Boxes of a probability in a brain of 20 × 20 × 20 voxels, and what of each is left.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var voxelMM = Vector3(repeating: 1)
    /// Low corner, size along each axis, probability.
    var boxes: [(low: SIMD3<Int>, size: SIMD3<Int>, p: Float)]
    /// Fluid below this slice.
    var fluidBelow = 0
    /// Volume in voxels at or above 0.5 that is left.
    var left: Int
  }

  static let cases = [
    Case(
      testDescription: "a lesion amid white matter stays",
      boxes: [(SIMD3(8, 8, 8), SIMD3(4, 4, 4), 0.9)], left: 64),
    Case(
      testDescription: "what is hardly probable goes",
      boxes: [(SIMD3(8, 8, 8), SIMD3(4, 4, 4), 0.09)], left: 0),
    Case(
      testDescription: "a voxel without neighbours goes",
      boxes: [(SIMD3(8, 8, 8), SIMD3(1, 1, 1), 0.9)], left: 0),
    Case(
      testDescription: "eight voxels of 1 mm are less than 0.009 ml",
      boxes: [(SIMD3(8, 8, 8), SIMD3(2, 2, 2), 0.9)], left: 0),
    Case(
      testDescription: "eight voxels of 2 mm are more",
      voxelMM: Vector3(repeating: 2), boxes: [(SIMD3(8, 8, 8), SIMD3(2, 2, 2), 0.9)], left: 8),
    Case(
      testDescription: "within 4 mm of the outer fluid nothing is believed",
      boxes: [(SIMD3(4, 4, 5), SIMD3(6, 6, 4), 0.9)], fluidBelow: 5, left: 0),
    Case(
      testDescription: "a lesion that reaches there is restored whole where it was believed",
      boxes: [(SIMD3(4, 4, 7), SIMD3(6, 6, 3), 0.9)], fluidBelow: 5, left: 108),
    Case(
      testDescription: "a large one loses what is near the fluid",
      boxes: [(SIMD3(4, 4, 7), SIMD3(6, 6, 8), 0.9)], fluidBelow: 5, left: 216),
  ]

  @Test("keep and drop by volume, place and company", arguments: cases)
  func rules(_ table: Case) {
    let grid = Grid(nx: 20, ny: 20, nz: 20, toWorld: .scaling(table.voxelMM))
    var map = Image(grid: grid)
    for box in table.boxes { fill(&map, box) }
    let outer = Mask(grid: grid, voxels: (0..<8000).map { $0 / 400 < table.fluidBelow ? 1 : 0 })
    let clean = LesionCleanUp().cleaned(
      map, brain: Mask(grid: grid, filled: true), outerMM: outer.distanceMM(),
      excess: Image(grid: grid))
    #expect(clean.voxels.count { $0 >= 0.5 } == table.left)
  }

  @Test("fill holes that lesion surrounds, and let bright voxels beside lesions join")
  func growth() {
    let grid = Grid(nx: 20, ny: 20, nz: 20, toWorld: .identity)
    var map = Image(grid: grid)
    fill(&map, (SIMD3(7, 7, 7), SIMD3(6, 6, 6), 0.9))
    map[9, 9, 9] = 0
    var excess = Image(grid: grid)
    for y in 7..<13 { for z in 7..<13 { excess[13, y, z] = 0.6 } }
    let brain = Mask(grid: grid, filled: true)
    let far = Image(grid: grid, filledWith: 50)
    let plain = LesionCleanUp().cleaned(
      map, brain: brain, outerMM: far, excess: Image(grid: grid))
    #expect(plain.voxels.count { $0 >= 0.5 } == 216)
    let grown = LesionCleanUp().cleaned(map, brain: brain, outerMM: far, excess: excess)
    #expect(grown.voxels.count { $0 >= 0.5 } == 252)
  }

  @Test("an empty map stays empty, and the same whatever the number of threads")
  func empty() {
    let grid = Grid(nx: 20, ny: 20, nz: 20, toWorld: .identity)
    let brain = Mask(grid: grid, filled: true)
    let nothing = LesionCleanUp().cleaned(
      Image(grid: grid), brain: brain, outerMM: Image(grid: grid, filledWith: 9),
      excess: Image(grid: grid), parallel: Parallel(threads: 3))
    #expect(nothing.voxels.allSatisfy { $0 == 0 })
  }

  private func fill(_ map: inout Image, _ box: (low: SIMD3<Int>, size: SIMD3<Int>, p: Float)) {
    for z in 0..<box.size.z {
      for y in 0..<box.size.y {
        for x in 0..<box.size.x { map[box.low.x + x, box.low.y + y, box.low.z + z] = box.p }
      }
    }
  }
}
