import Volumes

/// What makes one digital head differ from another. All lengths in mm of the head's own space.
///
/// Decodes from JSON in which only `seed` is needed: everything else is drawn from the seed and may
/// be overridden key by key.
public struct HeadRecipe: Sendable, Hashable, Codable {
  /// The label of the subject in a cohort, e.g. `sub-01`; has no influence on the head.
  public var subject: String?
  /// Where all random shapes (folds, warps, sheets) come from.
  public var seed: UInt64
  /// Stretch along x, y, z about the anterior commissure, 0.92 … 1.08.
  public var scale: Vector3
  /// Loss of brain substance, 0 (none) … 1 (severe): wider sulci and a thinner cortex.
  public var atrophy: Double
  /// Thickness of the cortex before atrophy.
  public var greyMatterMM: Double
  /// Factor on the radii of the ventricles.
  public var ventricleScale: Double
  /// How far the tip of the nose stands out beyond the average.
  public var noseLengthMM: Double
  /// Factor on the breadth of the nose.
  public var noseWidth: Double
  /// Factor on the fullness of the lips.
  public var lipFullness: Double
  /// How far the chin stands out beyond the average.
  public var chinMM: Double
  /// Factor on the size of the pinnae.
  public var earScale: Double
  /// Distance between the centres of the eyes beyond the average.
  public var eyeDistanceMM: Double
  /// How far the brow stands out beyond the average.
  public var browMM: Double
  /// How full the cheeks are beyond the average.
  public var cheekMM: Double
  /// Factor on the breadth of the jaw.
  public var jawWidth: Double
  /// Factor on the height of the face below the eyes.
  public var faceLength: Double
  /// Thickness of the subcutaneous fat of the scalp.
  public var scalpFatMM: Double
  /// Amplitude of the smooth random displacement of everything.
  public var warpMM: Double
  /// Pose: rotation about the x, y and z axes, in degrees, applied in that order.
  public var rotationDegrees: Vector3
  /// Pose: shift of the anterior commissure in world mm.
  public var shiftMM: Vector3
  /// How many white-matter lesions the head has; nil for none.
  public var lesions: Int?
  /// Whether the head has a glioblastoma; nil for no.
  public var tumour: Bool?
  /// How much further than usual place, size and rim of the glioblastoma may differ from what is typical
  /// of its lobe, 0 … 1; nil for 0.
  public var tumourFreedom: Double?

  /// The average head: no random shape but the folds of the cortex.
  public static let mean = HeadRecipe(
    subject: nil, seed: 0, scale: Vector3(repeating: 1), atrophy: 0.25, greyMatterMM: 2.95,
    ventricleScale: 1, noseLengthMM: 0, noseWidth: 1, lipFullness: 1, chinMM: 0, earScale: 1,
    eyeDistanceMM: 0, browMM: 0, cheekMM: 0, jawWidth: 1, faceLength: 1, scalpFatMM: 3.2, warpMM: 0,
    rotationDegrees: .zero, shiftMM: .zero)
}

extension HeadRecipe {
  /// A head of which everything is drawn from the seed; the pose is straight.
  public init(seed: UInt64) {
    let draw = SeededDraw(seed: seed, stream: 1)
    self = .mean
    self.seed = seed
    scale = HeadRecipe.scale(draw)
    atrophy = draw.uniform(3, 0, 0.7)
    greyMatterMM = draw.uniform(4, 2.8, 3.1)
    ventricleScale = draw.uniform(5, 0.8, 1.25) + 0.3 * atrophy
    noseLengthMM = draw.uniform(6, -4, 6)
    noseWidth = draw.uniform(7, 0.85, 1.25)
    lipFullness = draw.uniform(8, 0.75, 1.3)
    chinMM = draw.uniform(9, -4, 4)
    earScale = draw.uniform(10, 0.85, 1.15)
    eyeDistanceMM = draw.uniform(11, -4, 4)
    browMM = draw.uniform(12, -1, 3)
    cheekMM = draw.uniform(13, -3, 4)
    jawWidth = draw.uniform(14, 0.9, 1.1)
    faceLength = draw.uniform(15, 0.94, 1.03)
    scalpFatMM = draw.uniform(16, 2, 5)
    warpMM = draw.uniform(17, 1.2, 2.2)
  }

  /// Each axis varies by 6 % about a common size that varies by 2 %, so that volumes stay human.
  private static func scale(_ draw: SeededDraw) -> Vector3 {
    let free = Vector3(
      draw.uniform(0, 0.95, 1.05), draw.uniform(1, 0.95, 1.05), draw.uniform(2, 0.95, 1.05))
    let common = (free.x + free.y + free.z) / 3
    let wanted = draw.uniform(18, 0.978, 1.016)
    return (free * (wanted / common)).clamped(
      lowerBound: Vector3(repeating: 0.92), upperBound: Vector3(repeating: 1.08))
  }

