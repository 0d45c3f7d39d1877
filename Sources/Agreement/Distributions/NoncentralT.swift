import Glibc

/// The noncentral t distribution: (Z + `noncentrality`) / √(χ²/df).
///
/// Integrates the normal probability over the distribution of log √(χ²/df) by the trapezoidal rule, which
/// converges exponentially for this smooth integrand.
public struct NoncentralT: Sendable {
  /// Degrees of freedom.
  public let df: Double
  /// Noncentrality parameter.
  public let noncentrality: Double

  /// A noncentral t distribution; every result is NaN unless `df` > 0 and the noncentrality is finite.
  public init(df: Double, noncentrality: Double) {
    (self.df, self.noncentrality) = (df, noncentrality)
  }

  /// P(T ≤ t).
  public func lower(_ t: Double) -> Double { integrals(t).lower }

  /// P(T > t), with its own digits.
  public func upper(_ t: Double) -> Double { integrals(t).upper }

  /// The t with P(T ≤ t) = `probability`.
  public func quantile(_ probability: Double) -> Double {
    guard df > 0, probability >= 0, probability <= 1 else { return .nan }
    if probability == 0 || probability == 1 { return probability == 0 ? -.infinity : .infinity }
    let spread = (1 + noncentrality * noncentrality / (2 * df)).squareRoot()
    let start = noncentrality + Normal.quantile(probability) * spread
    return rootOfIncreasing(from: start, stride: 4 * spread, floor: 1e-3) { t in
      let value = integrals(t)
      return probability < 0.5
        ? (log(value.lower) - log(probability), value.density / value.lower)
        : (log1p(-probability) - log(value.upper), value.density / value.upper)
    }
  }

  /// The noncentrality at which P(T ≤ `t`) = `probability`.
  public static func noncentrality(t: Double, df: Double, probability: Double) -> Double {
    guard df > 0, t.isFinite, probability > 0, probability < 1 else { return .nan }
    let start = t - Normal.quantile(probability) * (1 + t * t / (2 * df)).squareRoot()
    return rootOfIncreasing(from: start, stride: 4 + abs(t), floor: 1e-3) { noncentrality in
      let value = NoncentralT(df: df, noncentrality: noncentrality).integrals(t)
      return (probability - value.lower, value.shift)
    }
  }

  private struct Integrals {
    var lower = 0.0
    var upper = 0.0
    /// Slope of `lower` against t.
    var density = 0.0
    /// Slope of −`lower` against the noncentrality.
    var shift = 0.0
  }

  private func integrals(_ t: Double) -> Integrals {
    guard df > 0, df.isFinite, noncentrality.isFinite, t.isFinite else {
      return Integrals(lower: .nan, upper: .nan, density: .nan, shift: .nan)
    }
    let half = df / 2
    let width = min(1 / (2 * df).squareRoot(), 1 / (1 + abs(noncentrality)))
    let step = 0.3 * width
    let scale = 2 * step * exp(0.5 * log(half) - halfLogTwoPi - stirlingError(half))
    var sum = Integrals()
    for direction in [1.0, -1.0] {
      var index = direction > 0 ? 0.0 : 1.0
      while true {
        let s = direction * index * step
        let exponent = half * (2 * s - expm1(2 * s))
        if exponent < -90 { break }
        add(exp(exponent) * scale, at: exp(s), t, to: &sum)
        index += 1
      }
    }
    return sum
  }

  @inline(__always)
  private func add(_ weight: Double, at w: Double, _ t: Double, to sum: inout Integrals) {
    let z = t * w - noncentrality
    sum.lower += weight * Normal.lower(z)
    sum.upper += weight * Normal.upper(z)
    let density = weight * Normal.density(z)
    sum.density += density * w
    sum.shift += density
  }
}
