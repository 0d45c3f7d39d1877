import Volumes

/// Looks up the nearest voxel of an image by world position.
struct IntensityProbe {
  let voxels: UnsafePointer<Float>
  let nx: Int
  let ny: Int
  let nz: Int
  let fromWorld: Affine

  init?(voxels: UnsafePointer<Float>, grid: Grid) {
    guard let inverse = grid.fromWorld else { return nil }
    (self.voxels, fromWorld) = (voxels, inverse)
    (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
  }

  /// The value at a voxel position (not rounded), or nil outside of the field of view.
  @inline(__always)
  func value(atVoxel p: Vector3) -> Float? {
    let q = p + 0.5
    guard q.x >= 0, q.y >= 0, q.z >= 0 else { return nil }
    let (x, y, z) = (Int(q.x), Int(q.y), Int(q.z))
    guard x < nx, y < ny, z < nz else { return nil }
    return voxels[x &+ nx &* (y &+ ny &* z)]
  }

  /// The value at a voxel position that is known to lie in the field of view.
  @inline(__always)
  private func value(inView p: Vector3) -> Float {
    let q = p + 0.5
    let (x, y, z) = (Int(q.x), Int(q.y), Int(q.z))
    return voxels[x &+ nx &* (y &+ ny &* z)]
  }

  /// The least and the greatest intensity on the way inwards from `point` along `-normal`.
  ///
  /// The least is taken from 1 mm to 7 mm deep, the greatest from 1 mm to 3 mm; both start at the
  /// given values. Nil where the way leaves the field of view.
  @inline(__always)
  func extremes(
    below point: Vector3, normal: Vector3, stepMM: Double, least: Float, greatest: Float
  ) -> (least: Float, greatest: Float)? {
    let start = fromWorld(point)
    let direction = fromWorld.direction(normal)
    guard value(atVoxel: start - direction) != nil,
      value(atVoxel: start - direction * (7 - stepMM)) != nil
    else { return nil }
    var (low, high) = (least, greatest)
    var depth = 1.0
    // Between two places in view all are in view: coordinates only rise or only fall on the way.
    let inView = 7 - stepMM
    while depth < 3, depth <= inView {
      let value = value(inView: start - direction * depth)
      low = min(low, value)
      high = max(high, value)
      depth += stepMM
    }
    while depth <= inView {
      low = min(low, value(inView: start - direction * depth))
      depth += stepMM
    }
    while depth <= 7 {
      if let value = value(atVoxel: start - direction * depth) { low = min(low, value) }
      depth += stepMM
    }
    return (low, high)
  }
}
