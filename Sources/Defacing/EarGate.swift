import Anatomy
import Kernels
import Volumes

extension Gate {
  /// The share of the skin of the ears that would stay, in per cent, as seen from both sides.
  ///
  /// Lines from either side meet the head first at the pinna, where there is one; that place must be
  /// among the removed, or altered, voxels.
  ///
  /// - Parameters:
  ///   - removed: the voxels that go, or change.
  ///   - head: skin and everything inside, on the same lattice.
  ///   - registration: how the template lies in it.
  ///   - isAltered: whether a surface is kept, for the name of the gate.
  ///   - warnAbove: the share, per cent, that is worth a look.
  ///   - failAbove: the share, per cent, that fails.
  /// - Returns: a gate that also fails, without a value, where no ear is in view.
  public static func earsLeft(
    _ removed: Mask, head: Mask, registration: Registration, isAltered: Bool,
    warnAbove: Double = 5, failAbove: Double = 20
  ) -> Gate {
    let (seen, left) = earColumns(removed, head, registration.templateToSubject)
    let share = seen >= 50 ? 100 * Double(left) / Double(seen) : .nan
    let what = isAltered ? "were not altered" : "are still there"
    let found =
      share.isNaN ? "the ears cannot be seen" : "\(figures(share, 0)) % of their skin \(what)"
    return Gate(
      name: isAltered ? "unaltered-ears" : "face-left-ears", value: share,
      warnAbove: warnAbove, failAbove: failAbove,
      sentence: "The ears were asked for; \(found); at most \(GateFigures.limit(failAbove)) % may "
        + "be, \(GateFigures.limit(warnAbove)) % without a warning.")
  }

  /// Where pinnae lie, template mm.
  private static let places = (y: -50.0...(-12), z: -68.0...(-12))

  /// Lines that meet the head at an ear, and those of them whose first voxel stays.
  private static func earColumns(
    _ removed: Mask, _ head: Mask, _ templateToSubject: Affine
  ) -> (seen: Int, left: Int) {
    guard let toVoxel = head.grid.fromWorld else { return (0, 0) }
    let map = toVoxel * templateToSubject
    var (seen, left) = (0, 0)
    for side in [-1.0, 1] {
      for y in stride(from: places.y.lowerBound, through: places.y.upperBound, by: 2) {
        for z in stride(from: places.z.lowerBound, through: places.z.upperBound, by: 2) {
          guard let voxel = firstVoxel(head, map, side: side, y: y, z: z) else { continue }
          seen += 1
          if removed.voxels[voxel] == 0 { left += 1 }
        }
      }
    }
    return (seen, left)
  }

  /// The first voxel of the head on a line from the side.
  private static func firstVoxel(
    _ head: Mask, _ map: Affine, side: Double, y: Double, z: Double
  ) -> Int? {
    let grid = head.grid
    for x in stride(from: 115.0, through: 60, by: -0.5) {
      let p = map(Vector3(side * x, y, z)) + 0.5
      guard p.min() >= 0, p.x < Double(grid.nx), p.y < Double(grid.ny), p.z < Double(grid.nz)
      else { continue }
      let voxel = grid.offset(Int(p.x), Int(p.y), Int(p.z))
      if head.voxels[voxel] != 0 { return voxel }
    }
    return nil
  }
}
