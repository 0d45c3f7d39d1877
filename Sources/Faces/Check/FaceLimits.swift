/// Where the grades of a face part.
///
/// Between nine real heads, each laid into the template, 95 % of the pairs had at most 36 (chin) to
/// 67 % (cheeks) of a zone's skin within 2 mm of one another, and reliefs that correlated by at most
/// 0.77: less than that is no evidence of a person.
enum FaceLimits {
  /// Less of a zone in the field of view says nothing of it.
  static let leastFOV = 0.5
  /// Up to this share of the skin may lie where it lay, in a zone that counts as removed.
  static let removedRFS2 = 0.05
  /// The surface of a removed zone lies at least this much deeper, in mm.
  static let removedDepthMM = 10.0
  /// Up to this share of a removed zone may show something before the skin.
  static let removedInFront = 0.05
  /// A larger share of skin that nothing was done to makes a zone count as still there.
  static let presentUntouched = 0.3
  /// A larger share of skin where it lay, whatever its values, does so as well.
  static let presentRFS2 = 0.7
  /// A larger share of a surface at one distance from the skin is a skin that was moved or covered.
  static let presentParallel = 0.9
  /// Only what lies nearer to the skin than this, in mm, can be such a one.
  static let shellMM = 15.0
  /// Values that correlate more than this in their fine detail are those of the original.
  static let presentDetail = 0.5
  /// A relief that correlates more than this is that of the original.
  static let presentRelief = 0.8
  /// A relief that correlates more than this with the template's is that of a face: in ten whole heads
  /// of four contrasts it was 0.80 or more, after cuts that left no eyes 0.62 or less.
  static let faceNCC = 0.72

  /// How far in front of the template's origin the skin of a zone lies at least in whole heads, in
  /// template mm: half way between the lowest of six whole heads (eyes 69, nose 77, mouth 60, chin 44,
  /// cheeks 57) and the highest of the same heads after QuickShear and Defacing (61, 46, 18, 1, 32).
  static func leastFrontMM(_ zone: FaceZone) -> Double? {
    switch zone {
    case .eyes: 65
    case .nose: 61
    case .mouth: 39
    case .chin: 22
    case .cheeks: 44
    case .forehead, .ears: nil
    }
  }
}
