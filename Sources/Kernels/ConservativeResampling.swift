import Volumes

extension Mask {
  /// The mask as seen on another grid, where a voxel is inside as soon as any part of it is.
  ///
  /// A voxel of the result is cut into parts no longer than half of this mask's shortest voxel edge; it
  /// is inside where the middle of one part falls into an inside voxel. On the mask's own grid nothing
  /// changes.
  ///
  /// - Parameters:
  ///   - grid: where the result's voxels are.
  ///   - targetToSource: world mm of the result to world mm of this mask.
  ///   - continuesEdges: whether the outermost voxels go on beyond this mask's field of view;
  ///     otherwise nothing there is inside.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: a mask on `grid`.
  public func touched(
    onto grid: Grid, through targetToSource: Affine = .identity, continuesEdges: Bool = false,
    parallel: Parallel = .serial
  ) -> Mask {
    var result = Mask(grid: grid)
    guard let toVoxel = self.grid.fromWorld, !voxels.isEmpty else { return result }
    let map = toVoxel * targetToSource * grid.toWorld
    guard map.isFinite else { return result }
    let offsets = partOffsets(of: grid, through: targetToSource, map)
    let rows = grid.ny * grid.nz
    voxels.withUnsafeBufferPointer { source in
      result.voxels.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        let look = MaskLook(voxels: from, grid: self.grid, continuesEdges: continuesEdges)
        nonisolated(unsafe) let out = to
        parallel.slabs(of: rows) { range in
          for row in range {
            let start = map(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
            touch(look, start, map.column(0), offsets, out + row * grid.nx, grid.nx)
          }
        }
      }
    }
    return result
  }

  /// Where the middles of a target voxel's parts lie about its own middle, in source voxels.
  private func partOffsets(of target: Grid, through map: Affine, _ toIndex: Affine) -> [Vector3] {
    let stepMM = max(grid.voxelSizeMM.min() / 2, 1e-3)
    func places(_ axis: Int) -> [Vector3] {
      let sizeMM = length(map.direction(target.toWorld.column(axis)))
      let parts = max(1, Int((min(sizeMM / stepMM, 64) - 1e-3).rounded(.up)))
      return (0..<parts).map { part in
        toIndex.column(axis) * ((Double(part) + 0.5) / Double(parts) - 0.5)
      }
    }
    let (xs, ys, zs) = (places(0), places(1), places(2))
    return zs.flatMap { z in ys.flatMap { y in xs.map { $0 + y + z } } }
  }
}

/// Looks up the voxel of a mask nearest to a position in voxel indices.
private struct MaskLook {
  let voxels: UnsafePointer<UInt8>
  let grid: Grid
  let continuesEdges: Bool
  let far: Vector3

  init(voxels: UnsafePointer<UInt8>, grid: Grid, continuesEdges: Bool) {
    (self.voxels, self.grid, self.continuesEdges) = (voxels, grid, continuesEdges)
    far = Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz))
  }

  @inline(__always)
  func isInside(_ position: Vector3) -> Bool {
    var p = position + 0.5
    if continuesEdges {
      p = pointwiseMin(pointwiseMax(p, .zero), far - 0.5)
    } else {
      guard p.x >= 0, p.y >= 0, p.z >= 0, p.x < far.x, p.y < far.y, p.z < far.z else {
        return false
      }
    }
    return voxels[grid.offset(Int(p.x), Int(p.y), Int(p.z))] != 0
  }
}

@inline(never)
private func touch(
  _ look: MaskLook, _ start: Vector3, _ step: Vector3, _ offsets: [Vector3],
  _ out: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  offsets.withUnsafeBufferPointer { offsets in
    for x in 0..<count {
      let middle = start + Double(x) * step
      for offset in offsets where look.isInside(middle + offset) {
        out[x] = 1
        break
      }
    }
  }
}
