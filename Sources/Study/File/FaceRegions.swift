import Defacing
import Faces

/// The zones of the face that a removal must reach, as people write them: `eyes,nose,mouth`.
public struct FaceRegions: Sendable, Hashable {
  /// The zones, each once, in the order of `FaceZone`.
  public private(set) var zones: [FaceZone]
  /// Those that were asked for by name: they must be seen to be gone.
  public private(set) var named: Set<FaceZone>

  /// Eyes, nose, mouth and chin. Ears and forehead are reported beside, since most methods leave them.
  public static let standard = FaceRegions(zones: [.eyes, .nose, .mouth, .chin], named: [])

  /// The names that may be written.
  public static let known = FaceZone.allCases.map(\.rawValue)

  private init(zones: [FaceZone], named: Set<FaceZone>) {
    (self.zones, self.named) = (zones, named)
  }

  /// The zones of a text, parted by commas; nil where it names none, or one that is not known. The
  /// text of the usual zones names none of them in particular.
  public init?(_ text: String) {
    let names = text.split(separator: ",").map { $0.trimmingSpaces.lowercased() }
    let wanted = names.compactMap { FaceZone(rawValue: $0) }
    guard !wanted.isEmpty, wanted.count == names.count else { return nil }
    zones = FaceZone.allCases.filter(wanted.contains)
    named = zones == Self.standard.zones ? [] : Set(zones)
  }

  /// These zones and more, asked for by name.
  public func adding(_ more: [FaceZone]) -> FaceRegions {
    let all = Set(zones).union(more)
    return FaceRegions(
      zones: FaceZone.allCases.filter(all.contains), named: named.union(more))
  }

  /// These zones without some.
  public func without(_ fewer: [FaceZone]) -> FaceRegions {
    FaceRegions(
      zones: zones.filter { !fewer.contains($0) }, named: named.subtracting(fewer))
  }

  /// The zones as a text that `init(_:)` reads.
  public var text: String { zones.map(\.rawValue).joined(separator: ",") }

  /// Whether the whole face is meant, and is judged as a whole too.
  var coverFace: Bool { Self.standard.zones.allSatisfy(zones.contains) }

  /// What is said of zones that were asked for and that no gate could judge.
  func unseenWarning(_ gates: [Gate]) -> String? {
    let judged = Set(gates.map(\.name))
    let unseen = zones.map(\.rawValue).filter {
      !judged.contains("face-left-\($0)") && !judged.contains("unaltered-\($0)")
    }
    guard !unseen.isEmpty, !judged.isEmpty else { return nil }
    return
      "Nothing can be said of \(unseen.joined(separator: ", ")): the template's place of it is "
      + "outside of the field of view. Look at the image."
  }

  /// What is said when less than the face was asked for.
  var warning: String? {
    if coverFace { return nil }
    let left = Self.standard.zones.filter { !zones.contains($0) }.map(\.rawValue)
    let wanted = zones.isEmpty ? "No zone of the face" : "Only \(text)"
    return "\(wanted) had to be gone; what is left of \(left.joined(separator: ", ")) was not "
      + "judged."
  }
}
