import Glibc

/// Bias and limits of agreement of differences (Bland & Altman 1986, 1999) with exact intervals of the limits
/// (Carkeet 2015, Optom Vis Sci 92:e71).
public struct BlandAltman: Sendable, Hashable {
  /// Number of differences.
  public let count: Int
  /// Mean difference.
  public let bias: Double
  /// Standard deviation of the differences.
  public let sd: Double
  /// Confidence interval of the bias.
  public let biasInterval: Interval
  /// Limits of agreement.
  public let limits: Interval
  /// Standard error of a limit after Bland & Altman 1986: s √(3/n).
  public let standardError1986: Double
  /// Standard error of a limit after Bland & Altman 1999.
  public let standardError1999: Double
  /// Carkeet's factors: the exact interval of the upper limit is bias + factor × SD.
  public let exactFactors: Interval
  /// Student's quantile for the approximate intervals.
  let critical: Double

  /// The analysis of differences; intervals need at least two.
  /// - Parameters:
  ///   - differences: Test − reference.
  ///   - coverage: Share of differences between the limits.
  ///   - confidence: Confidence of the intervals.
  public init(_ differences: [Double], coverage: Double = 0.95, confidence: Double = 0.95) {
    let moments = Moments(differences)
    let (n, tail) = (Double(moments.count), (1 - confidence) / 2)
    let z = Normal.upperQuantile((1 - coverage) / 2)
    let scale = largestMagnitude(differences)
    (count, bias) = (moments.count, moments.mean)
    sd = moments.standardDeviation <= 1e-12 * scale ? 0 : moments.standardDeviation
    critical = StudentT(df: n - 1).upperQuantile(tail)
    biasInterval = Interval(centre: bias, halfWidth: critical * sd / n.squareRoot())
    limits = Interval(centre: bias, halfWidth: z * sd)
    standardError1986 = sd * (3 / n).squareRoot()
    standardError1999 = sd * (1 / n + z * z / (2 * (n - 1))).squareRoot()
    let limit = NoncentralT(df: n - 1, noncentrality: z * n.squareRoot())
    exactFactors = Interval(lower: limit.quantile(tail), upper: limit.quantile(1 - tail))
      .mapped { $0 / n.squareRoot() }
  }

  /// Exact confidence interval of the lower limit.
  public var lowerLimitInterval: Interval {
    Interval(lower: bias - exactFactors.upper * sd, upper: bias - exactFactors.lower * sd)
  }

  /// Exact confidence interval of the upper limit.
  public var upperLimitInterval: Interval { exactFactors.mapped { bias + $0 * sd } }

  /// Approximate intervals of the lower and the upper limit from a standard error.
  public func approximateIntervals(standardError: Double) -> (lower: Interval, upper: Interval) {
    let half = critical * standardError
    return (
      Interval(centre: limits.lower, halfWidth: half),
      Interval(centre: limits.upper, halfWidth: half)
    )
  }
}
