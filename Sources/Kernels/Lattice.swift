import Volumes

/// The source of a resampling: voxels and their numbers along the axes.
struct Lattice {
  let voxels: UnsafePointer<Float>
  let nx: Int
  let ny: Int
  let nz: Int

  init(voxels: UnsafePointer<Float>, grid: Grid) {
    self.voxels = voxels
    (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
  }

  /// Whether a position in voxel indices lies within the outer faces of the field of view.
  @inline(__always)
  func holds(_ x: Double, _ y: Double, _ z: Double) -> Bool {
    x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= Double(nx) - 0.5 && y <= Double(ny) - 0.5
      && z <= Double(nz) - 0.5
  }

  /// The value of the voxel nearest to an index that may lie beyond the edge.
  @inline(__always)
  func clamped(_ x: Int, _ y: Int, _ z: Int) -> Float {
    let cx = min(max(x, 0), nx - 1)
    let cy = min(max(y, 0), ny - 1)
    let cz = min(max(z, 0), nz - 1)
    return voxels[cx + nx * (cy + ny * cz)]
  }
}

/// Equally spaced positions in the voxel indices of the source.
struct Line {
  let start: Vector3
  let step: Vector3
  let count: Int
}
