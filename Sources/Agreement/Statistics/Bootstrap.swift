import Glibc

/// Bias-corrected and accelerated bootstrap interval (Efron 1987), resampling subjects.
public struct Bootstrap: Sendable, Hashable {
  /// The statistic of the sample itself.
  public let estimate: Double
  /// The statistic of each replicate, in the order drawn, without those that had no value.
  public let replicates: [Double]
  /// Number of replicates without a value.
  public let dropped: Int
  /// Median bias correction z₀; infinite when all replicates lie on one side.
  public let bias: Double
  /// Acceleration; 0 when all jackknife values are equal.
  public let acceleration: Double
  /// Corrected probabilities at which the interval is read off.
  public let probabilities: Interval
  /// The corrected interval.
  public let interval: Interval
  /// The plain percentile interval.
  public let percentileInterval: Interval
  /// Reasons for care.
  public let doubts: [Doubt]

  /// Draws replicates and makes the interval.
  /// - Parameters:
  ///   - count: Number of subjects.
  ///   - draws: Number of replicates; at least 2000 for reporting.
  ///   - seed: Start of the random numbers.
  ///   - confidence: Coverage.
  ///   - statistic: The statistic of a list of subject indices, with repeats; NaN when undefined.
  public init(
    count: Int, draws: Int = 2000, seed: UInt64, confidence: Double = 0.95,
    statistic: ([Int]) -> Double
  ) {
    let all = Array(0..<max(0, count))
    let estimate = statistic(all)
    let drawn = drawReplicates(count: count, draws: draws, seed: seed, statistic)
    let kept = drawn.filter { !$0.isNaN }
    let sorted = kept.sorted()
    let jackknife = all.map { left in statistic(all.filter { $0 != left }) }
    let tail = (1 - confidence) / 2
    self.estimate = estimate
    (replicates, dropped) = (kept, drawn.count - kept.count)
    bias = medianBias(kept, estimate)
    acceleration = jackknifeAcceleration(jackknife)
    let plain = Interval(lower: tail, upper: 1 - tail)
    let corrected = plain.mapped { [bias, acceleration] in
      let sum = bias + Normal.quantile($0)
      return Normal.lower(bias + sum / (1 - acceleration * sum))
    }
    let usable = bias.isFinite && corrected.isFinite
    probabilities = usable ? corrected : plain
    interval = probabilities.mapped { quantile(ofSorted: sorted, $0) }
    percentileInterval = plain.mapped { quantile(ofSorted: sorted, $0) }
    doubts = bootstrapDoubts(sorted, drawn.count, usable)
  }
}

private func bootstrapDoubts(_ sorted: [Double], _ drawn: Int, _ usable: Bool) -> [Doubt] {
  var doubts: [Doubt] = []
  if sorted.count < drawn { doubts.append(.droppedReplicates) }
  if let first = sorted.first, first == sorted.last { doubts.append(.noVariance) }
  if !usable { doubts.append(.percentileInstead) }
  return doubts
}

private func drawReplicates(
  count: Int, draws: Int, seed: UInt64, _ statistic: ([Int]) -> Double
) -> [Double] {
  guard count > 0 else { return [] }
  var random = SplitMix64(seed: seed)
  var indices = [Int](repeating: 0, count: count)
  return (0..<draws).map { _ in
    for position in indices.indices { indices[position] = random.index(below: count) }
    return statistic(indices)
  }
}

/// Φ⁻¹ of the share of replicates below the estimate, ties counting half.
private func medianBias(_ replicates: [Double], _ estimate: Double) -> Double {
  let below = replicates.count { $0 < estimate } + replicates.count { $0 <= estimate }
  return Normal.quantile(Double(below) / Double(2 * replicates.count))
}

private func jackknifeAcceleration(_ values: [Double]) -> Double {
  let mean = arithmeticMean(values)
  let distances = values.map { mean - $0 }
  if largestMagnitude(distances) <= 1e-12 * largestMagnitude(values) { return 0 }
  let squares = distances.reduce(0) { $0 + $1 * $1 }
  let cubes = distances.reduce(0) { $0 + $1 * $1 * $1 }
  return cubes / (6 * squares * squares.squareRoot())
}
