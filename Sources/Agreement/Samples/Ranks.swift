/// Ranks from 1, where equal values share the mean of their ranks.
public struct Ranks: Sendable, Hashable {
  /// The rank of each value, in the order given.
  public let values: [Double]
  /// Sizes of the groups of equal values, larger than one.
  public let ties: [Int]

  /// Σ (t³ − t) over the groups of equal values.
  public var tieSum: Double {
    ties.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
  }

  /// Ranks of a sample.
  public init(_ sample: [Double]) {
    let order = sample.indices.sorted { sample[$0] < sample[$1] }
    var ranks = [Double](repeating: 0, count: sample.count)
    var ties: [Int] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && sample[order[end]] == sample[order[start]] { end += 1 }
      let shared = Double(start + 1 + end) / 2
      for position in start..<end { ranks[order[position]] = shared }
      if end - start > 1 { ties.append(end - start) }
      start = end
    }
    (values, self.ties) = (ranks, ties)
  }
}
