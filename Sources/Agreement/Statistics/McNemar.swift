/// McNemar's test of two methods' failures on the same subjects.
public struct McNemar: Sendable, Hashable {
  /// Subjects where only the first method failed.
  public let onlyFirst: Int
  /// Subjects where only the second method failed.
  public let onlySecond: Int
  /// Two-sided exact p value; 1 without discordant subjects.
  public let exactP: Double
  /// Two-sided mid-p value (Fagerland 2013), as a sensitivity analysis.
  public let midP: Double
  /// χ² without continuity correction; NaN without discordant subjects.
  public let chiSquare: Double
  /// p value of `chiSquare`.
  public let chiSquareP: Double
  /// χ² with continuity correction.
  public let correctedChiSquare: Double
  /// p value of `correctedChiSquare`.
  public let correctedP: Double

  /// The test from the two discordant counts, which must not be negative.
  public init(onlyFirst b: Int, onlySecond c: Int) {
    precondition(b >= 0 && c >= 0, "counts of discordant subjects must not be negative")
    let binomial = Binomial(trials: b + c, probability: 0.5)
    (onlyFirst, onlySecond) = (b, c)
    exactP = min(1, 2 * binomial.lower(min(b, c)))
    midP = b + c == 0 ? 1 : exactP - binomial.mass(min(b, c))
    let gap = Double(abs(b - c))
    let reduced = max(0, gap - 1)
    chiSquare = gap * gap / Double(b + c)
    correctedChiSquare = b + c == 0 ? .nan : reduced * reduced / Double(b + c)
    chiSquareP = ChiSquare(df: 1).upper(chiSquare)
    correctedP = ChiSquare(df: 1).upper(correctedChiSquare)
  }
}
