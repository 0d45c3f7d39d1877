import Volumes

extension Image {
  /// The length of the gradient in value per mm, by central differences (one-sided at the edges).
  ///
  /// The grid's axes are taken as perpendicular. An axis of one voxel counts as flat.
  public func gradientMagnitude(parallel: Parallel = .serial) -> Image {
    var result = Image(grid: grid)
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    let size = grid.voxelSizeMM
    voxels.withUnsafeBufferPointer { source in
      result.voxels.withUnsafeMutableBufferPointer { target in
        guard let a = source.baseAddress, let q = target.baseAddress else { return }
        parallel.slabs(of: ny * nz) { rows in
          for row in rows {
            let (y, z) = (row % ny, row / ny)
            let p = a + row * nx
            let dy = Difference(y, ny, stride: nx, sizeMM: size.y)
            let dz = Difference(z, nz, stride: nx * ny, sizeMM: size.z)
            for x in 0..<nx {
              let gx = Difference(x, nx, stride: 1, sizeMM: size.x).value(p + x)
              let gy = dy.value(p + x)
              let gz = dz.value(p + x)
              q[row * nx + x] = (gx * gx + gy * gy + gz * gz).squareRoot()
            }
          }
        }
      }
    }
    return result
  }
}

/// A difference quotient along one axis at one index.
private struct Difference {
  let ahead: Int
  let behind: Int
  let perMM: Float

  @inline(__always)
  init(_ index: Int, _ count: Int, stride: Int, sizeMM: Double) {
    let up = index + 1 < count ? 1 : 0
    let down = index > 0 ? 1 : 0
    ahead = up * stride
    behind = down * stride
    let span = Double(up + down) * sizeMM
    perMM = span > 0 ? Float(1 / span) : 0
  }

  @inline(__always)
  func value(_ p: UnsafePointer<Float>) -> Float { (p[ahead] - p[-behind]) * perMM }
}
