import Glibc

/// Within-subject variation between two columns.
///
/// With repeats under the same condition this is repeatability; with full and defaced images it is the
/// within-subject variation that defacing causes.
public struct WithinSubject: Sendable, Hashable {
  /// Number of pairs.
  public let count: Int
  /// Within-subject SD √(Σ d² / 2n), bias included.
  public let sd: Double
  /// Confidence interval of `sd`, by χ² with n degrees of freedom.
  public let sdInterval: Interval
  /// Within-subject SD without the bias: SD of differences / √2.
  public let sdWithoutBias: Double
  /// Repeatability coefficient 1.96 √2 × `sd`.
  public let repeatability: Double
  /// Confidence interval of `repeatability`.
  public let repeatabilityInterval: Interval
  /// Within-subject coefficient of variation, root mean square.
  public let cvRootMeanSquare: Double
  /// Within-subject coefficient of variation by logarithms; NaN unless all values are positive.
  public let cvLog: Double
  /// `sd` over the mean of all values.
  public let cvOfMeans: Double
  /// Mean of |d| / mean of the pair, per cent.
  public let meanAbsolutePercent: Double

  /// The variation within a set of pairs.
  public init(_ pairs: Pairs, confidence: Double = 0.95) {
    let (d, m, n) = (pairs.differences, pairs.means, Double(pairs.count))
    let tail = (1 - confidence) / 2
    let chiSquare = ChiSquare(df: n)
    let within = (d.reduce(0) { $0 + $1 * $1 } / (2 * n)).squareRoot()
    let interval = Interval(
      lower: within * (n / chiSquare.upperQuantile(tail)).squareRoot(),
      upper: within * (n / chiSquare.upperQuantile(1 - tail)).squareRoot())
    let factor = Normal.upperQuantile(0.025) * 2.0.squareRoot()
    (count, sd, sdInterval) = (pairs.count, within, interval)
    sdWithoutBias = Moments(d).standardDeviation * 0.5.squareRoot()
    repeatability = factor * within
    repeatabilityInterval = interval.mapped { factor * $0 }
    cvRootMeanSquare =
      (zip(d, m).reduce(0) { $0 + $1.0 * $1.0 / (2 * $1.1 * $1.1) } / n).squareRoot()
    let logs = zip(pairs.reference, pairs.test).reduce(0) { sum, pair in
      let ratio = pair.0 > 0 && pair.1 > 0 ? log(pair.1 / pair.0) : .nan
      return sum + ratio * ratio
    }
    cvLog = expm1((logs / (2 * n)).squareRoot())
    cvOfMeans = within / arithmeticMean(m)
    meanAbsolutePercent = 100 * zip(d, m).reduce(0) { $0 + abs($1.0 / $1.1) } / n
  }
}
