import Glibc

/// The standard normal distribution.
public enum Normal {
  /// P(Z ≤ z).
  public static func lower(_ z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }

  /// P(Z > z), with its own digits in the tail.
  public static func upper(_ z: Double) -> Double { 0.5 * erfc(z * 0.5.squareRoot()) }

  /// log P(Z > z), also where the probability itself is too small for a number.
  public static func logUpper(_ z: Double) -> Double {
    if z < -1 { return log1p(-lower(z)) }
    if z < 10 { return log(upper(z)) }
    return -0.5 * z * z - halfLogTwoPi - log(millsFraction(z))
  }

  /// The density at z.
  public static func density(_ z: Double) -> Double { exp(-0.5 * z * z - halfLogTwoPi) }

  /// The z with P(Z ≤ z) = `probability`; ±infinity at 0 and 1, NaN outside.
  public static func quantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    if probability > 0.5 { return upperQuantile(1 - probability) }
    return -upperQuantile(probability)
  }

  /// The z with P(Z > z) = `probability`, for probabilities down to the smallest number.
  public static func upperQuantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    if probability == 0 { return .infinity }
    if probability > 0.5 { return -upperQuantile(1 - probability) }
    if probability > 0.25 { return centralQuantile(1 - 2 * probability) }
    let goal = log(probability)
    return rootOfIncreasing(from: (-2 * goal).squareRoot()) { z in
      let tail = logUpper(z)
      return (goal - tail, exp(-0.5 * z * z - halfLogTwoPi - tail))
    }
  }

  /// The z with P(−z < Z < z) = `mass`, for masses up to a half.
  private static func centralQuantile(_ mass: Double) -> Double {
    if mass == 0 { return 0 }
    return rootOfIncreasing(from: mass / (2 * density(0)), floor: mass) { z in
      (erf(z * 0.5.squareRoot()) - mass, 2 * density(z))
    }
  }

  /// z + 1/(z + 2/(z + 3/(z + …))), the inverse of Mills' ratio, for z ≥ 10.
  private static func millsFraction(_ z: Double) -> Double {
    var value = z
    for step in stride(from: 60.0, through: 1, by: -1) { value = z + step / value }
    return value
  }
}
