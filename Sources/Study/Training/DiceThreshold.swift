import Outcomes

/// The threshold with the greatest mean Dice overlap over heads that have lesions.
enum DiceThreshold {
  /// The thresholds that are tried, in steps of 0.05.
  private static let tried = (4...14).map { Double($0) / 20 }

  static func best(for model: LogisticModel, on heads: [LogisticRegression]) -> Double {
    var sums = [Double](repeating: 0, count: tried.count)
    for head in heads where head.truth.contains(where: { $0 > 0.5 }) {
      let dice = overlaps(model, head)
      for k in tried.indices { sums[k] += dice[k] }
    }
    return tried[sums.indices.max { sums[$0] < sums[$1] } ?? 0]
  }

  private static func overlaps(_ model: LogisticModel, _ head: LogisticRegression) -> [Double] {
    var (both, each) = (tried.map { _ in 0.0 }, tried.map { _ in 0.0 })
    head.rows.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      for i in 0..<head.count {
        let p = model.probability(rows + i * head.order)
        let (isTrue, weight) = (head.truth[i] > 0.5, Double(head.weights[i]))
        for k in tried.indices {
          let isFound = p >= tried[k]
          if isFound { each[k] += weight }
          if isTrue { each[k] += weight }
          if isFound, isTrue { both[k] += 2 * weight }
        }
      }
    }
    return tried.indices.map { each[$0] > 0 ? both[$0] / each[$0] : 1 }
  }
}
