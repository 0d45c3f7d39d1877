import Glibc

/// Lin's concordance correlation (1989, Biometrics 45:255; variance as corrected in 2000).
public struct Concordance: Sendable, Hashable {
  /// Number of pairs.
  public let count: Int
  /// The coefficient with moments over n; NaN when a column does not vary.
  public let value: Double
  /// The coefficient with moments over n − 1.
  public let unbiasedValue: Double
  /// Pearson's correlation (precision).
  public let pearson: Double
  /// Bias correction C_b (accuracy).
  public let accuracy: Double
  /// SD of reference / SD of test.
  public let scaleShift: Double
  /// (Mean of reference − mean of test) / √(SD × SD).
  public let locationShift: Double
  /// Asymptotic standard error of the coefficient.
  public let standardError: Double
  /// Fisher's z of the coefficient.
  public let z: Double
  /// Standard error of z.
  public let zStandardError: Double
  /// Confidence interval by z, or nil for identical columns.
  public let interval: Interval?
  /// Symmetric interval from the standard error, or nil for identical columns.
  public let asymptoticInterval: Interval?

  /// The concordance of a set of pairs.
  public init(_ pairs: Pairs, confidence: Double = 0.95) {
    let (x, y) = (Moments(pairs.reference), Moments(pairs.test))
    let n = Double(pairs.count)
    let covariance = zip(pairs.reference, pairs.test)
      .reduce(0) { $0 + ($1.0 - x.mean) * ($1.1 - y.mean) }
    let shift = x.mean - y.mean
    let constant = [x, y].contains { $0.standardDeviation <= 1e-12 * pairs.scale }
    let identical = pairs.differences.allSatisfy { abs($0) <= 1e-12 * pairs.scale }
    let r = PearsonCorrelation(x: pairs.reference, y: pairs.test).r
    let spread = (x.squares * y.squares).squareRoot()
    let u = shift / (spread / n).squareRoot()
    count = pairs.count
    value = constant ? .nan : 2 * covariance / (x.squares + y.squares + n * shift * shift)
    unbiasedValue =
      constant ? .nan : 2 * covariance / (x.squares + y.squares + (n - 1) * shift * shift)
    pearson = constant ? .nan : r
    accuracy = value / r
    scaleShift = (x.squares / y.squares).squareRoot()
    locationShift = u
    standardError = concordanceError(value, r, u, n)
    z = atanh(value)
    zStandardError = standardError / (1 - value * value)
    let critical = Normal.upperQuantile((1 - confidence) / 2)
    let defined = !identical && zStandardError.isFinite
    interval =
      defined ? Interval(centre: z, halfWidth: critical * zStandardError).mapped { tanh($0) } : nil
    asymptoticInterval =
      defined ? Interval(centre: value, halfWidth: critical * standardError) : nil
  }
}

/// The standard error of Lin (2000), with u the location shift.
private func concordanceError(_ c: Double, _ r: Double, _ u: Double, _ n: Double) -> Double {
  let precision = (1 - r * r) * c * c * (1 - c * c) / (r * r)
  let location = 2 * c * c * c * (1 - c) * u * u / r
  let both = c * c * c * c * u * u * u * u / (2 * r * r)
  return ((precision + location - both) / (n - 2)).squareRoot()
}
