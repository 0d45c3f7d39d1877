import Foundation
import Volumes

/// A head whose front is a known surface in the template's space, seen through a known affine map.
public enum SurfaceHead {
  /// Template mm to subject mm: turned, stretched and moved.
  public static let map = Affine(
    columns: Vector3(0.95, 0.06, 0.02), Vector3(-0.06, 1.04, 0.08), Vector3(-0.02, -0.08, 0.98),
    translation: Vector3(4, -3, 6))

  /// y of the skin in template mm: a rounded front with a nose.
  public static func surface(_ x: Double, _ z: Double) -> Double {
    let nose = 18 * exp(-(x * x) / 120 - (z + 80) * (z + 80) / 300)
    return 80 - x * x / 90 - (z + 60) * (z + 60) / 500 + nose
  }

  /// Values 0…`value` with an edge 3 mm wide at the skin moved forwards by `shiftMM`.
  public static func image(
    value: Double = 100, shiftMM: Double = 0, lowestZ: Double = -185,
    removedInFrontOfY: Double = 999
  ) -> Image {
    let grid = Grid(
      nx: 71, ny: 71, nz: Int((45 - lowestZ) / 2.2) + 1,
      toWorld: .scaling(Vector3(repeating: 2.2), translation: Vector3(-75, -40, lowestZ)))
    var image = Image(grid: grid)
    eachPlace(of: grid) { voxel, p in
      guard p.y < removedInFrontOfY else { return }
      let inside = (surface(p.x, p.z) + shiftMM - p.y) / 3 + 0.35
      image.voxels[voxel] = Float(value * min(1, max(0, inside)))
    }
    return image
  }

  /// The head as it is.
  public static let original = image()

  /// Calls `body` with every voxel and its place in template mm.
  static func eachPlace(of grid: Grid, _ body: (Int, Vector3) -> Void) {
    guard let inverse = map.inverse else { return }
    let toTemplate = inverse * grid.toWorld
    for voxel in 0..<grid.voxelCount {
      let row = voxel / grid.nx
      body(
        voxel,
        toTemplate(
          Vector3(Double(voxel % grid.nx), Double(row % grid.ny), Double(row / grid.ny))))
    }
  }
}