  /// A sentence about the first parameter that lies outside what the anatomy can take, or nil.
  public var fault: String? {
    let bounds: [(name: String, value: Double, range: ClosedRange<Double>)] = [
      ("scale x", scale.x, 0.8...1.25), ("scale y", scale.y, 0.8...1.25),
      ("scale z", scale.z, 0.8...1.25), ("atrophy", atrophy, 0...1),
      ("greyMatterMM", greyMatterMM, 1.5...4.5), ("ventricleScale", ventricleScale, 0.3...2.5),
      ("noseLengthMM", noseLengthMM, -10...15), ("noseWidth", noseWidth, 0.6...1.6),
      ("lipFullness", lipFullness, 0.4...1.8), ("chinMM", chinMM, -10...10),
      ("earScale", earScale, 0.5...1.5), ("eyeDistanceMM", eyeDistanceMM, -8...8),
      ("browMM", browMM, -4...6), ("cheekMM", cheekMM, -8...8), ("jawWidth", jawWidth, 0.8...1.2),
      ("faceLength", faceLength, 0.85...1.1), ("scalpFatMM", scalpFatMM, 1...10),
      ("warpMM", warpMM, 0...4), ("rotation about x", rotationDegrees.x, -180...180),
      ("rotation about y", rotationDegrees.y, -180...180),
      ("rotation about z", rotationDegrees.z, -180...180),
      ("tumourFreedom", tumourFreedom ?? 0, 0...1), ("shift x", shiftMM.x, -1000...1000),
      ("shift y", shiftMM.y, -1000...1000), ("shift z", shiftMM.z, -1000...1000),
    ]
    let odd = bounds.first { !$0.range.contains($0.value) }.map {
      "The recipe of a head needs \($0.name) from \($0.range.lowerBound) to "
        + "\($0.range.upperBound), found \($0.value)."
    }
    return odd ?? lesionFault
  }

  /// The numbers of lesions that a head has room for.
  public static let lesionCounts = 0...100

  private var lesionFault: String? {
    guard let lesions, !HeadRecipe.lesionCounts.contains(lesions) else { return nil }
    return "The recipe of a head needs lesions from \(HeadRecipe.lesionCounts.lowerBound) to "
      + "\(HeadRecipe.lesionCounts.upperBound), found \(lesions)."
  }

  private enum CodingKeys: String, CodingKey {
    case subject, seed, scale, atrophy, greyMatterMM, ventricleScale, noseLengthMM, noseWidth
    case lipFullness, chinMM, earScale, eyeDistanceMM, browMM, cheekMM, jawWidth, faceLength
    case scalpFatMM, warpMM, rotationDegrees, shiftMM, lesions, tumour
    case tumourFreedom
  }

  /// Reads a recipe; keys that are missing are drawn from the seed.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(seed: try keys.decode(UInt64.self, forKey: .seed))
    subject = try keys.decodeIfPresent(String.self, forKey: .subject)
    func take<Value: Decodable>(_ key: CodingKeys, _ field: inout Value) throws {
      field = try keys.decodeIfPresent(Value.self, forKey: key) ?? field
    }
    try take(.scale, &scale)
    try take(.atrophy, &atrophy)
    try take(.greyMatterMM, &greyMatterMM)
    try take(.ventricleScale, &ventricleScale)
    try take(.noseLengthMM, &noseLengthMM)
    try take(.noseWidth, &noseWidth)
    try take(.lipFullness, &lipFullness)
    try take(.chinMM, &chinMM)
    try take(.earScale, &earScale)
    try take(.eyeDistanceMM, &eyeDistanceMM)
    try take(.browMM, &browMM)
    try take(.cheekMM, &cheekMM)
    try take(.jawWidth, &jawWidth)
    try take(.faceLength, &faceLength)
    try take(.scalpFatMM, &scalpFatMM)
    try take(.warpMM, &warpMM)
    try take(.rotationDegrees, &rotationDegrees)
    try take(.shiftMM, &shiftMM)
    lesions = try keys.decodeIfPresent(Int.self, forKey: .lesions)
    tumour = try keys.decodeIfPresent(Bool.self, forKey: .tumour)
    tumourFreedom = try keys.decodeIfPresent(Double.self, forKey: .tumourFreedom)
    if let fault {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: fault))
    }
  }
}
