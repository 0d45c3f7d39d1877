import Glibc

/// Student's t distribution with `df` degrees of freedom, which need not be whole.
public struct StudentT: Sendable {
  /// Degrees of freedom.
  public let df: Double

  /// A t distribution; every result is NaN unless `df` > 0.
  public init(df: Double) { self.df = df }

  /// P(T > t), with its own digits in the tail.
  public func upper(_ t: Double) -> Double {
    t < 0 ? 1 - upper(-t) : 0.5 * exp(logTwoSided(t))
  }

  /// P(T ≤ t).
  public func lower(_ t: Double) -> Double { upper(-t) }

  /// P(|T| ≥ |t|).
  public func twoSided(_ t: Double) -> Double { exp(logTwoSided(t)) }

  /// The t with P(T > t) = `probability`.
  public func upperQuantile(_ probability: Double) -> Double {
    guard df > 0, probability >= 0, probability <= 1 else { return .nan }
    if probability > 0.5 { return -upperQuantile(1 - probability) }
    if probability == 0.5 { return 0 }
    let logOdds = inverseBetaLogOdds(
      lower: 2 * probability, upper: 1 - 2 * probability, a: df / 2, b: 0.5)
    return df.squareRoot() * exp(-logOdds / 2)
  }

  /// The t with P(T ≤ t) = `probability`.
  public func quantile(_ probability: Double) -> Double { -upperQuantile(probability) }

  /// log P(|T| ≥ |t|) = log I_x(df/2, ½) with x = df / (df + t²).
  private func logTwoSided(_ t: Double) -> Double {
    guard df > 0 else { return .nan }
    if t == 0 { return 0 }
    let logOdds = 2 * log(df.squareRoot() / abs(t))
    let ratio = t / df.squareRoot()
    if abs(ratio) > 1e-100 && abs(ratio) < 1e100 {
      let square = ratio * ratio
      let point = UnitPoint(
        x: 1 / (1 + square), y: square / (1 + square), logX: -log1p(square),
        logY: -log1p(1 / square))
      return IncompleteBeta(a: df / 2, b: 0.5, at: point).logLower
    }
    return IncompleteBeta(a: df / 2, b: 0.5, at: UnitPoint(logOdds: logOdds)).logLower
  }
}
