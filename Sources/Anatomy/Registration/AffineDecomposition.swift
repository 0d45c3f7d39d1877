import Volumes

/// An affine's linear part as `A = R * K * S`: scale first, then skew, then rotation.
///
/// `S` is diagonal, `K` unit upper triangular with (xy, xz, yz), and `R` a rotation. This is the
/// order of the FLIRT family of programs (Jenkinson & Smith 2001). A mirrored map carries its sign
/// in the scale along x.
public struct AffineDecomposition: Sendable, Hashable {
  /// A proper rotation; its translation is zero.
  public var rotation: Affine
  /// Factors along the axes of the space mapped from; x is negative for a mirror.
  public var scales: Vector3
  /// Skews xy, xz, yz, without unit.
  public var skews: Vector3
  /// Where the origin goes, in mm.
  public var translation: Vector3

  /// The parts of an affine, or nil where it is degenerate.
  public init?(_ affine: Affine) {
    let sign: Double = affine.determinant < 0 ? -1 : 1
    let (a1, a2, a3) = (affine.column(0) * sign, affine.column(1), affine.column(2))
    let sx = length(a1)
    guard affine.isFinite, sx > 0 else { return nil }
    let r1 = a1 / sx
    let along12 = dot(r1, a2)
    let rest2 = a2 - r1 * along12
    let sy = length(rest2)
    guard sy > 1e-12 * sx else { return nil }
    let r2 = rest2 / sy
    let (along13, along23) = (dot(r1, a3), dot(r2, a3))
    let rest3 = a3 - r1 * along13 - r2 * along23
    let sz = length(rest3)
    guard sz > 1e-12 * sx else { return nil }
    self.rotation = Affine(columns: r1, r2, rest3 / sz)
    self.scales = Vector3(sx * sign, sy, sz)
    self.skews = Vector3(along12 / sy, along13 / sz, along23 / sz)
    self.translation = affine.translation
  }

  /// The affine made of the parts again.
  public var affine: Affine {
    let skew = Affine(
      row0: Vector3(1, skews.x, skews.y), row1: Vector3(0, 1, skews.z),
      row2: Vector3(0, 0, 1), translation: .zero)
    var result = rotation * skew * Affine.scaling(scales)
    result.translation = translation
    return result
  }

  /// The factor by which volumes change, negative for a mirror.
  public var determinant: Double { scales.x * scales.y * scales.z }

  /// The angle of the rotation about its own axis, in degrees, 0…180.
  public var rotationDegrees: Double {
    let trace = rotation.row0.x + rotation.row1.y + rotation.row2.z
    return arcCosine(min(1, max(-1, (trace - 1) / 2))) * 180 / Double.pi
  }
}
