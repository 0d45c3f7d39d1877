import Glibc

/// The x with I_x(a, b) = `probability`; NaN for a, b ≤ 0 or a probability outside of 0…1.
public func inverseIncompleteBeta(_ probability: Double, a: Double, b: Double) -> Double {
  guard probability >= 0, probability <= 1 else { return .nan }
  return UnitPoint(
    logOdds: inverseBetaLogOdds(lower: probability, upper: 1 - probability, a: a, b: b)
  ).x
}

/// The log odds log(x / (1 − x)) at which I_x(a, b) = `lower` and its complement is `upper`.
///
/// Both tails are given so that the smaller one keeps its digits. Newton on the logarithm of the smaller
/// tail, which is concave in the log odds.
func inverseBetaLogOdds(lower: Double, upper: Double, a: Double, b: Double) -> Double {
  guard a > 0, b > 0, a.isFinite, b.isFinite, lower >= 0, upper >= 0 else { return .nan }
  if lower == 0 { return -.infinity }
  if upper == 0 { return .infinity }
  let start = log(a / b)
  if lower <= upper {
    let goal = log(lower)
    return rootOfIncreasing(from: start) { logOdds in
      let beta = IncompleteBeta(a: a, b: b, at: UnitPoint(logOdds: logOdds))
      return (beta.logLower - goal, exp(beta.logSlope - beta.logLower))
    }
  }
  let goal = log(upper)
  return rootOfIncreasing(from: start) { logOdds in
    let beta = IncompleteBeta(a: a, b: b, at: UnitPoint(logOdds: logOdds))
    return (goal - beta.logUpper, exp(beta.logSlope - beta.logUpper))
  }
}
