extension Volume {
  /// A new volume of one frame from stored numbers that came from elsewhere, such as another format.
  ///
  /// Grid and scaling are rounded as a NIfTI header holds them (32-bit floats), so that the volume means
  /// the same here and after it was written and read again.
  ///
  /// - Parameters:
  ///   - stored: one number a voxel, little-endian, x fastest; as many as the grid has voxels.
  ///   - grid: the lattice.
  ///   - type: how a number is stored.
  ///   - scaling: how stored numbers become values.
  public init(stored: [UInt8], grid: Grid, type: VoxelType, scaling: Scaling = .identity) {
    let header = NiftiHeader(grid: grid, frames: 1, type: type, scaling: scaling)
    var rounded = header
    rounded.scaling = Scaling(slope: header.storedSlope, intercept: header.storedIntercept)
    let grid = Grid(nx: grid.nx, ny: grid.ny, nz: grid.nz, toWorld: header.sform)
    self.init(header: rounded, grid: grid, frames: 1, bytes: stored)
  }
}
