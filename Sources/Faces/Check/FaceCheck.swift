import Anatomy
import Volumes

/// What can still be rebuilt of a face: numbers by zone, a grade, and why.
///
/// The grade is that of the worst zone that was asked for and can be assessed. It says whether the
/// surface of the face is there, and nothing about the person: the brain identifies as well.
public struct FaceCheck: Sendable, Hashable, Codable {
  /// Of one zone.
  public struct Zone: Sendable, Hashable, Codable {
    /// What is said of it.
    public var grade: FaceGrade
    /// Why, as a sentence.
    public var reason: String
    /// The share of it that the field of view shows.
    public var fov: Double
    /// Its surface beside the original's; nil without an original or too little skin. For the ears
    /// that of the side that shows more.
    public var surface: SurfaceFindings?
    /// Its values beside the original's.
    public var values: ValueFindings?
    /// Correlation of the fine detail of the altered values with the original's.
    public var detail: Double?
    /// Correlation of the fine relief of the surface with that of the original's skin.
    public var relief: Double?
    /// How far in front of the template's origin the zone's surface lies, median in template mm, at
    /// the threshold that shows most.
    public var frontMM: Double?

    private enum CodingKeys: String, CodingKey {
      case grade, reason, fov, surface, values, detail, relief
      case frontMM = "front_mm"
    }
  }

  /// The grade over the zones that were asked for.
  public var grade: FaceGrade
  /// The zones that were asked for.
  public var judged: [FaceZone]
  /// All zones.
  public var zones: [FaceZone: Zone]
  /// The surface of all zones together that were asked for and can be assessed.
  public var face: SurfaceFindings?
  /// The surface of the face seen from either side.
  public var profiles: [HeadSide: SurfaceFindings]
  /// What became of landmarks of the face; empty without an original.
  public var landmarks: [FaceLandmark: LandmarkFinding] = [:]
  /// How far the tip of the nose lies before the line from its root to its base in the checked image, at
  /// its own threshold, mm. After a cut sinuses may look like one of 10 to 20 mm.
  public var noseProminenceMM: Double?
  /// Correlation of the relief around eyes and bridge of the nose with the template's face, at the
  /// threshold where it is largest; nil where too little is seen.
  public var templateNCC: Double?
  /// Whether an original was there to compare with.
  public var hasOriginal: Bool
  /// What was found, as sentences, most important first.
  public var reasons: [String]

  /// The zones that a face consists of unless others are asked for; most methods leave ears and
  /// forehead.
  public static let standardZones: [FaceZone] = [.eyes, .nose, .mouth, .chin, .cheeks]
}
