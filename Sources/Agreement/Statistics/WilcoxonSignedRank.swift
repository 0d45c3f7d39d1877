import Glibc

/// Wilcoxon's signed-rank test of differences: zeros are dropped, equal magnitudes share ranks.
///
/// Exact for up to 100 differences other than zero, also with ties, by counting subset sums of doubled ranks.
/// Differences are rounded to 1e-9 of the largest before ranking, since floating noise splits ties of
/// decimal data.
public struct WilcoxonSignedRank: Sendable, Hashable {
  /// Number of differences.
  public let count: Int
  /// Number of differences other than zero.
  public let nonzero: Int
  /// Sum of ranks of positive differences.
  public let positiveSum: Double
  /// Sum of ranks of negative differences.
  public let negativeSum: Double
  /// Whether magnitudes coincide.
  public let hasTies: Bool
  /// Standardised positive sum, corrected for ties, without continuity correction.
  public let z: Double
  /// Two-sided normal p value.
  public let asymptoticP: Double
  /// Two-sided normal p value with a continuity correction of ½.
  public let correctedP: Double
  /// Two-sided exact p value, or nil above 100 differences.
  public let exactP: Double?
  /// Two-sided normal p value after Pratt (1959): zeros are ranked, then dropped.
  public let prattP: Double
  /// (positive − negative) / (positive + negative) rank sums.
  public let rankBiserial: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// The exact p value where it exists, else the normal one with continuity correction.
  public var p: Double { exactP ?? correctedP }
  /// Number of zero differences.
  public var zeros: Int { count - nonzero }

  /// The test of differences.
  /// - Parameters:
  ///   - differences: Test − reference.
  ///   - resolution: Part of the largest difference to which differences are rounded; 0 ranks them as given.
  public init(_ differences: [Double], resolution: Double = 1e-9) {
    let rounded = roundedToScale(differences, resolution)
    let kept = rounded.filter { $0 != 0 }
    let ranks = Ranks(kept.map { abs($0) })
    let positive = zip(kept, ranks.values).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    let n = Double(kept.count)
    (count, nonzero, positiveSum) = (differences.count, kept.count, positive)
    negativeSum = n * (n + 1) / 2 - positive
    hasTies = !ranks.ties.isEmpty
    let variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.tieSum / 48
    let excess = positive - n * (n + 1) / 4
    let sd = variance.squareRoot()
    let empty = kept.isEmpty
    z = empty ? .nan : excess / sd
    asymptoticP = empty ? 1 : min(1, 2 * Normal.upper(abs(excess) / sd))
    correctedP = empty ? 1 : min(1, 2 * Normal.upper(max(0, abs(excess) - 0.5) / sd))
    exactP = empty ? 1 : kept.count > 100 ? nil : exactTwoSided(ranks.values, positive)
    prattP = empty ? 1 : prattTwoSided(rounded)
    rankBiserial = empty ? .nan : (positive - negativeSum) / (positive + negativeSum)
    doubts = empty ? [.allDifferencesZero] : []
  }
}

private func roundedToScale(_ differences: [Double], _ resolution: Double) -> [Double] {
  let unit = resolution * largestMagnitude(differences)
  return unit > 0 ? differences.map { rint($0 / unit) } : differences
}

/// Twice the smaller tail of the exact distribution of the rank sum over all signs.
private func exactTwoSided(_ ranks: [Double], _ positive: Double) -> Double {
  let doubled = ranks.map { Int(2 * $0) }
  let total = doubled.reduce(0, +)
  var share = [Double](repeating: 0, count: total + 1)
  share[0] = 1
  var reached = 0
  for rank in doubled {
    reached += rank
    for sum in stride(from: reached, through: 0, by: -1) {
      share[sum] = 0.5 * (share[sum] + (sum >= rank ? share[sum - rank] : 0))
    }
  }
  let observed = Int(2 * positive)
  let smaller = min(observed, total - observed)
  return min(1, 2 * share[...smaller].reduce(0, +))
}

private func prattTwoSided(_ rounded: [Double]) -> Double {
  let ranks = Ranks(rounded.map { abs($0) })
  let zeros = Double(rounded.count { $0 == 0 })
  let n = Double(rounded.count)
  let positive = zip(rounded, ranks.values).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
  let mean = (n * (n + 1) - zeros * (zeros + 1)) / 4
  let zeroTie = zeros * (zeros * zeros - 1)
  let squares = n * (n + 1) * (2 * n + 1) - zeros * (zeros + 1) * (2 * zeros + 1)
  let variance = squares / 24 - (ranks.tieSum - zeroTie) / 48
  return min(1, 2 * Normal.upper(abs(positive - mean) / variance.squareRoot()))
}
