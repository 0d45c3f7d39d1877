import Volumes

/// Looks for the question that parts samples into the purest two groups, by Gini's index.
struct SplitSearch {
  /// Whether the bin of a feature is not above another.
  struct Question {
    var feature: Int
    var bin: UInt8
  }

  private let classes: Int
  /// Samples of each class in each bin.
  private var counts: [Int32]
  private static let bins = FeatureBins.mostCuts + 1

  init(classes: Int) {
    self.classes = classes
    counts = [Int32](repeating: 0, count: Self.bins * classes)
  }

  /// The best question about some features; nil where none parts the samples into purer groups.
  mutating func best(
    of features: [Int], in samples: LabelledSamples, rows: ArraySlice<Int32>, leastLeaf: Int
  ) -> Question? {
    var found: Question?
    var most = 1e-9
    for feature in features {
      count(feature, samples, rows)
      guard let (bin, gain) = bestBin(rows.count, leastLeaf), gain > most else { continue }
      (found, most) = (Question(feature: feature, bin: bin), gain)
    }
    return found
  }

  private mutating func count(
    _ feature: Int, _ samples: LabelledSamples, _ rows: ArraySlice<Int32>
  ) {
    counts.withUnsafeMutableBufferPointer { counts in
      for i in counts.indices { counts[i] = 0 }
      samples.table.bins.withUnsafeBufferPointer { bins in
        samples.labels.withUnsafeBufferPointer { labels in
          rows.withUnsafeBufferPointer { rows in
            countBins(bins, labels, rows, feature, samples.table.features, classes, counts)
          }
        }
      }
    }
  }

  /// The bin after which to part, and by how much the mean impurity falls.
  private func bestBin(_ total: Int, _ leastLeaf: Int) -> (bin: UInt8, gain: Double)? {
    var all = [Double](repeating: 0, count: classes)
    for bin in 0..<Self.bins {
      for k in 0..<classes { all[k] += Double(counts[bin * classes + k]) }
    }
    let whole = Double(total)
    let before = all.reduce(0) { $0 + $1 * $1 } / whole
    var left = [Double](repeating: 0, count: classes)
    var best: (bin: UInt8, gain: Double)?
    var onLeft = 0.0
    for bin in 0..<Self.bins - 1 {
      for k in 0..<classes {
        let n = Double(counts[bin * classes + k])
        left[k] += n
        onLeft += n
      }
      guard onLeft >= Double(leastLeaf), whole - onLeft >= Double(leastLeaf) else { continue }
      var (a, b) = (0.0, 0.0)
      for k in 0..<classes {
        a += left[k] * left[k]
        b += (all[k] - left[k]) * (all[k] - left[k])
      }
      let gain = (a / onLeft + b / (whole - onLeft) - before) / whole
      if gain > best?.gain ?? 0 { best = (UInt8(bin), gain) }
    }
    return best
  }
}

/// Counts the samples of each class in each bin of a feature.
@inline(never)
private func countBins(
  _ bins: UnsafeBufferPointer<UInt8>, _ labels: UnsafeBufferPointer<UInt8>,
  _ rows: UnsafeBufferPointer<Int32>, _ feature: Int, _ features: Int, _ classes: Int,
  _ counts: UnsafeMutableBufferPointer<Int32>
) {
  for row in rows {
    let bin = Int(bins[Int(row) &* features &+ feature] & 63)
    counts[bin &* classes &+ Int(labels[Int(row)])] &+= 1
  }
}
