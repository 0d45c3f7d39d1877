/// A regular lattice of voxels in world space.
///
/// `toWorld` takes the index of a voxel (its centre, counted from zero) to world millimetres in
/// RAS+. The x index runs fastest in every voxel buffer: `offset = x + nx * (y + ny * z)`.
public struct Grid: Hashable, Sendable, Codable {
  /// Number of voxels along the first axis.
  public var nx: Int
  /// Number of voxels along the second axis.
  public var ny: Int
  /// Number of voxels along the third axis.
  public var nz: Int
  /// Voxel indices to world millimetres, RAS+.
  public var toWorld: Affine

  /// A lattice of `nx` × `ny` × `nz` voxels.
  public init(nx: Int, ny: Int, nz: Int, toWorld: Affine) {
    (self.nx, self.ny, self.nz) = (nx, ny, nz)
    self.toWorld = toWorld
  }

  /// Number of voxels of one frame.
  public var voxelCount: Int { nx * ny * nz }

  /// Numbers of voxels along the three axes.
  public var dims: [Int] { [nx, ny, nz] }

  /// Distances in mm between neighbouring voxel centres along the three axes.
  public var voxelSizeMM: Vector3 {
    Vector3(
      length(toWorld.column(0)), length(toWorld.column(1)), length(toWorld.column(2)))
  }

  /// Volume of one voxel in mm³, never negative.
  public var voxelVolumeMM3: Double { abs(toWorld.determinant) }

  /// World millimetres to voxel indices, or nil for a degenerate affine.
  public var fromWorld: Affine? { toWorld.inverse }

  /// The place of voxel (x, y, z) in a buffer of one frame.
  @inlinable
  public func offset(_ x: Int, _ y: Int, _ z: Int) -> Int { x + nx * (y + ny * z) }

  /// Whether the index lies on the lattice.
  @inlinable
  public func contains(_ x: Int, _ y: Int, _ z: Int) -> Bool {
    x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz
  }

  /// The world position, in mm, of the middle of the field of view.
  public var centreMM: Vector3 {
    toWorld(Vector3(Double(nx - 1), Double(ny - 1), Double(nz - 1)) / 2)
  }

  /// Whether two lattices have the same size and every corner within `toleranceMM`.
  public func matches(_ other: Grid, toleranceMM: Double = 0.01) -> Bool {
    guard dims == other.dims else { return false }
    return corners.allSatisfy { corner in
      length(toWorld(corner) - other.toWorld(corner)) <= toleranceMM
    }
  }

  /// The voxel indices of the eight corner voxels.
  public var corners: [Vector3] {
    let far = Vector3(Double(nx - 1), Double(ny - 1), Double(nz - 1))
    return (0..<8).map { bits in
      Vector3(
        bits & 1 == 0 ? 0 : far.x, bits & 2 == 0 ? 0 : far.y, bits & 4 == 0 ? 0 : far.z)
    }
  }
}
