import Volumes

/// A box in world space with sides along the axes: what pictures of one subject have in common.
public struct WorldBox: Sendable, Equatable {
  /// Smallest corner, in mm RAS+.
  public var low: Vector3
  /// Largest corner.
  public var high: Vector3

  /// A box from its corners.
  public init(low: Vector3, high: Vector3) { (self.low, self.high) = (low, high) }

  /// The box around the field of view of a grid, to the outer faces of its voxels.
  public init(_ grid: Grid) {
    let half = Vector3(repeating: 0.5)
    let far = Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz))
    var low = Vector3(repeating: .infinity)
    var high = Vector3(repeating: -.infinity)
    for bits in 0..<8 {
      let corner = Vector3(
        bits & 1 == 0 ? 0 : far.x, bits & 2 == 0 ? 0 : far.y, bits & 4 == 0 ? 0 : far.z)
      let place = grid.toWorld(corner - half)
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
    }
    self.init(low: low, high: high)
  }

  /// The middle.
  public var centre: Vector3 { (low + high) / 2 }

  /// A point moved into the box.
  public func clamp(_ point: Vector3) -> Vector3 {
    pointwiseMin(pointwiseMax(point, low), high)
  }
}
