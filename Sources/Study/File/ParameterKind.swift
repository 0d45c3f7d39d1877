/// What a parameter may be: the one description behind checks, documents, JSON Schema and panels.
public enum ParameterKind: Sendable, Equatable {
  /// A length in mm, both ends included; in voxels as well where `voxels` is given.
  case length(ClosedRange<Double>, voxels: ClosedRange<Double>? = nil)
  /// An angle in degrees, both ends included.
  case angle(ClosedRange<Double>)
  /// A share: above 0 and at most 1.
  case share
  /// The start of random numbers: a whole number, or a word that says where it comes from.
  case seed(words: [String])
  /// One of some words.
  case word([String])
  /// One of some words, or nothing.
  case optional([String])
  /// Yes or no.
  case flag
  /// Zones of the face; none where that is allowed.
  case zones(mayBeNone: Bool)
  /// The path of a file, whose contents count.
  case path

  /// The unit of its numbers; empty where it has none.
  public var unit: String {
    switch self {
    case .length(_, let voxels): voxels == nil ? "mm" : "mm or vox"
    case .angle: "deg"
    default: ""
    }
  }

  /// The words there are, where it is a word.
  public var words: [String] {
    switch self {
    case .word(let words), .optional(let words): words
    case .flag: ["true", "false"]
    case .seed(let words): words
    default: []
    }
  }

  /// Whether a text is such a value.
  public func accepts(_ text: String) -> Bool {
    switch self {
    case .length(let range, let voxels):
      let millimetres = Quantity.millimetres(text, allowsZero: true).map(range.contains) ?? false
      return millimetres || voxels.map { Quantity.voxels(text).map($0.contains) ?? false } ?? false
    case .angle(let range): return Quantity.degrees(text).map(range.contains) ?? false
    case .share: return Double(text).map { $0 > 0 && $0 <= 1 } ?? false
    case .seed(let words): return words.contains(text) || UInt64(text) != nil
    case .word, .flag: return words.contains(text)
    case .optional(let words): return text.isEmpty || words.contains(text)
    case .zones(let mayBeNone): return (mayBeNone && text.isEmpty) || FaceRegions(text) != nil
    case .path: return true
    }
  }
}

// MARK: - In words

extension ParameterKind {
  /// What may be written, as the end of the sentence "… is 'x', not …".
  public var expected: String {
    switch self {
    case .length(let range, nil): "a length \(Self.ends(range)) mm"
    case .length(let range, let voxels?):
      "a length such as 10mm, \(Self.ends(range)) mm (robust), or such as 10vox, "
        + "\(Self.ends(voxels)) voxels (parity)"
    case .angle(let range): "an angle \(Self.ends(range)) degrees, such as 35deg"
    case .share: "a number above 0 and at most 1"
    case .seed(let words): (["a whole number from 0"] + words).joined(separator: ", or ")
    case .word(let words), .optional(let words): Self.listed(words)
    case .flag: "true or false"
    case .zones(let mayBeNone):
      "zones such as \(mayBeNone ? "chin" : "eyes,nose") "
        + "(known are \(FaceRegions.known.joined(separator: ", ")))"
    case .path: "the path of a file"
    }
  }

  /// A value that the text was likely meant to be, as a remedy; nil where none is near.
  func remedy(for text: String) -> String? {
    if let word = Suggestion.nearest(to: text, in: words) { return "did you mean '\(word)'?" }
    if Double(text) != nil,
      let whole = ["mm", "vox", "deg"].map({ text + $0 }).first(where: accepts)
    {
      return "give the unit: '\(whole)'"
    }
    return nearestEnd(to: text).map { "the nearest that is allowed is '\($0)'" }
  }

  /// The end of the range that lies nearest to a number beyond it.
  private func nearestEnd(to text: String) -> String? {
    func end(_ range: ClosedRange<Double>, _ value: Double, _ unit: String) -> String {
      "\(Self.plain(value < range.lowerBound ? range.lowerBound : range.upperBound))\(unit)"
    }
    switch self {
    case .length(let range, let voxels):
      if let value = Quantity.millimetres(text, allowsZero: true) { return end(range, value, "mm") }
      guard let voxels, let value = Quantity.voxels(text) else { return nil }
      return end(voxels, value, "vox")
    case .angle(let range): return Quantity.degrees(text).map { end(range, $0, "deg") }
    case .share: return Double(text).flatMap { $0 > 1 ? "1" : nil }
    default: return nil
    }
  }

  private static func ends(_ range: ClosedRange<Double>) -> String {
    "from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
  }

  private static func listed(_ words: [String]) -> String {
    let hasBlanks = words.contains { $0.contains(" ") }
    let quoted = hasBlanks ? words.map { "'\($0)'" } : words
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A number without a needless fraction.
  static func plain(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
