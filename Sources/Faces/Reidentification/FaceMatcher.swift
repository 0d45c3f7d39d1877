/// One way to find a person again: an attack with what it compares.
public struct FaceMatcher: Sendable, Hashable, Codable {
  /// What the attacker does.
  public enum Attack: String, Sendable, Hashable, Codable, CaseIterable {
    /// Compares the face as it is with intact faces.
    case plain
    /// Compares only what is most alike, so that a face of which a part was left is found.
    case trimmed
    /// Removes the candidates' faces in the same way first.
    case sameDefacing = "same-defacing"
    /// Completes the face from what is left of the forehead.
    case completion
  }

  /// What is compared.
  public enum Feature: String, Sendable, Hashable, Codable, CaseIterable {
    /// Distances of the depths.
    case depth
    /// The share of the columns within 1 mm.
    case inliers
    /// Histograms of oriented gradients.
    case gradients
    /// Local binary patterns.
    case patterns
    /// Coordinates among eigenfaces.
    case eigenface
  }

  /// What the attacker does.
  public var attack: Attack
  /// What is compared.
  public var feature: Feature

  /// All that are tried.
  public static let all: [FaceMatcher] =
    [
      (.plain, .depth), (.plain, .gradients), (.plain, .patterns), (.plain, .eigenface),
      (.trimmed, .depth), (.trimmed, .inliers), (.sameDefacing, .depth), (.sameDefacing, .inliers),
      (.sameDefacing, .gradients), (.sameDefacing, .patterns), (.completion, .eigenface),
    ].map { FaceMatcher(attack: $0, feature: $1) }

  /// Both in one word.
  public var name: String { "\(attack.rawValue)/\(feature.rawValue)" }
}
