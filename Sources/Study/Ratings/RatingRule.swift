import Yams

/// When ratings take a result out of the study.
public enum RatingRule: String, Sendable, CaseIterable {
  /// One rater who rejects is enough.
  case any
  /// More than half of those who rated it must reject.
  case majority

  /// Whether ratings that count reject their item.
  public func rejects(_ verdicts: [RaterVerdict]) -> Bool {
    let rejecting = verdicts.count(where: \.isRejecting)
    switch self {
    case .any: return rejecting > 0
    case .majority: return rejecting * 2 > verdicts.count
    }
  }
}

extension RatingRule {
  /// The rule of a study file: `ratings: { rule: majority }`.
  static func read(_ node: Node?, reader: inout YAMLReader) -> RatingRule {
    guard let node else { return .any }
    let entries = reader.mapping(node, called: "ratings", keys: ["rule"])
    guard let text = reader.text(entries["rule"], called: "rule") else { return .any }
    if let rule = RatingRule(rawValue: text) { return rule }
    let known = allCases.map(\.rawValue)
    reader.note(
      entries["rule"], "'rule' is '\(text)', not \(known.joined(separator: " or "))",
      remedy: Suggestion.nearest(to: text, in: known).map { "did you mean '\($0)'?" })
    return .any
  }
}
