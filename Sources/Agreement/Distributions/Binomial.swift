import Glibc

/// The binomial distribution.
public struct Binomial: Sendable {
  /// Number of trials.
  public let trials: Int
  /// Probability of success in each trial.
  public let probability: Double

  /// A binomial distribution.
  public init(trials: Int, probability: Double) {
    (self.trials, self.probability) = (trials, probability)
  }

  /// P(X ≤ k).
  public func lower(_ k: Int) -> Double {
    if k < 0 { return 0 }
    if k >= trials { return 1 }
    return IncompleteBeta(a: Double(k + 1), b: Double(trials - k), x: probability).upper
  }

  /// P(X ≥ k).
  public func upper(_ k: Int) -> Double {
    if k <= 0 { return 1 }
    if k > trials { return 0 }
    return IncompleteBeta(a: Double(k), b: Double(trials - k + 1), x: probability).lower
  }

  /// P(X = k).
  public func mass(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return 0 }
    if probability <= 0 { return k == 0 ? 1 : 0 }
    if probability >= 1 { return k == trials ? 1 : 0 }
    let (n, x) = (Double(trials), Double(k))
    let choices = logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1)
    return exp(choices + x * log(probability) + (n - x) * log1p(-probability))
  }
}
