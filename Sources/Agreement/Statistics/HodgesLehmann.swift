/// The Hodges–Lehmann estimate: the median of all means of two differences (Walsh averages).
public struct HodgesLehmann: Sendable, Hashable {
  /// The estimate; NaN without differences.
  public let estimate: Double
  /// The exact interval of the signed-rank test, for 1…100 differences; its coverage is at least the
  /// confidence where the sample is large enough for that.
  public let interval: Interval?

  /// The estimate from differences.
  public init(_ differences: [Double], confidence: Double = 0.95) {
    var averages: [Double] = []
    averages.reserveCapacity(differences.count * (differences.count + 1) / 2)
    for (i, first) in differences.enumerated() {
      for second in differences[i...] { averages.append((first + second) / 2) }
    }
    averages.sort()
    estimate = median(averages)
    guard (1...100).contains(differences.count) else {
      interval = nil
      return
    }
    let cut = max(1, signedRankQuantile((1 - confidence) / 2, differences.count))
    interval = Interval(lower: averages[cut - 1], upper: averages[averages.count - cut])
  }
}

/// The smallest w with P(W ≤ w) ≥ `probability` for the signed-rank sum of n differences without ties.
private func signedRankQuantile(_ probability: Double, _ n: Int) -> Int {
  var share = [Double](repeating: 0, count: n * (n + 1) / 2 + 1)
  share[0] = 1
  for rank in 1...n {
    for sum in stride(from: share.count - 1, through: 0, by: -1) {
      share[sum] = 0.5 * (share[sum] + (sum >= rank ? share[sum - rank] : 0))
    }
  }
  var cumulative = 0.0
  for (sum, part) in share.enumerated() {
    cumulative += part
    if cumulative >= probability { return sum }
  }
  return share.count - 1
}
