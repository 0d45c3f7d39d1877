/// What takes up gadolinium within the skull of a healthy head: sinuses, great arteries, dura and
/// choroid plexus, at mirrored places.
struct Vessels: Sendable {
  private let arteries: [Rod] = [
    Rod(Anchor(13, 4, -42), Anchor(12, 9, -24), 2.4, 2.2),
    Rod(Anchor(12, 8, -22), Anchor(34, 1, -16), 1.7, 1.3),
    Rod(Anchor(0, -12, -44), Anchor(0, -9, -22), 1.8, 1.7),
    Rod(Anchor(0.6, 21, -16), Anchor(0.6, 40, 8), 1.3, 1.2),
  ]
  private let plexus: [Rod] = [
    Rod(Anchor(7, -8, 15), Anchor(12, -29, 16.5), 0.9, 1.6),
    Rod(Anchor(12, -29, 16.5), Anchor(21, -38, 10), 1.6, 2.4),
  ]
  private static let duraMM: Float = 0.7

  /// The tissues that something of this may be painted over, one bit each by `rawValue`.
  static let ground: UInt64 = [Tissue.fluid, .ventricle, .bone, .marrow]
    .reduce(0) { $0 | 1 << UInt64($1.rawValue) }

  /// Distance to the nearest of all; `inner` is the distance to the inner table of the skull.
  @inline(__always)
  func distance(_ p: Places, inner: Lanes) -> Lanes {
    least(least(dura(inner), lumen(p, inner: inner)), villi(p))
  }

  /// Paints over fluid, ventricles and bone.
  @inline(__always)
  func paint(_ p: Places, inner: Lanes, on painted: inout Painted) {
    painted.cover(.dura, where: dura(inner), over: painted.isMade(of: .fluid))
    let wall = painted.isMade(of: .dura) .| painted.isMade(of: .fluid)
    let bony = painted.isMade(of: .bone) .| painted.isMade(of: .marrow)
    painted.cover(.blood, where: lumen(p, inner: inner), over: wall .| bony)
    painted.cover(.choroidPlexus, where: villi(p), over: painted.isMade(of: .ventricle))
  }

  @inline(__always)
  private func dura(_ inner: Lanes) -> Lanes {
    greatest(inner, Lanes(repeating: -Vessels.duraMM) - inner)
  }

  @inline(__always)
  private func villi(_ p: Places) -> Lanes {
    var d = plexus[0].distance(p)
    for rod in plexus { d = least(d, rod.distance(p)) }
    return d
  }

  @inline(__always)
  private func lumen(_ p: Places, inner: Lanes) -> Lanes {
    let deep = inner + 0.6
    let sagittal = root(p.x * p.x + deep * deep) - 3.3
    let low = p.z + 21 - p.x * 0.06
    let transverse = root(low * low + deep * deep) - 3.1
    var d = greatest(sagittal, greatest(Lanes(repeating: -20) - p.z, p.y - 72))
    d = least(d, share(transverse, p.y + 42, 5))
    for rod in arteries { d = least(d, rod.distance(p)) }
    return d
  }
}
