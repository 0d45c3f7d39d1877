import Kernels
import Testing
import Volumes

/// A target lattice and how much of it one 2 mm voxel at the origin touches.
struct Touching: Sendable, CustomTestStringConvertible {
  var name: String
  var grid: Grid
  var count: Int
  var testDescription: String { name }
}

@Suite struct ConservativeResamplingTests {
  /// 9 × 9 × 9 voxels of 2 mm about the origin, the middle one inside.
  private static let source: Mask = {
    let grid = Grid(
      nx: 9, ny: 9, nz: 9,
      toWorld: .scaling(Vector3(repeating: 2), translation: Vector3(repeating: -8)))
    var mask = Mask(grid: grid)
    mask[4, 4, 4] = true
    return mask
  }()

  private static func lattice(_ voxelMM: Vector3, startMM: Vector3, count: Int) -> Grid {
    Grid(nx: count, ny: count, nz: count, toWorld: .scaling(voxelMM, translation: startMM))
  }

  @Test(arguments: [
    Touching(name: "its own", grid: source.grid, count: 1),
    Touching(
      name: "finer",
      grid: lattice(Vector3(repeating: 1), startMM: Vector3(repeating: -4.5), count: 10),
      count: 8),
    Touching(
      name: "thick slices that it hardly meets",
      grid: lattice(Vector3(2, 2, 8), startMM: Vector3(-8, -8, -20.2), count: 9), count: 2),
    Touching(
      name: "elsewhere",
      grid: lattice(Vector3(repeating: 2), startMM: Vector3(repeating: 40), count: 4),
      count: 0),
  ])
  func `a voxel is inside as soon as a part of it is`(_ table: Touching) {
    #expect(Self.source.touched(onto: table.grid).count == table.count)
    let threads = Self.source.touched(onto: table.grid, parallel: Parallel(threads: 3))
    #expect(threads == Self.source.touched(onto: table.grid))
  }

  @Test func `edges go on only where they are asked to`() {
    var wall = Mask(grid: Self.source.grid)
    for y in 0..<9 { for x in 0..<9 { wall[x, y, 0] = true } }
    let below = Self.lattice(Vector3(repeating: 2), startMM: Vector3(-8, -8, -30), count: 9)
    #expect(wall.touched(onto: below).count == 0)
    #expect(wall.touched(onto: below, continuesEdges: true).count == 9 * 9 * 9)
  }
}
