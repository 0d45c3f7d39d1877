import Glibc

/// Mean, spread and shape of one sample.
public struct Moments: Sendable, Hashable {
  /// Number of values.
  public let count: Int
  /// Arithmetic mean; NaN without values.
  public let mean: Double
  /// Sum of squared distances from the mean.
  public let squares: Double
  /// Bias-corrected skewness G₁; NaN below three values.
  public let skewness: Double
  /// Bias-corrected excess kurtosis G₂; NaN below four values.
  public let excessKurtosis: Double

  /// Variance with n − 1; NaN below two values.
  public var variance: Double { count < 2 ? .nan : squares / Double(count - 1) }
  /// Standard deviation with n − 1; NaN below two values.
  public var standardDeviation: Double { variance.squareRoot() }
  /// Standard error of the mean.
  public var standardError: Double { (variance / Double(count)).squareRoot() }

  /// Moments of a sample, by two passes.
  public init(_ values: [Double]) {
    let n = Double(values.count)
    count = values.count
    let centre = arithmeticMean(values)
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let d = value - centre
      second += d * d
      third += d * d * d
      fourth += d * d * d * d
    }
    (mean, squares) = (centre, second)
    let (m2, m3, m4) = (second / n, third / n, fourth / n)
    skewness = n < 3 ? .nan : m3 / (m2 * m2.squareRoot()) * (n * (n - 1)).squareRoot() / (n - 2)
    let plain = m4 / (m2 * m2) - 3
    excessKurtosis = n < 4 ? .nan : (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * plain + 6)
  }
}

/// The mean, corrected once for the rounding of the first pass; NaN without values.
public func arithmeticMean(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let n = Double(values.count)
  let first = values.reduce(0, +) / n
  guard first.isFinite else { return first }
  return first + values.reduce(0) { $0 + ($1 - first) } / n
}
