import Glibc

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, as logarithms.
///
/// Series below x = a + 1, continued fraction above; prefactor by Stirling errors.
public struct IncompleteGamma: Sendable {
  /// log P(a, x).
  public let logLower: Double
  /// log Q(a, x).
  public let logUpper: Double
  /// log of x^a e^−x / Γ(a): the slope of P against log x.
  let logSlope: Double

  /// P(a, x).
  public var lower: Double { exp(logLower) }
  /// Q(a, x), with its own digits.
  public var upper: Double { exp(logUpper) }

  /// The functions at x ≥ 0 for a > 0; all NaN outside of that.
  public init(a: Double, x: Double) {
    guard a > 0, a.isFinite, x >= 0 else {
      (logLower, logUpper, logSlope) = (.nan, .nan, .nan)
      return
    }
    if x == 0 || x == .infinity {
      (logLower, logUpper) = x == 0 ? (-.infinity, 0) : (0, -.infinity)
      logSlope = -.infinity
      return
    }
    logSlope = logGammaPower(a, x)
    if x < a + 1 {
      logLower = min(0, logSlope + log(gammaSeries(a, x)))
      logUpper = logComplement(logLower)
    } else {
      logUpper = min(0, logSlope - log(gammaFraction(a, x)))
      logLower = logComplement(logUpper)
    }
  }
}

/// log of x^a e^−x / Γ(a).
private func logGammaPower(_ a: Double, _ x: Double) -> Double {
  let u = (x - a) / a
  let main = abs(u) < 0.3 ? logOnePlusMinus(u) : log(x) - log(a) - u
  return a * main + 0.5 * log(a) - halfLogTwoPi - stirlingError(a)
}

/// Σ x^n / (a (a + 1) … (a + n)).
private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1 / a
  var sum = term
  var n = a
  while term > sum * 1e-17 {
    n += 1
    term *= x / n
    sum += term
  }
  return sum
}

/// x + 1 − a − 1(1 − a)/(x + 3 − a − …) by the modified Lentz method.
private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  var value = nonZero(x + 1 - a)
  var (c, d) = (value, 0.0)
  for step in 1..<100_000 {
    let m = Double(step)
    let numerator = m * (a - m)
    let denominator = x + 2 * m + 1 - a
    d = 1 / nonZero(denominator + numerator * d)
    c = nonZero(denominator + numerator / c)
    value *= c * d
    if abs(c * d - 1) < 3e-16 { break }
  }
  return value
}
