/// Ordinary least squares of y on x.
public struct LinearRegression: Sendable, Hashable {
  /// Value of the line at x = 0.
  public let intercept: Double
  /// Rise of the line.
  public let slope: Double
  /// Standard error of the intercept.
  public let interceptStandardError: Double
  /// Standard error of the slope.
  public let slopeStandardError: Double
  /// Slope over its standard error.
  public let slopeT: Double
  /// Two-sided p value of the slope.
  public let slopeP: Double
  /// Confidence interval of the slope.
  public let slopeInterval: Interval
  /// Confidence interval of the intercept.
  public let interceptInterval: Interval
  /// Share of the variance of y that the line explains.
  public let rSquared: Double

  /// The line through points; needs three points that differ in x, else NaN.
  public init(x: [Double], y: [Double], confidence: Double = 0.95) {
    let (mx, my) = (Moments(x), Moments(y))
    let n = Double(x.count)
    let cross = zip(x, y).reduce(0) { $0 + ($1.0 - mx.mean) * ($1.1 - my.mean) }
    let rise = cross / mx.squares
    let residual = zip(x, y).reduce(0) { sum, point in
      let rest = point.1 - my.mean - rise * (point.0 - mx.mean)
      return sum + rest * rest
    }
    let variance = residual / (n - 2)
    slope = rise
    intercept = my.mean - rise * mx.mean
    slopeStandardError = (variance / mx.squares).squareRoot()
    interceptStandardError =
      (variance * (1 / n + mx.mean * mx.mean / mx.squares)).squareRoot()
    slopeT = slope / slopeStandardError
    let student = StudentT(df: n - 2)
    slopeP = slopeT.isInfinite ? 0 : student.twoSided(slopeT)
    let critical = student.upperQuantile((1 - confidence) / 2)
    slopeInterval = Interval(centre: slope, halfWidth: critical * slopeStandardError)
    interceptInterval = Interval(centre: intercept, halfWidth: critical * interceptStandardError)
    rSquared = 1 - residual / my.squares
  }
}
