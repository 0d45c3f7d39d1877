import Kernels
import Volumes

extension Mask {
  /// The mask grown so that `gapMM` lie between the faces of its voxels and those of all voxels outside.
  ///
  /// The mask takes one voxel more in every direction, since the faces of neighbours touch; from there
  /// centres are as far apart as faces are from the mask. So voxels may have any shape.
  func grown(gapMM: Double, parallel: Parallel = .serial) -> Mask {
    withNeighbours.dilated(byMM: gapMM, parallel: parallel)
  }

  /// The mask and every voxel that shares a face, an edge or a corner with it.
  private var withNeighbours: Mask {
    let strides = [(1, grid.nx), (grid.nx, grid.ny), (grid.nx * grid.ny, grid.nz)]
    return strides.reduce(into: self) { mask, axis in
      mask.voxels = widened(mask.voxels, stride: axis.0, count: axis.1)
    }
  }
}

/// Each inside voxel spreads to its two neighbours along one axis.
private func widened(_ voxels: [UInt8], stride: Int, count: Int) -> [UInt8] {
  var result = voxels
  guard count > 1 else { return result }
  voxels.withUnsafeBufferPointer { source in
    result.withUnsafeMutableBufferPointer { target in
      for place in 0..<source.count where source[place] != 0 {
        let position = place / stride % count
        if position > 0 { target[place - stride] = 1 }
        if position + 1 < count { target[place + stride] = 1 }
      }
    }
  }
  return result
}
