import Foundation

/// JSON as the command line prints it: sorted keys, non-finite numbers as null.
enum JSONText {
  /// The text of a value; the value's own coding decides what becomes null.
  static func of(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: nonFinite, negativeInfinity: nonFinite, nan: nonFinite)
    guard let data = try? encoder.encode(value) else { return "null" }
    return String(decoding: data, as: UTF8.self)
      .replacingOccurrences(of: "\"\(nonFinite)\"", with: "null")
  }

  /// A text that no result holds, put where null belongs.
  private static let nonFinite = "\u{F8FF}non-finite\u{F8FF}"
}
