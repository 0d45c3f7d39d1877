/// The rotation of a lattice as NIfTI's qform states it: a unit quaternion with a ≥ 0, and the
/// sign of the third axis.
struct Quaternion {
  var b, c, d: Double
  /// 1, or −1 where the lattice is a mirror image.
  var handedness: Double

  /// The rotation of an affine, or nil if its axes are not at right angles (cosine above 1e-4).
  init?(of affine: Affine) {
    let axes = (0..<3).map { affine.column($0) / length(affine.column($0)) }
    let cosines = [(0, 1), (0, 2), (1, 2)].map { abs((axes[$0.0] * axes[$0.1]).sum()) }
    guard cosines.allSatisfy({ $0 < 1e-4 }) else { return nil }
    handedness = affine.determinant < 0 ? -1 : 1
    let r = Affine(columns: axes[0], axes[1], axes[2] * handedness)
    let (m, trace) = (r.rows, r.row0.x + r.row1.y + r.row2.z)
    var parts = [
      1 + trace, 1 + 2 * m[0][0] - trace, 1 + 2 * m[1][1] - trace, 1 + 2 * m[2][2] - trace,
    ].map { max(0, $0).squareRoot() / 2 }
    let largest = parts.indices.max { parts[$0] < parts[$1] } ?? 0
    let scale = 4 * parts[largest]
    switch largest {
    case 0:
      parts[1...3] = [m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1]]
    case 1:
      parts = [m[2][1] - m[1][2], 0, m[0][1] + m[1][0], m[0][2] + m[2][0]]
    case 2:
      parts = [m[0][2] - m[2][0], m[0][1] + m[1][0], 0, m[1][2] + m[2][1]]
    default:
      parts = [m[1][0] - m[0][1], m[0][2] + m[2][0], m[1][2] + m[2][1], 0]
    }
    for index in 0..<4 where index != largest { parts[index] /= scale }
    parts[largest] = scale / 4
    let sign: Double = parts[0] < 0 ? -1 : 1
    (b, c, d) = (parts[1] * sign, parts[2] * sign, parts[3] * sign)
  }
}
