import Volumes

extension Image {
  /// The median of each voxel's 3×3×3 neighbourhood; the edge voxels are continued outwards.
  public func median3(parallel: Parallel = .serial) -> Image {
    var result = self
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    voxels.withUnsafeBufferPointer { source in
      result.voxels.withUnsafeMutableBufferPointer { target in
        guard let a = source.baseAddress, let q = target.baseAddress else { return }
        let lattice = Lattice(voxels: a, grid: grid)
        parallel.slabs(of: ny * nz) { rows in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: 27) { buffer in
            guard let box = buffer.baseAddress else { return }
            for row in rows {
              for x in 0..<nx { q[row * nx + x] = median27(lattice, x, row % ny, row / ny, box) }
            }
          }
        }
      }
    }
    return result
  }
}

@inline(__always)
private func median27(
  _ source: Lattice, _ x: Int, _ y: Int, _ z: Int, _ box: UnsafeMutablePointer<Float>
) -> Float {
  var count = 0
  for dz in -1...1 {
    for dy in -1...1 {
      for dx in -1...1 {
        box[count] = source.clamped(x + dx, y + dy, z + dz)
        count += 1
      }
    }
  }
  return select(box, 27, 13)
}
