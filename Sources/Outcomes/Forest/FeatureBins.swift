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
    cuts[feature].withUnsafeBufferPointer { cuts in
      places.withUnsafeBufferPointer { places in
        var out = table
        for place in places {
          out.pointee = UInt8(truncatingIfNeeded: countNotAbove(values[Int(place)], cuts))
          out += stride
        }
      }
    }
  }
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
