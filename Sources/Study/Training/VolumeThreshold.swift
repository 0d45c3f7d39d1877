import Outcomes

/// The threshold at which heads together have as much lesion above it as is in them.
enum VolumeThreshold {
  /// Thresholds are told in steps of one in so many.
  private static let steps = 100

  /// The lowest step at or above which no more is found than there is.
  static func best(for model: LogisticModel, on heads: [LogisticRegression]) -> Double {
    var (found, truth) = ([Double](repeating: 0, count: steps + 1), 0.0)
    for head in heads {
      head.rows.withUnsafeBufferPointer { rows in
        guard let rows = rows.baseAddress else { return }
        for i in 0..<head.count {
          let weight = Double(head.weights[i])
          let p = model.probability(rows + i * head.order)
          found[min(steps, Int(p * Double(steps)))] += weight
          truth += weight * Double(head.truth[i])
        }
      }
    }
    var above = 0.0
    for step in stride(from: steps, through: 1, by: -1) {
      above += found[step]
      if above > truth { return Double(step + 1) / Double(steps) }
    }
    return 0.5
  }
}
