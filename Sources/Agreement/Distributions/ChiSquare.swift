import Glibc

/// The chi-square distribution.
public struct ChiSquare: Sendable {
  /// Degrees of freedom.
  public let df: Double

  /// A chi-square distribution; every result is NaN unless `df` > 0.
  public init(df: Double) { self.df = df }

  /// P(X > x), with its own digits in the tail.
  public func upper(_ x: Double) -> Double { IncompleteGamma(a: df / 2, x: x / 2).upper }

  /// P(X ≤ x).
  public func lower(_ x: Double) -> Double { IncompleteGamma(a: df / 2, x: x / 2).lower }

  /// The x with P(X > x) = `probability`.
  public func upperQuantile(_ probability: Double) -> Double {
    guard df > 0, probability >= 0, probability <= 1 else { return .nan }
    if probability == 0 || probability == 1 { return probability == 0 ? .infinity : 0 }
    let goal = probability < 0.5 ? log(probability) : log1p(-probability)
    let logX = rootOfIncreasing(from: log(df / 2)) { logX in
      let gamma = IncompleteGamma(a: df / 2, x: exp(logX))
      if probability < 0.5 {
        return (goal - gamma.logUpper, exp(gamma.logSlope - gamma.logUpper))
      }
      return (gamma.logLower - goal, exp(gamma.logSlope - gamma.logLower))
    }
    return 2 * exp(logX)
  }
}
