import Glibc

/// The Shapiro–Wilk test of normality in Royston's approximation (1995, Appl Stat 44:547).
///
/// A description of the differences; not a means to choose between tests.
public struct ShapiroWilk: Sendable, Hashable {
  /// Number of values.
  public let count: Int
  /// The statistic W; NaN below three values or without range.
  public let w: Double
  /// The p value; NaN where W is.
  public let p: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// The test of a sample.
  public init(_ sample: [Double]) {
    let x = sample.sorted()
    count = x.count
    guard x.count >= 3 else {
      (w, p, doubts) = (.nan, .nan, [.fewerThanThree])
      return
    }
    let moments = Moments(x)
    guard x[x.count - 1] - x[0] > 1e-12 * largestMagnitude(x) else {
      (w, p, doubts) = (.nan, .nan, [.noVariance])
      return
    }
    let weights = roystonWeights(x.count)
    let length = weights.reduce(0) { $0 + $1 * $1 }
    let projection = zip(weights, x).reduce(0) { $0 + $1.0 * ($1.1 - moments.mean) }
    // 1 − W by the difference of squares keeps digits for W near one.
    let norm = (length * moments.squares).squareRoot()
    let lack = (norm - projection) * (norm + projection) / (length * moments.squares)
    w = 1 - lack
    p = roystonP(lack: lack, count: x.count)
    doubts = x.count > 5000 ? [.tooMany] : []
  }
}

/// Weights of the order statistics, antisymmetric and ascending.
private func roystonWeights(_ count: Int) -> [Double] {
  if count == 3 { return [-0.5.squareRoot(), 0, 0.5.squareRoot()] }
  let n = Double(count)
  let scores = (1...count).map { Normal.quantile((Double($0) - 0.375) / (n + 0.25)) }
  let squares = scores.reduce(0) { $0 + $1 * $1 }
  let root = 1 / n.squareRoot()
  let largest =
    scores[count - 1] / squares.squareRoot()
    + polynomial([0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056], root)
  var weights = scores
  var ends = [largest]
  if count > 5 {
    ends.append(
      scores[count - 2] / squares.squareRoot()
        + polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], root))
  }
  let taken = (0..<ends.count).reduce(0) { $0 + scores[$1] * scores[$1] }
  let given = ends.reduce(0) { $0 + $1 * $1 }
  let shrink = ((squares - 2 * taken) / (1 - 2 * given)).squareRoot()
  for index in weights.indices { weights[index] /= shrink }
  for (index, end) in ends.enumerated() {
    weights[index] = -end
    weights[count - 1 - index] = end
  }
  return weights
}

private func roystonP(lack: Double, count: Int) -> Double {
  if count == 3 {
    let w = 1 - lack
    return min(1, max(0, 6 / Double.pi * (asin(w.squareRoot()) - asin(0.75.squareRoot()))))
  }
  let n = Double(count)
  let y = log(lack)
  if count <= 11 {
    let limit = -2.273 + 0.459 * n
    guard y < limit else { return 0 }
    let mean = polynomial([0.5440, -0.39978, 0.025054, -6.714e-4], n)
    let sd = exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n))
    return Normal.upper((-log(limit - y) - mean) / sd)
  }
  let size = log(n)
  let mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], size)
  let sd = exp(polynomial([-0.4803, -0.082676, 0.0030302], size))
  return Normal.upper((y - mean) / sd)
}

/// c₀ + c₁ x + c₂ x² + …
private func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.reversed().reduce(0) { $0 * x + $1 }
}
