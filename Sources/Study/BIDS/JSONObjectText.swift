import Foundation

/// A JSON object whose values are kept as they are written, so that numbers that nobody touches stay
/// as their author wrote them.
struct JSONObjectText: Sendable, Hashable {
  /// Keys with the text of their values, in the order of the file.
  private(set) var entries: [(key: String, value: String)] = []

  /// An object without entries.
  init() {}

  /// The object of a text; nil where the text is not one JSON object.
  init?(_ text: String) {
    let bytes = Array((text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text).utf8)
    guard (try? JSONSerialization.jsonObject(with: Data(bytes))) is [String: Any] else {
      return nil
    }
    for part in Self.parts(of: bytes) {
      guard let (key, value) = Self.pair(part) else { return nil }
      self[key] = value
    }
  }

  /// The text of a value; setting nil takes the entry out.
  subscript(key: String) -> String? {
    get { entries.first { $0.key == key }?.value }
    set {
      let place = entries.firstIndex { $0.key == key }
      switch (place, newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append((key, value))
      case (nil, nil): break
      }
    }
  }

  /// The object as a text, one line for each entry.
  var text: String {
    if entries.isEmpty { return "{}\n" }
    let lines = entries.map { "  \(Self.quoted($0.key)): \($0.value)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  static func == (a: JSONObjectText, b: JSONObjectText) -> Bool { a.text == b.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// A text as JSON writes it.
  static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  // MARK: - Parting a valid object

  /// The texts between the commas of the outermost object.
  private static func parts(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var (depth, start, isQuoted, isEscaped) = (0, 0, false, false)
    var parts: [ArraySlice<UInt8>] = []
    for (place, byte) in bytes.enumerated() {
      if isQuoted {
        if !isEscaped && byte == UInt8(ascii: "\"") { isQuoted = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth == 1 { start = place + 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { parts.append(bytes[start..<place]) }
      case UInt8(ascii: ",") where depth == 1:
        parts.append(bytes[start..<place])
        start = place + 1
      default: break
      }
    }
    return parts.filter { part in part.contains { !isSpace($0) } }
  }

  /// Key and value of `"key": value`.
  private static func pair(_ part: ArraySlice<UInt8>) -> (key: String, value: String)? {
    let text = String(decoding: part, as: UTF8.self).trimmingSpaces
    var (isEscaped, end) = (false, text.startIndex)
    for place in text.indices.dropFirst() {
      if text[place] == "\"" && !isEscaped {
        end = text.index(after: place)
        break
      }
      isEscaped = !isEscaped && text[place] == "\\"
    }
    let name = "[\(text[..<end])]"
    guard let key = (try? JSONDecoder().decode([String].self, from: Data(name.utf8)))?.first,
      let colon = text[end...].firstIndex(of: ":")
    else { return nil }
    return (key, text[text.index(after: colon)...].trimmingSpaces)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [9, 10, 13, 32].contains(byte) }
}
