import Glibc

/// Pearson's correlation with Fisher's interval.
public struct PearsonCorrelation: Sendable, Hashable {
  /// The correlation; NaN when a column does not vary.
  public let r: Double
  /// Two-sided p value of r = 0.
  public let p: Double
  /// Confidence interval by Fisher's z; NaN below four pairs.
  public let interval: Interval

  /// The correlation of two columns of equal length.
  public init(x: [Double], y: [Double], confidence: Double = 0.95) {
    let (mx, my) = (Moments(x), Moments(y))
    let n = Double(x.count)
    let cross = zip(x, y).reduce(0) { $0 + ($1.0 - mx.mean) * ($1.1 - my.mean) }
    r = min(1, max(-1, cross / (mx.squares.squareRoot() * my.squares.squareRoot())))
    p = correlationP(r, count: x.count)
    let half = Normal.upperQuantile((1 - confidence) / 2) / (n - 3).squareRoot()
    interval =
      n > 3
      ? Interval(centre: atanh(r), halfWidth: half).mapped { tanh($0) }
      : Interval(lower: .nan, upper: .nan)
  }
}

/// Spearman's rank correlation.
public struct SpearmanCorrelation: Sendable, Hashable {
  /// The correlation of the ranks.
  public let rho: Double
  /// Two-sided p value by the t approximation.
  public let p: Double

  /// The rank correlation of two columns of equal length.
  public init(x: [Double], y: [Double]) {
    rho = PearsonCorrelation(x: Ranks(x).values, y: Ranks(y).values).r
    p = correlationP(rho, count: x.count)
  }
}

private func correlationP(_ r: Double, count: Int) -> Double {
  let df = Double(count - 2)
  guard df > 0 else { return .nan }
  let t = r * (df / ((1 - r) * (1 + r))).squareRoot()
  return t.isInfinite ? 0 : StudentT(df: df).twoSided(t)
}
