/// Where the values of each feature are cut into bins, so that a forest compares bytes.
///
/// The cuts of a feature are quantiles of what it was learnt from; a value falls into the bin whose
/// number is the count of cuts that are not above it. What is no number counts as the least.
public struct FeatureBins: Sendable, Hashable {
  /// Ascending cuts of each feature, at most `mostCuts`.
  public var cuts: [[Float]]

  /// A forest's bins are told by six bits.
  public static let mostCuts = 63

  /// Bins from their cuts.
  public init(cuts: [[Float]]) { self.cuts = cuts }

  /// Cuts at even quantiles of each feature's values.
  ///
  /// - Parameter columns: the values of each feature.
  public init(learntFrom columns: [[Float]]) {
    cuts = columns.map(Self.cuts)
  }

  private static func cuts(of values: [Float]) -> [Float] {
    let sorted = values.filter(\.isFinite).sorted()
    guard let last = sorted.last else { return [] }
    var cuts: [Float] = []
    for step in 1...mostCuts {
      let cut = sorted[min(sorted.count - 1, step * sorted.count / (mostCuts + 1))]
      if cut > cuts.last ?? -.infinity, cut > sorted[0] || cuts.isEmpty, cut <= last {
        cuts.append(cut)
      }
    }
    return cuts
  }

  /// The bin of a value of a feature.
  public func bin(_ value: Float, feature: Int) -> UInt8 {
    cuts[feature].withUnsafeBufferPointer { UInt8(truncatingIfNeeded: countNotAbove(value, $0)) }
  }

  /// Writes the bins of many values of one feature, `stride` bytes apart.
  ///
  /// - Parameters:
  ///   - values: an image of the feature.
  ///   - places: which of them are wanted.
  ///   - feature: which feature it is.
  ///   - table: where the first bin goes.
  ///   - stride: how far apart bins lie.
  func fill(
    _ values: UnsafePointer<Float>, at places: ArraySlice<Int32>, feature: Int,
    into table: UnsafeMutablePointer<UInt8>, stride: Int
  ) {
    let own = cuts[feature].count
    let padded = cuts[feature] + [Float](repeating: .infinity, count: max(0, Self.mostCuts - own))
    padded.withUnsafeBufferPointer { padded in
      places.withUnsafeBufferPointer { places in
        guard let padded = padded.baseAddress else { return }
        var out = table
        for place in places {
          let count = min(own, countOf63NotAbove(values[Int(place)], padded))
          out.pointee = UInt8(truncatingIfNeeded: count)
          out += stride
        }
      }
    }
  }
}

/// How many of 63 ascending cuts are not above a value: six halvings without a branch to guess.
@inline(__always)
private func countOf63NotAbove(_ value: Float, _ cuts: UnsafePointer<Float>) -> Int {
  var low = cuts[31] <= value ? 32 : 0
  low &+= cuts[low &+ 15] <= value ? 16 : 0
  low &+= cuts[low &+ 7] <= value ? 8 : 0
  low &+= cuts[low &+ 3] <= value ? 4 : 0
  low &+= cuts[low &+ 1] <= value ? 2 : 0
  low &+= cuts[low] <= value ? 1 : 0
  return low
}

/// How many ascending cuts are not above a value, by halving.
@inline(__always)
private func countNotAbove(_ value: Float, _ cuts: UnsafeBufferPointer<Float>) -> Int {
  var (low, high) = (0, cuts.count)
  while low < high {
    let middle = (low &+ high) &>> 1
    if cuts[middle] <= value { low = middle &+ 1 } else { high = middle }
  }
  return low
}
