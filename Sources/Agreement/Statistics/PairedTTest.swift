import Glibc

/// The paired t test of test − reference with its effect sizes.
public struct PairedTTest: Sendable, Hashable {
  /// Number of pairs.
  public let count: Int
  /// Mean difference, test − reference.
  public let meanDifference: Double
  /// Standard deviation of the differences; exactly 0 where they vary by rounding only.
  public let sdDifference: Double
  /// Standard error of the mean difference.
  public let standardError: Double
  /// t statistic; infinite for a constant difference, NaN when that is zero.
  public let t: Double
  /// Degrees of freedom.
  public let df: Double
  /// Two-sided p value.
  public let p: Double
  /// Confidence interval of the mean difference.
  public let interval: Interval
  /// Effect size dz = mean / SD of the differences.
  public let dz: Double
  /// Hedges' factor J that removes the small-sample bias of dz.
  public let hedgesFactor: Double
  /// dz × J.
  public var gz: Double { dz * hedgesFactor }
  /// Large-sample standard error of dz.
  public let dzStandardError: Double
  /// Effect size over the mean of both columns' variances (Cohen's d_av); small where subjects differ much.
  public let dAverage: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// The test of a set of pairs.
  public init(_ pairs: Pairs, confidence: Double = 0.95) {
    let d = Moments(pairs.differences)
    let n = Double(d.count)
    let constant = d.count > 1 && d.standardDeviation <= 1e-12 * pairs.scale
    (count, meanDifference, df) = (d.count, d.mean, n - 1)
    sdDifference = constant ? 0 : d.standardDeviation
    standardError = sdDifference / n.squareRoot()
    let centre = constant && abs(d.mean) <= 1e-12 * pairs.scale ? 0 : d.mean
    t = centre / standardError
    p = t.isInfinite ? 0 : StudentT(df: n - 1).twoSided(t)
    let critical = StudentT(df: n - 1).upperQuantile((1 - confidence) / 2)
    interval = Interval(centre: d.mean, halfWidth: critical * standardError)
    dz = centre / sdDifference
    hedgesFactor = exp(logGamma(df / 2) - logGamma((df - 1) / 2)) / (df / 2).squareRoot()
    dzStandardError = (1 / n + dz * dz / (2 * n)).squareRoot()
    let variances = Moments(pairs.reference).variance + Moments(pairs.test).variance
    dAverage = d.mean / (variances / 2).squareRoot()
    doubts = constant ? [.noDifferenceVariance] : []
  }

  /// The exact confidence interval of dz, from the noncentral t distribution.
  /// - Returns: nil when t is not finite or there are fewer than two pairs.
  public func dzInterval(confidence: Double = 0.95) -> Interval? {
    PairedTTest.noncentralities(t: t, count: count, confidence: confidence)?
      .mapped { $0 / Double(count).squareRoot() }
  }

  /// The noncentralities between which an observed `t` of `count` pairs is unsurprising.
  public static func noncentralities(t: Double, count: Int, confidence: Double) -> Interval? {
    guard t.isFinite, count >= 2 else { return nil }
    let (df, tail) = (Double(count - 1), (1 - confidence) / 2)
    return Interval(
      lower: NoncentralT.noncentrality(t: t, df: df, probability: 1 - tail),
      upper: NoncentralT.noncentrality(t: t, df: df, probability: tail))
  }
}
