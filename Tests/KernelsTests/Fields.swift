import Foundation
import Kernels
import Volumes

/// Small anisotropic grids and seeded fields that the kernels are tried on.
enum Fields {
  static let voxelsMM = [Vector3(1, 1, 1), Vector3(0.47, 0.9, 3.1), Vector3(2, 0.7, 1.3)]

  static func grid(_ nx: Int, _ ny: Int, _ nz: Int, _ voxelMM: Vector3 = .one) -> Grid {
    Grid(nx: nx, ny: ny, nz: nz, toWorld: .scaling(voxelMM, translation: Vector3(-3, 5, 7)))
  }

  static func noise(_ grid: Grid, seed: UInt64 = 1) -> Image {
    let random = CounterRandom(seed: seed)
    return Image(
      grid: grid,
      voxels: (0..<grid.voxelCount).map { Float(random.normal(index: UInt64($0))) })
  }

  static func mask(_ grid: Grid, share: Double, seed: UInt64 = 1) -> Mask {
    let random = CounterRandom(seed: seed)
    return Mask(
      grid: grid,
      voxels: (0..<grid.voxelCount).map { random.uniform(index: UInt64($0)) < share ? 1 : 0 })
  }

  static func ball(_ grid: Grid, centreMM: Vector3, radiusMM: Double) -> Mask {
    var mask = Mask(grid: grid)
    forEachVoxel(grid) { x, y, z in
      mask[x, y, z] = length(world(grid, x, y, z) - centreMM) <= radiusMM
    }
    return mask
  }

  static func world(_ grid: Grid, _ x: Int, _ y: Int, _ z: Int) -> Vector3 {
    grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
  }

  static func forEachVoxel(_ grid: Grid, _ body: (Int, Int, Int) -> Void) {
    for z in 0..<grid.nz { for y in 0..<grid.ny { for x in 0..<grid.nx { body(x, y, z) } } }
  }

  /// A rotation about an axis by an angle in degrees.
  static func rotation(_ axis: Vector3, degrees: Double) -> Affine {
    let u = axis / length(axis)
    let angle = degrees * .pi / 180
    func turned(_ v: Vector3) -> Vector3 {
      v * cos(angle) + cross(u, v) * sin(angle) + u * ((u * v).sum() * (1 - cos(angle)))
    }
    return Affine(
      columns: turned(Vector3(1, 0, 0)), turned(Vector3(0, 1, 0)), turned(Vector3(0, 0, 1)))
  }
}

/// How many voxels two masks disagree on.
func differing(_ a: Mask, _ b: Mask) -> Int {
  zip(a.voxels, b.voxels).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
}
