import Volumes

extension Mask {
  /// The voxels of the mask that share a face with the outside or with the edge of the field of view:
  /// its outline, one voxel thick.
  public var border: Mask {
    var result = Mask(grid: grid)
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    voxels.withUnsafeBufferPointer { source in
      result.voxels.withUnsafeMutableBufferPointer { target in
        for z in 0..<nz {
          for y in 0..<ny {
            let isEdge = y == 0 || z == 0 || y == ny - 1 || z == nz - 1
            borderRow(source, target, start: nx * (y + ny * z), nx, nx * ny, isEdge: isEdge)
          }
        }
      }
    }
    return result
  }
}

private func borderRow(
  _ source: UnsafeBufferPointer<UInt8>, _ target: UnsafeMutableBufferPointer<UInt8>, start: Int,
  _ nx: Int, _ slice: Int, isEdge: Bool
) {
  for x in 0..<nx where source[start + x] != 0 {
    let i = start + x
    if isEdge || x == 0 || x == nx - 1 {
      target[i] = 1
    } else {
      let inner =
        source[i - 1] != 0 && source[i + 1] != 0 && source[i - nx] != 0 && source[i + nx] != 0
        && source[i - slice] != 0 && source[i + slice] != 0
      target[i] = inner ? 0 : 1
    }
  }
}
