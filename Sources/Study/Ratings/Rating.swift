import Foundation

/// What one rater says of one picture.
public struct Rating: Sendable, Hashable {
  /// What tells it apart from all others.
  public var id: String
  /// What was rated.
  public var item: RatedItem
  /// Identity of the picture that was seen: that of the task which made it, a hash over input bytes,
  /// parameters and versions. Another picture has another one.
  public var picture: String
  /// What the rater says.
  public var verdict: RaterVerdict
  /// What the rater adds; empty for nothing.
  public var note: String
  /// Who says it.
  public var rater: String
  /// When, to the second.
  public var time: Date
  /// Whether subject and method were hidden.
  public var isBlinded: Bool
  /// The seed of the order in which blinded pictures came.
  public var seed: UInt64?

  /// A rating given now or at another time, which is kept to the second.
  public init(
    id: String = UUID().uuidString.lowercased(), item: RatedItem, picture: String,
    verdict: RaterVerdict, note: String = "", rater: String, time: Date = Date(),
    isBlinded: Bool = false, seed: UInt64? = nil
  ) {
    (self.id, self.item, self.picture, self.verdict) = (id, item, picture, verdict)
    (self.rater, self.isBlinded, self.seed) = (rater, isBlinded, seed)
    self.note = Self.cleaned(note)
    self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
  }

  /// Most characters of a note.
  public static let longestNote = 500

  /// A note on one line, without control characters, of a length that is kept.
  static func cleaned(_ note: String) -> String {
    let plain = note.unicodeScalars.map { scalar -> Character in
      let isControl = scalar.properties.generalCategory == .control
      return isControl || scalar.properties.isWhitespace ? " " : Character(scalar)
    }
    let words = String(plain).split(separator: " ").joined(separator: " ")
    return String(words.prefix(longestNote))
  }
}
