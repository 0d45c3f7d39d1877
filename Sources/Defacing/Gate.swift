/// One check of a result: a number, its limits, and what follows from them.
///
/// Gates decide whether a defaced image may be written: a failed gate is a failure with a reason.
public struct Gate: Sendable, Codable, Hashable {
  /// Whether a number is within its limits.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// Within all limits.
    case pass
    /// Outside a warning limit: done, but worth a look.
    case warn
    /// Outside a failing limit, or not a number: nothing may be written.
    case fail
  }

  /// A short name for tables, such as `brain-removed`.
  public var name: String
  /// The number that was measured, in the unit that the sentence names.
  public var value: Double
  /// A larger value is worth a look.
  public var warnAbove: Double?
  /// A larger value fails.
  public var failAbove: Double?
  /// A smaller value is worth a look.
  public var warnBelow: Double?
  /// A smaller value fails.
  public var failBelow: Double?
  /// What follows from the limits.
  public var verdict: Verdict
  /// What was measured, expected and found, for a reader.
  public var sentence: String

  /// A gate whose verdict follows from its limits; a value that is not a number fails.
  public init(
    name: String, value: Double, warnAbove: Double? = nil, failAbove: Double? = nil,
    warnBelow: Double? = nil, failBelow: Double? = nil, sentence: String
  ) {
    (self.name, self.value, self.sentence) = (name, value, sentence)
    (self.warnAbove, self.failAbove) = (warnAbove, failAbove)
    (self.warnBelow, self.failBelow) = (warnBelow, failBelow)
    let fails = value > failAbove ?? .infinity || value < failBelow ?? -.infinity
    let warns = value > warnAbove ?? .infinity || value < warnBelow ?? -.infinity
    verdict = value.isNaN || fails ? .fail : warns ? .warn : .pass
  }
}

extension Collection<Gate> {
  /// The worst verdict; passing when there is no gate.
  public var verdict: Gate.Verdict {
    contains { $0.verdict == .fail } ? .fail : contains { $0.verdict == .warn } ? .warn : .pass
  }
}
