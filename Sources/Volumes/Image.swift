/// A three-dimensional scalar image for computing: Float32 values on a grid, x fastest.
///
/// Values are what the file means (slope and intercept applied), not what it stores.
public struct Image: Sendable {
  /// Where the voxels are.
  public var grid: Grid
  /// The values, `grid.voxelCount` of them.
  public var voxels: [Float]

  /// An image from its values.
  public init(grid: Grid, voxels: [Float]) {
    precondition(voxels.count == grid.voxelCount, "an image needs one value a voxel of its grid")
    self.grid = grid
    self.voxels = voxels
  }

  /// An image of one value.
  public init(grid: Grid, filledWith value: Float = 0) {
    self.init(grid: grid, voxels: [Float](repeating: value, count: grid.voxelCount))
  }

  /// The value at voxel (x, y, z), which must lie on the grid.
  public subscript(x: Int, y: Int, z: Int) -> Float {
    get { voxels[grid.offset(x, y, z)] }
    set { voxels[grid.offset(x, y, z)] = newValue }
  }
}

/// A set of voxels of a grid: 1 inside, 0 outside, x fastest.
public struct Mask: Sendable, Hashable {
  /// Where the voxels are.
  public var grid: Grid
  /// One byte a voxel, 1 inside and 0 outside.
  public var voxels: [UInt8]

  /// A mask from its bytes, each 0 or 1.
  public init(grid: Grid, voxels: [UInt8]) {
    precondition(voxels.count == grid.voxelCount, "a mask needs one byte a voxel of its grid")
    self.grid = grid
    self.voxels = voxels
  }

  /// An empty or full mask.
  public init(grid: Grid, filled: Bool = false) {
    self.init(
      grid: grid, voxels: [UInt8](repeating: filled ? 1 : 0, count: grid.voxelCount))
  }

  /// Whether voxel (x, y, z), which must lie on the grid, is inside.
  public subscript(x: Int, y: Int, z: Int) -> Bool {
    get { voxels[grid.offset(x, y, z)] != 0 }
    set { voxels[grid.offset(x, y, z)] = newValue ? 1 : 0 }
  }

  /// Number of voxels inside.
  public var count: Int { voxels.reduce(0) { $0 + Int($1) } }

  /// Volume inside, in millilitres.
  public var volumeML: Double { Double(count) * grid.voxelVolumeMM3 / 1000 }
}
