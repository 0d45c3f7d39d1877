import Support
import Volumes

/// A small volume of whole numbers from 0 to 255, no two slices alike.
enum SmallVolume {
  static let axes = Affine(
    columns: Vector3(-1.5, 0, 0), Vector3(0, -2, 0), Vector3(0, 0, 2.5),
    translation: Vector3(40, 51.25, -30))

  static func lying(_ toWorld: Affine = axes) -> Volume {
    let grid = Grid(nx: 7, ny: 6, nz: 5, toWorld: toWorld)
    let values: [Float] = (0..<grid.voxelCount).map { (voxel: Int) -> Float in
      let number: Int = voxel * 73 + voxel * voxel * 11
      return Float(number % 256)
    }
    return Volume(image: Image(grid: grid, voxels: values), type: .int16)
  }

  /// Turned about two axes, so that no direction is along an axis of the head.
  static let turned: Affine = {
    let (c, s) = (0.8, 0.6)
    let first = Affine(columns: Vector3(c, s, 0), Vector3(-s, c, 0), Vector3(0, 0, 1))
    let second = Affine(columns: Vector3(1, 0, 0), Vector3(0, c, s), Vector3(0, -s, c))
    return second * first * axes
  }()

  /// Each slice further to the front, as with a tilted gantry.
  static let tilted: Affine = {
    var tilted = axes
    tilted.row1.z = 0.75
    return tilted
  }()

  /// Rows to the back, columns downwards, slices to the right.
  static let sagittal = Affine(
    columns: Vector3(0, -1, 0), Vector3(0, 0, -1.25), Vector3(2, 0, 0),
    translation: Vector3(-70, 80, 90))
}
