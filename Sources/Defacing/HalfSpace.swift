import Volumes

/// All points beyond a plane, in world mm.
public struct HalfSpace: Sendable, Hashable, Codable {
  /// The direction that leads beyond: a unit vector.
  public var normal: Vector3
  /// A point lies beyond when its product with `normal` is greater than this, in mm.
  public var offsetMM: Double

  /// A half-space from its parts.
  public init(normal: Vector3, offsetMM: Double) {
    (self.normal, self.offsetMM) = (normal, offsetMM)
  }

  /// The voxels of a lattice of which any part lies beyond.
  ///
  /// - Parameters:
  ///   - grid: the lattice.
  ///   - toHead: world mm of the lattice to those of this half-space.
  /// - Returns: the voxels, on `grid`.
  public func touched(on grid: Grid, through toHead: Affine = .identity) -> Mask {
    var mask = Mask(grid: grid)
    let map = toHead * grid.toWorld
    let slopes = (0..<3).map { (normal * map.column($0)).sum() }
    let reach = slopes.reduce(0) { $0 + abs($1) / 2 }
    let origin = (normal * map.translation).sum() - offsetMM + reach
    for row in 0..<(grid.ny * grid.nz) {
      let height =
        origin + Double(row % grid.ny) * slopes[1] + Double(row / grid.ny) * slopes[2]
      for x in 0..<grid.nx where height + Double(x) * slopes[0] > positionToleranceMM {
        mask.voxels[row * grid.nx + x] = 1
      }
    }
    return mask
  }
  /// The voxels of a lattice whose centres lie beyond; world mm of the lattice are those of the plane.
  public func centres(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    let step = (normal * grid.toWorld.column(0)).sum()
    for row in 0..<(grid.ny * grid.nz) {
      let start = grid.toWorld(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
      let height = (normal * start).sum() - offsetMM
      markRow(&mask.voxels, row * grid.nx, grid.nx, height, step)
    }
    return mask
  }
}

/// Marks the voxels of a row whose height above the plane, linear along the row, is positive.
private func markRow(
  _ voxels: inout [UInt8], _ start: Int, _ count: Int, _ height: Double, _ step: Double
) {
  voxels.withUnsafeMutableBufferPointer { bytes in
    for x in 0..<count where height + Double(x) * step > positionToleranceMM {
      bytes[start + x] = 1
    }
  }
}
