import Glibc

/// A point of the unit interval that keeps digits near both ends: x, 1 − x and their logarithms.
struct UnitPoint {
  let x: Double
  let y: Double
  let logX: Double
  let logY: Double

  /// The point with odds x / (1 − x) = e^`logOdds`.
  init(logOdds: Double) {
    let small = exp(-abs(logOdds))
    let (minor, major) = (small / (1 + small), 1 / (1 + small))
    let logMajor = -log1p(small)
    let logMinor = logMajor - abs(logOdds)
    (x, y) = logOdds < 0 ? (minor, major) : (major, minor)
    (logX, logY) = logOdds < 0 ? (logMinor, logMajor) : (logMajor, logMinor)
  }

  init(x: Double, y: Double, logX: Double, logY: Double) {
    (self.x, self.y, self.logX, self.logY) = (x, y, logX, logY)
  }

  /// The point at `x`; exact for x that is stored exactly.
  init(x: Double) {
    self.init(x: x, y: 1 - x, logX: log(x), logY: log1p(-x))
  }

  var mirrored: UnitPoint { UnitPoint(x: y, y: x, logX: logY, logY: logX) }
}

/// The regularised incomplete beta function I_x(a, b) and its complement, as logarithms, so that
/// tails far below the smallest number keep their digits.
///
/// Continued fraction of DiDonato & Morris (1992, ACM TOMS 18:360), prefactor by Stirling errors.
public struct IncompleteBeta: Sendable {
  /// log I_x(a, b).
  public let logLower: Double
  /// log(1 − I_x(a, b)).
  public let logUpper: Double
  /// log of x^a (1 − x)^b / B(a, b): the slope of I against the log odds of x.
  let logSlope: Double

  /// I_x(a, b).
  public var lower: Double { exp(logLower) }
  /// 1 − I_x(a, b), with its own digits.
  public var upper: Double { exp(logUpper) }

  /// The function at `x` in 0…1 for a, b > 0; all NaN outside of that.
  public init(a: Double, b: Double, x: Double) {
    self.init(a: a, b: b, at: UnitPoint(x: x >= 0 && x <= 1 ? x : .nan))
  }

  init(a: Double, b: Double, at point: UnitPoint) {
    guard a > 0, b > 0, a.isFinite, b.isFinite, !point.logX.isNaN, !point.logY.isNaN else {
      (logLower, logUpper, logSlope) = (.nan, .nan, .nan)
      return
    }
    if point.logX == -.infinity || point.logY == -.infinity {
      let atZero = point.logX == -.infinity
      (logLower, logUpper) = atZero ? (-.infinity, 0) : (0, -.infinity)
      logSlope = -.infinity
      return
    }
    logSlope = logBetaPower(a, b, point)
    if a * point.y >= b * point.x {
      logLower = min(0, logSlope - log(betaFraction(a, b, point.x, point.y)))
      logUpper = logComplement(logLower)
    } else {
      logUpper = min(0, logSlope - log(betaFraction(b, a, point.y, point.x)))
      logLower = logComplement(logUpper)
    }
  }
}

/// log of x^a y^b / B(a, b) by the distance of x from a / (a + b).
private func logBetaPower(_ a: Double, _ b: Double, _ point: UnitPoint) -> Double {
  let (p, q) = (a / (a + b), b / (a + b))
  let distance = point.x <= point.y ? point.x - p : q - point.y
  let first = a * deviance(distance / p, point.logX, p)
  let second = b * deviance(-distance / q, point.logY, q)
  let scale = 0.5 * log(a * q) - halfLogTwoPi
  return first + second + scale + stirlingError(a + b) - stirlingError(a) - stirlingError(b)
}

private func deviance(_ u: Double, _ logPart: Double, _ share: Double) -> Double {
  abs(u) < 0.3 ? logOnePlusMinus(u) : logPart - log(share) - u
}

/// The continued fraction for x ≤ a / (a + b), by the modified Lentz method.
private func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
  let lambda = a * y - b * x + 1
  var value = a * lambda / (a + 1)
  var (c, d) = (value, 0.0)
  for step in 1..<100_000 {
    let m = Double(step)
    let odd = a + 2 * m - 1
    let numerator = (a + m - 1) / odd * (a + b + m - 1) / odd * m * (b - m) * x * x
    let denominator =
      m + m * (b - m) * x / odd + (a + m) * (lambda + m * (1 + y)) / (odd + 2)
    d = 1 / nonZero(denominator + numerator * d)
    c = nonZero(denominator + numerator / c)
    value *= c * d
    if abs(c * d - 1) < 3e-16 { break }
  }
  return value
}

func nonZero(_ x: Double) -> Double { x == 0 ? 1e-300 : x }
