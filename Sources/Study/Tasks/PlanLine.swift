/// One subject of a plan that was made before, with the identities of its tasks: a line of text.
struct PlanLine: Sendable, Equatable {
  /// The tasks of the subject.
  var entry: TaskGraph.Entry
  /// A hash over everything that its tasks depend on; empty where it is always planned anew.
  var key: String
  /// Whether the tasks are in the queue as they would be planned under this key.
  var isQueued: Bool

  /// Separates the fields of a line.
  private static let field = UInt8(ascii: "\t")

  /// Adds the line to a text.
  func append(to text: inout String) {
    let subject = entry.subject
    let fields =
      [
        subject.cohort, subject.label, subject.session ?? "", subject.shelf ?? "", key,
        isQueued ? "1" : "0", Self.words(of: subject.images), Self.words(of: subject.others),
        entry.contrast,
        entry.measured.joined(separator: ","), entry.probe, entry.reference,
        entry.furtherReferences.joined(separator: ","),
      ] + entry.variants.map(Self.words)
    for (place, part) in fields.enumerated() {
      if place > 0 { text += "\t" }
      text += part
    }
    text += "\n"
  }

  private static func words(of images: [String: String]) -> String {
    images.sorted { $0.key < $1.key }.map { "\($0.key)=\(escaped($0.value))" }
      .joined(separator: ",")
  }

  private static func words(of variant: TaskGraph.Variant) -> String {
    let further = variant.further.map { "\($0.contrast)=\($0.deface)" }.joined(separator: ",")
    return [variant.name, variant.deface ?? "", variant.measure, variant.face ?? "", further]
      .joined(separator: ":")
  }

  /// What the first fields of a line say: whose it is, without the images.
  static func name(_ line: ArraySlice<UInt8>) -> Subject? {
    let fields = line.split(
      separator: field, maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 5 else { return nil }
    return subject(fields)
  }

  private static func subject(_ fields: [ArraySlice<UInt8>]) -> Subject {
    var subject = Subject(
      cohort: text(fields[0]), label: text(fields[1]),
      session: fields[2].isEmpty ? nil : text(fields[2]), images: [:])
    subject.shelf = fields[3].isEmpty ? nil : text(fields[3])
    return subject
  }

  /// A line; nil where it was not written by this version.
  init?(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: Self.field, omittingEmptySubsequences: false)
    guard fields.count >= 14, let images = Self.images(fields[6]),
      let others = Self.images(fields[7])
    else { return nil }
    var subject = Self.subject(fields)
    (subject.images, subject.others) = (images, others)
    var variants: [TaskGraph.Variant] = []
    for words in fields.dropFirst(13) {
      guard let variant = Self.variant(words) else { return nil }
      variants.append(variant)
    }
    (key, isQueued) = (Self.text(fields[4]), fields[5].elementsEqual("1".utf8))
    entry = TaskGraph.Entry(
      subject: subject, contrast: Self.text(fields[8]),
      measured: Self.list(fields[9], ",").map(Self.text), probe: Self.text(fields[10]),
      reference: Self.text(fields[11]), variants: variants,
      furtherReferences: Self.list(fields[12], ",").map(Self.text))
  }

  /// A line from its parts.
  init(entry: TaskGraph.Entry, key: String, isQueued: Bool) {
    (self.entry, self.key, self.isQueued) = (entry, key, isQueued)
  }

  private static func images(_ bytes: ArraySlice<UInt8>) -> [String: String]? {
    var images: [String: String] = [:]
    for image in list(bytes, ",") {
      guard let pair = pair(image) else { return nil }
      images[pair.0] = unescaped(pair.1)
    }
    return images
  }

  private static func variant(_ words: ArraySlice<UInt8>) -> TaskGraph.Variant? {
    let parts = words.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 5 else { return nil }
    var further: [TaskGraph.Further] = []
    for word in list(parts[4], ",") {
      guard let pair = pair(word) else { return nil }
      further.append(TaskGraph.Further(contrast: pair.0, deface: text(pair.1)))
    }
    return TaskGraph.Variant(
      name: text(parts[0]), deface: parts[1].isEmpty ? nil : text(parts[1]),
      measure: text(parts[2]), face: parts[3].isEmpty ? nil : text(parts[3]), further: further)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func list(
    _ bytes: ArraySlice<UInt8>, _ separator: Unicode.Scalar
  ) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: separator))
  }

  private static func pair(_ bytes: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    guard let place = bytes.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    return (text(bytes[..<place]), bytes[(place + 1)...])
  }

  /// A path without the characters that separate, which it may hold.
  private static func escaped(_ path: String) -> String {
    guard path.utf8.contains(where: isReserved) else { return path }
    let digits = Array("0123456789abcdef".utf8)
    let bytes = path.utf8.flatMap { byte in
      isReserved(byte)
        ? [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] : [byte]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isReserved(_ byte: UInt8) -> Bool {
    byte < 32 || byte == UInt8(ascii: "%") || byte == UInt8(ascii: ",")
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "%")) else { return text(bytes) }
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let code = rest.prefix(2)
      if byte == UInt8(ascii: "%"), code.count == 2, let value = UInt8(text(code), radix: 16) {
        plain.append(value)
        rest = rest.dropFirst(2)
      } else {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
