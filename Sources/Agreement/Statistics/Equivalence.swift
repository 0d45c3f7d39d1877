/// Two one-sided t tests (TOST): is the mean difference within a margin fixed in advance?
public struct Equivalence: Sendable, Hashable {
  /// Number of pairs.
  public let count: Int
  /// t against the lower bound.
  public let lowerT: Double
  /// One-sided p value against the lower bound.
  public let lowerP: Double
  /// t against the upper bound.
  public let upperT: Double
  /// One-sided p value against the upper bound.
  public let upperP: Double
  /// Confidence interval of 1 − 2α of the mean difference.
  public let interval: Interval
  /// The level of each test.
  public let alpha: Double

  /// The larger of both p values.
  public var p: Double { max(lowerP, upperP) }
  /// Whether the mean difference is shown to lie within the bounds.
  public var isEquivalent: Bool { p < alpha }

  /// The tests of a mean difference against `bounds`.
  public init(_ pairs: Pairs, bounds: Interval, alpha: Double = 0.05) {
    let test = PairedTTest(pairs, confidence: 1 - 2 * alpha)
    let student = StudentT(df: test.df)
    (count, interval, self.alpha) = (test.count, test.interval, alpha)
    lowerT = (test.meanDifference - bounds.lower) / test.standardError
    upperT = (test.meanDifference - bounds.upper) / test.standardError
    lowerP = oneSided(student, lowerT)
    upperP = oneSided(student, -upperT)
  }
}

private func oneSided(_ student: StudentT, _ t: Double) -> Double {
  t.isInfinite ? (t > 0 ? 0 : 1) : student.upper(t)
}
