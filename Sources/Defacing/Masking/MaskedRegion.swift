import Anatomy
import Volumes

/// A part of the head's surface that is masked: a box in template mm, open towards the side from which
/// the surface is looked at.
///
/// The numbers are those of Milchenko & Marcus 2013, carried over to MNI mm.
struct MaskedRegion {
  /// For messages.
  let name: String
  /// Corners of the box, template mm.
  let low: Vector3
  let high: Vector3
  /// The axis of the template along which the surface is looked at, and from which side.
  let axis: Int
  let sign: Double

  /// Brow to below the chin, and everything in front.
  static let face = MaskedRegion(
    name: "face", low: Vector3(-71, 13, -225), high: Vector3(64, 142, 11), axis: 1, sign: 1)
  /// The same up to the hairline.
  static let faceAndForehead = MaskedRegion(
    name: "face", low: Vector3(-71, 13, -225), high: Vector3(64, 142, 48), axis: 1, sign: 1)
  /// The ear on the right.
  static let rightEar = MaskedRegion(
    name: "right ear", low: Vector3(57, -78, -109), high: Vector3(104, -5, -2), axis: 0, sign: 1)
  /// The ear on the left.
  static let leftEar = MaskedRegion(
    name: "left ear", low: Vector3(-104, -78, -109), high: Vector3(-57, -5, -2), axis: 0, sign: -1)
}

/// A masked region laid into an image: perpendicular axes in world mm and the ranges along them.
struct RegionBox {
  /// Sideways, upwards and outwards: unit vectors in world mm.
  let along: [Vector3]
  /// World mm of the template's origin, from which the ranges count.
  let origin: Vector3
  /// Ranges along the axes, mm; the last ends where the field of view does.
  let ranges: [ClosedRange<Double>]

  /// The box grows by this on every side, mm.
  static let marginMM = 6.0

  /// Nil where the region lies outside the field of view, or less than `leastMM` of it is in view.
  init?(_ region: MaskedRegion, in frame: Frame, leastMM: Double) {
    let map = frame.registration.templateToSubject
    guard let axes = Self.axes(map, region) else { return nil }
    (along, origin) = (axes, map.translation)
    let box = Self.corners(region.low, region.high).map { map($0) }
    let view = frame.image.grid.corners.map { frame.image.grid.toWorld($0) }
    var found: [ClosedRange<Double>] = []
    for axis in 0..<3 {
      let part = Self.range(box, axes[axis], origin, marginMM: Self.marginMM)
      let seen = Self.range(view, axes[axis], origin, marginMM: 0)
      let low = max(part.lowerBound, seen.lowerBound)
      let high = axis == 2 ? seen.upperBound : min(part.upperBound, seen.upperBound)
      guard high - low >= leastMM else { return nil }
      found.append(low...high)
    }
    ranges = found
  }

  /// The world place of coordinates along the axes, mm.
  func world(_ p: Vector3) -> Vector3 {
    origin + along[0] * p.x + along[1] * p.y + along[2] * p.z
  }

  /// The coordinates of a world place.
  func coordinates(_ p: Vector3) -> Vector3 {
    let d = p - origin
    return Vector3((d * along[0]).sum(), (d * along[1]).sum(), (d * along[2]).sum())
  }

  private static func axes(_ map: Affine, _ region: MaskedRegion) -> [Vector3]? {
    let outwards = map.column(region.axis) * region.sign
    let up = map.column(2)
    guard length(outwards) > 1e-6 else { return nil }
    let out = outwards / length(outwards)
    let upright = up - out * (up * out).sum()
    guard length(upright) > 1e-6 else { return nil }
    let upUnit = upright / length(upright)
    return [crossProduct(out, upUnit), upUnit, out]
  }

  private static func range(
    _ points: [Vector3], _ axis: Vector3, _ origin: Vector3, marginMM: Double
  ) -> ClosedRange<Double> {
    let places = points.map { (($0 - origin) * axis).sum() }
    return (places.min() ?? 0) - marginMM...(places.max() ?? 0) + marginMM
  }

  private static func corners(_ low: Vector3, _ high: Vector3) -> [Vector3] {
    (0..<8).map { bits in
      Vector3(
        bits & 1 == 0 ? low.x : high.x, bits & 2 == 0 ? low.y : high.y,
        bits & 4 == 0 ? low.z : high.z)
    }
  }
}

/// The vector perpendicular to two others.
func crossProduct(_ a: Vector3, _ b: Vector3) -> Vector3 {
  Vector3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
