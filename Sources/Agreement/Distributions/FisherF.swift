import Glibc

/// Fisher's F distribution; degrees of freedom need not be whole.
public struct FisherF: Sendable {
  /// Degrees of freedom of the numerator.
  public let df1: Double
  /// Degrees of freedom of the denominator.
  public let df2: Double

  /// An F distribution; every result is NaN unless both degrees of freedom are > 0.
  public init(df1: Double, df2: Double) { (self.df1, self.df2) = (df1, df2) }

  /// P(F > f), with its own digits in the tail.
  public func upper(_ f: Double) -> Double { exp(logUpper(f)) }

  /// log P(F > f).
  public func logUpper(_ f: Double) -> Double { beta(f)?.logUpper ?? (f <= 0 ? 0 : .nan) }

  /// P(F ≤ f).
  public func lower(_ f: Double) -> Double {
    if let beta = beta(f) { return beta.lower }
    return f <= 0 ? 0 : .nan
  }

  /// The f with P(F > f) = `probability`.
  public func upperQuantile(_ probability: Double) -> Double {
    guard df1 > 0, df2 > 0, probability >= 0, probability <= 1 else { return .nan }
    let logOdds = inverseBetaLogOdds(
      lower: 1 - probability, upper: probability, a: df1 / 2, b: df2 / 2)
    return df2 / df1 * exp(logOdds)
  }

  /// The f with P(F ≤ f) = `probability`.
  public func quantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    return 1 / FisherF(df1: df2, df2: df1).upperQuantile(probability)
  }

  private func beta(_ f: Double) -> IncompleteBeta? {
    guard f > 0, df1 > 0, df2 > 0 else { return nil }
    let odds = df1 / df2 * f
    guard odds > 1e-200, odds < 1e200 else {
      return IncompleteBeta(
        a: df1 / 2, b: df2 / 2, at: UnitPoint(logOdds: log(df1 / df2) + log(f)))
    }
    let point = UnitPoint(
      x: odds / (1 + odds), y: 1 / (1 + odds), logX: -log1p(1 / odds), logY: -log1p(odds))
    return IncompleteBeta(a: df1 / 2, b: df2 / 2, at: point)
  }
}
