import Volumes

extension Image {
  /// The image as seen on another grid.
  ///
  /// A voxel of the target whose centre falls within the outer faces of the source's field of view
  /// (half a voxel beyond its outermost centres) is interpolated, with the edge voxels continued
  /// outwards; all others get `outside`. Not a number in the neighbourhood makes not a number.
  ///
  /// - Parameters:
  ///   - grid: where the result's voxels are.
  ///   - targetToSource: world mm of the result to world mm of this image.
  ///   - interpolation: how values between voxels are made.
  ///   - outside: the value beyond the field of view, and everywhere when this image's own affine
  ///     cannot be inverted.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: an image on `grid`.
  public func resampled(
    onto grid: Grid, through targetToSource: Affine = .identity,
    interpolation: Interpolation = .linear, outside: Float = 0, parallel: Parallel = .serial
  ) -> Image {
    guard let worldToVoxel = self.grid.fromWorld, !voxels.isEmpty else {
      return Image(grid: grid, filledWith: outside)
    }
    let map = worldToVoxel * targetToSource * grid.toWorld
    let taps = SincTaps.shared
    let values = freshArray(grid.voxelCount, of: Float.self) { to in
      voxels.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress else { return }
        let lattice = Lattice(voxels: from, grid: self.grid)
        parallel.slabs(of: grid.ny * grid.nz) { rows in
          for row in rows {
            let start = map(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
            let line = Line(start: start, step: map.column(0), count: grid.nx)
            let out = to + row * grid.nx
            switch interpolation {
            case .nearest: nearestRow(lattice, line, out, outside)
            case .linear: linearRow(lattice, line, out, outside)
            case .cubic: cubicRow(lattice, line, out, outside)
            case .sinc: sincRow(lattice, line, taps, out, outside)
            }
          }
        }
      }
    }
    return Image(grid: grid, voxels: values)
  }
}

extension Mask {
  /// The mask as seen on another grid: inside where the trilinear share of inside is at least half.
  ///
  /// - Parameters:
  ///   - grid: where the result's voxels are.
  ///   - targetToSource: world mm of the result to world mm of this mask.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: a mask on `grid`; nothing beyond this mask's field of view is inside.
  public func resampled(
    onto grid: Grid, through targetToSource: Affine = .identity, parallel: Parallel = .serial
  ) -> Mask {
    let share = Image(self).resampled(onto: grid, through: targetToSource, parallel: parallel)
    return share.mask(atLeast: 0.5)
  }
}

extension Image {
  /// A mask as numbers: 1 inside, 0 outside.
  public init(_ mask: Mask) {
    self.init(grid: mask.grid, voxels: mask.voxels.map { Float($0) })
  }

  /// The voxels whose value is `threshold` or more; not a number is outside.
  public func mask(atLeast threshold: Float) -> Mask {
    Mask(grid: grid, voxels: voxels.map { $0 >= threshold ? 1 : 0 })
  }
}
