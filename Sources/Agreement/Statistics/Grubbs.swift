/// Grubbs' two-sided test for one outlier in a normal sample.
public struct Grubbs: Sendable, Hashable {
  /// Largest distance from the mean in standard deviations; NaN below three values or without variance.
  public let g: Double
  /// Index of the value that lies farthest out, or nil where `g` is undefined.
  public let index: Int?
  /// Value that `g` must exceed.
  public let critical: Double
  /// Two-sided p value (Bonferroni over the values).
  public let p: Double

  /// The test of a sample.
  public init(_ sample: [Double], alpha: Double = 0.05) {
    let moments = Moments(sample)
    let n = Double(sample.count)
    let distances = sample.map { abs($0 - moments.mean) }
    let sd = moments.standardDeviation
    guard n >= 3, sd > 1e-12 * largestMagnitude(sample) else {
      (g, index, critical, p) = (.nan, nil, .nan, .nan)
      return
    }
    let farthest = distances.indices.max { distances[$0] < distances[$1] }
    g = largestMagnitude(distances) / sd
    index = farthest
    let student = StudentT(df: n - 2)
    let t = student.upperQuantile(alpha / (2 * n))
    critical = (n - 1) / n.squareRoot() * (t * t / (n - 2 + t * t)).squareRoot()
    let room = (n - 1) * (n - 1) - n * g * g
    p = room > 0 ? min(1, n * student.twoSided(g * (n * (n - 2) / room).squareRoot())) : 0
  }
}
