import Faces

/// The zones of the face that a removal must reach, as people write them: `eyes,nose,mouth`.
public struct FaceRegions: Sendable, Hashable {
  /// The zones, each once, in the order of `FaceZone`.
  public var zones: [FaceZone]

  /// Eyes, nose, mouth and chin. Ears and forehead are reported beside, since most methods leave them.
  public static let standard = FaceRegions(zones: [.eyes, .nose, .mouth, .chin])

  /// The names that may be written.
  public static let known = FaceZone.allCases.map(\.rawValue)

  /// Regions from their zones.
  public init(zones: [FaceZone]) { self.zones = zones }

  /// The zones of a text, parted by commas; nil where it names none, or one that is not known.
  public init?(_ text: String) {
    let names = text.split(separator: ",").map { $0.trimmingSpaces.lowercased() }
    let wanted = names.compactMap { FaceZone(rawValue: $0) }
    guard !wanted.isEmpty, wanted.count == names.count else { return nil }
    zones = FaceZone.allCases.filter(wanted.contains)
  }

  /// The zones as a text that `init(_:)` reads.
  public var text: String { zones.map(\.rawValue).joined(separator: ",") }

  /// Whether the whole face is meant, and is judged as a whole too.
  var coverFace: Bool { Self.standard.zones.allSatisfy(zones.contains) }

  /// What is said when less than the face was asked for.
  var warning: String? {
    if coverFace { return nil }
    let left = Self.standard.zones.filter { !zones.contains($0) }.map(\.rawValue)
    return "Only \(text) had to be gone; what is left of \(left.joined(separator: ", ")) was not "
      + "judged."
  }
}
