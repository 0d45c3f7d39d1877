import Kernels

/// How one matcher ranked the candidates of every probe.
struct MatcherRanking: Sendable {
  let matcher: FaceMatcher
  /// For each probe the candidate that it found nearest.
  let nearest: [Int]
  /// For each probe the rank of the right candidate, from 1.
  let ranks: [Int]
  /// The chance that a right pair is nearer than a wrong one, over all pairs.
  let auc: Double

  /// Ranks rows of distances; candidates that are equally near are put in an order drawn by the seed.
  init(_ matcher: FaceMatcher, _ rows: [[Float]], truths: [Int], seed: UInt64) {
    self.matcher = matcher
    let random = CounterRandom(seed: seed)
    var (nearest, ranks): ([Int], [Int]) = ([], [])
    for (probe, row) in rows.enumerated() {
      func key(_ candidate: Int) -> (Float, UInt64) {
        let value = row[candidate]
        return (
          value.isNaN ? .infinity : value,
          random.bits(stream: UInt64(probe), index: UInt64(candidate))
        )
      }
      let own = key(truths[probe])
      nearest.append(row.indices.min { key($0) < key($1) } ?? 0)
      ranks.append(1 + row.indices.count { $0 != truths[probe] && key($0) < own })
    }
    (self.nearest, self.ranks) = (nearest, ranks)
    candidates = rows.first?.count ?? 0
    auc = Self.auc(rows, truths)
  }

  /// The Mann–Whitney statistic of right against wrong pairs as a share; ties count half.
  private static func auc(_ rows: [[Float]], _ truths: [Int]) -> Double {
    var pairs: [(distance: Float, isRight: Bool)] = []
    for (row, truth) in zip(rows, truths) {
      for (index, distance) in row.enumerated() where !distance.isNaN {
        pairs.append((distance, index == truth))
      }
    }
    pairs.sort { $0.distance < $1.distance }
    let right = pairs.count { $0.isRight }
    guard right > 0, right < pairs.count else { return 0.5 }
    var (wrongBefore, sum, start) = (0, 0.0, 0)
    while start < pairs.count {
      var end = start
      while end < pairs.count, pairs[end].distance == pairs[start].distance { end += 1 }
      let own = pairs[start..<end].count { $0.isRight }
      let wrong = end - start - own
      sum += Double(own) * (Double(wrongBefore) + Double(wrong) / 2)
      wrongBefore += wrong
      start = end
    }
    return 1 - sum / (Double(right) * Double(pairs.count - right))
  }

  /// How many candidates there were.
  let candidates: Int

  /// How many probes found the right candidate within the first `rank`.
  func hits(within rank: Int) -> Int { ranks.count { $0 <= rank } }
}
