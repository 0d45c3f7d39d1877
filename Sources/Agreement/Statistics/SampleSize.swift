import Glibc

/// A number of subjects, before and after rounding up.
public struct SampleSize: Sendable, Hashable {
  /// The solution of the formula.
  public let exact: Double
  /// The smallest whole number that is enough, or nil when there is none.
  public var subjects: Int? {
    exact.isFinite && exact < 1e15 ? Int(exact.rounded(.up)) : nil
  }

  /// Subjects for an ICC interval of full width `width` (Bonett 2002, Stat Med 21:1331).
  public static func iccPrecision(
    icc: Double, columns: Int = 2, width: Double, confidence: Double = 0.95
  ) -> SampleSize {
    let (k, z) = (Double(columns), Normal.upperQuantile((1 - confidence) / 2))
    let spread = (1 - icc) * (1 + (k - 1) * icc)
    let base = 8 * z * z * spread * spread / (k * (k - 1) * width * width) + 1
    return SampleSize(exact: base + (columns == 2 && icc >= 0.7 ? 5 * icc : 0))
  }

  /// Subjects to show one-sidedly that an ICC is above `null` when it is `expected` (Walter, Eliasziw &
  /// Donner 1998, Stat Med 17:101).
  public static func iccTest(
    null: Double, expected: Double, columns: Int = 2, alpha: Double = 0.05, power: Double = 0.8
  ) -> SampleSize {
    let k = Double(columns)
    let z = Normal.upperQuantile(alpha) + Normal.quantile(power)
    let ratio = (1 + k * null / (1 - null)) / (1 + k * expected / (1 - expected))
    return SampleSize(exact: 1 + 2 * z * z * k / (log(ratio) * log(ratio) * (k - 1)))
  }

  /// Subjects for a two-sided paired t test of effect size `dz`, by the noncentral t distribution.
  public static func pairedTTest(
    dz: Double, alpha: Double = 0.05, power: Double = 0.8
  ) -> SampleSize {
    guard dz != 0, dz.isFinite, power < 1, power > alpha, alpha > 0 else {
      return SampleSize(exact: .nan)
    }
    let effect = abs(dz)
    var (low, high) = (0.0, 4.0)
    while pairedPower(1 + exp(high), effect, alpha) < power { high += 1 }
    if pairedPower(2, effect, alpha) >= power { return SampleSize(exact: 2) }
    for _ in 0..<100 where high - low > 1e-13 {
      let middle = (low + high) / 2
      if pairedPower(1 + exp(middle), effect, alpha) < power { low = middle } else { high = middle }
    }
    return SampleSize(exact: 1 + exp((low + high) / 2))
  }

  /// Failure-free cases that rule out a failure rate of `rate` or more.
  public static func zeroFailures(rate: Double, confidence: Double = 0.95) -> SampleSize {
    SampleSize(exact: log(1 - confidence) / log1p(-rate))
  }
}

/// Power of the two-sided paired t test of `n` pairs.
private func pairedPower(_ n: Double, _ dz: Double, _ alpha: Double) -> Double {
  let critical = StudentT(df: n - 1).upperQuantile(alpha / 2)
  let alternative = NoncentralT(df: n - 1, noncentrality: dz * n.squareRoot())
  return alternative.upper(critical) + alternative.lower(-critical)
}
