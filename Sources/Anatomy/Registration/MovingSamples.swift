import Volumes

/// The moving image at the sample points of a pose: value, gradient and weight of each.
///
/// The gradient is along the voxel axes, per voxel, in the first three lanes; the value stands in
/// the fourth. The weight is 0 outside of the field of view and rises to 1 within a voxel of it.
struct MovingSamples {
  var values: [SIMD4<Float>]
  var weights: [Float]

  /// Samples `level` at all `points`; intensities become 0…1 of `low…high`.
  init(_ level: ImageLevel, low: Float, high: Float, at points: SamplePoints, pose: Pose) {
    let toVoxels = VoxelMap(level.fromWorld * pose.map)
    let source = TrilinearSource(
      nx: level.grid.nx, ny: level.grid.ny, nz: level.grid.nz, low: low, scale: 1 / (high - low))
    let count = points.count
    var weights = [Float](repeating: 0, count: count)
    values = [SIMD4<Float>](unsafeUninitializedCapacity: count) { values, initialized in
      initialized = count
      weights.withUnsafeMutableBufferPointer { weights in
        level.voxels.withUnsafeBufferPointer { voxels in
          points.positions.withUnsafeBufferPointer { positions in
            guard let v = values.baseAddress, let w = weights.baseAddress,
              let s = voxels.baseAddress, let p = positions.baseAddress
            else { return }
            source.sample(s, p, count, toVoxels, v, w)
          }
        }
      }
    }
    self.weights = weights
  }
}

/// An affine map of normalised fixed positions to moving voxel indices in single precision.
private struct VoxelMap {
  var c0: SIMD4<Float>
  var c1: SIMD4<Float>
  var c2: SIMD4<Float>
  var shift: SIMD4<Float>

  init(_ map: Affine) {
    func lanes(_ v: Vector3) -> SIMD4<Float> { SIMD4(Float(v.x), Float(v.y), Float(v.z), 0) }
    (c0, c1, c2) = (lanes(map.column(0)), lanes(map.column(1)), lanes(map.column(2)))
    shift = lanes(map.translation)
  }
}

private struct TrilinearSource {
  var nx: Int
  var ny: Int
  var nz: Int
  var low: Float
  var scale: Float

  func sample(
    _ source: UnsafePointer<Float>, _ positions: UnsafePointer<SIMD4<Float>>, _ count: Int,
    _ map: VoxelMap, _ values: UnsafeMutablePointer<SIMD4<Float>>,
    _ weights: UnsafeMutablePointer<Float>
  ) {
    let (lastX, lastY, lastZ) = (Float(nx - 1), Float(ny - 1), Float(nz - 1))
    let (sy, sz) = (nx, nx * ny)
    for index in 0..<count {
      let p = positions[index]
      let v = map.c0 * p.x + map.c1 * p.y + map.c2 * p.z + map.shift
      let edge = min(
        min(min(v.x, lastX - v.x), min(v.y, lastY - v.y)), min(v.z, lastZ - v.z))
      guard edge > 0 else {
        values[index] = .zero
        weights[index] = 0
        continue
      }
      weights[index] = min(1, edge)
      let (i, j, k) = (
        min(Int(v.x), nx &- 2), min(Int(v.y), ny &- 2), min(Int(v.z), nz &- 2)
      )
      let (fx, fy, fz) = (v.x - Float(i), v.y - Float(j), v.z - Float(k))
      let o = source + (i &+ sy &* j &+ sz &* k)
      // x differences and values along the four edges of the cell, in the order 00, 10, 01, 11
      let left = SIMD4(o[0], o[sy], o[sz], o[sz &+ sy])
      let right = SIMD4(o[1], o[sy &+ 1], o[sz &+ 1], o[sz &+ sy &+ 1])
      let dx = right - left
      let along = left + dx * fx
      let dyNear = along.y - along.x
      let dyFar = along.w - along.z
      let near = along.x + fy * dyNear
      let far = along.z + fy * dyFar
      let gxNear = dx.x + fy * (dx.y - dx.x)
      let gxFar = dx.z + fy * (dx.w - dx.z)
      values[index] =
        SIMD4(
          gxNear + fz * (gxFar - gxNear), dyNear + fz * (dyFar - dyNear), far - near,
          near + fz * (far - near) - low) * scale
    }
  }
}
