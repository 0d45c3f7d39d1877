import Glibc

/// log Γ(x) for x > 0; NaN otherwise.
public func logGamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  return lgamma(x).0
}

/// Half of log 2π.
let halfLogTwoPi = 0.918_938_533_204_672_741_78

/// What Stirling's formula misses: log Γ(a) − [(a − ½) log a − a + ½ log 2π].
///
/// Differences of large log Γ values lose digits; differences of these do not.
func stirlingError(_ a: Double) -> Double {
  if a < 10 { return logGamma(a) - (a - 0.5) * log(a) + a - halfLogTwoPi }
  let r = 1 / (a * a)
  let tail = 1.0 / 1188 - r * (691.0 / 360_360 - r / 156)
  return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * tail)))) / a
}

/// log(1 + u) − u, without cancellation for small u.
func logOnePlusMinus(_ u: Double) -> Double {
  guard abs(u) < 0.3 else { return log1p(u) - u }
  let t = u / (2 + u)
  let square = t * t
  var term = t * square
  var sum = 0.0
  var odd = 3.0
  while abs(term / odd) > 1e-18 * abs(sum) && term != 0 {
    sum += term / odd
    term *= square
    odd += 2
  }
  return 2 * sum - t * u
}

/// log(1 − e^v) for v ≤ 0.
func logComplement(_ v: Double) -> Double {
  v > -0.693 ? log(-expm1(v)) : log1p(-exp(v))
}
