import Foundation
import Volumes

/// How often pairs of values of two images on the same lattice fall into equal bins.
public struct JointHistogram: Sendable, Equatable {
  /// Number of bins along either side.
  public let bins: Int
  /// Number of pairs: the bin of the first image runs fastest.
  public var counts: [Int]

  /// Counts the pairs of which both values are finite; values beyond a range go to its outermost
  /// bins.
  ///
  /// - Parameters:
  ///   - first: any values.
  ///   - second: as many values.
  ///   - bins: number of bins along either side, at least one.
  ///   - firstRange: edges of the bins of the first image; equal ones put everything into bin 0.
  ///   - secondRange: edges of the bins of the second image.
  ///   - mask: bytes, the pairs to count; nil for all.
  public init(
    of first: [Float], and second: [Float], bins: Int, firstRange: ClosedRange<Double>,
    secondRange: ClosedRange<Double>, within mask: [UInt8]? = nil
  ) {
    precondition(bins > 0, "a histogram needs a bin")
    precondition(
      first.count == second.count && mask.map { $0.count == first.count } ?? true,
      "a joint histogram needs pairs")
    self.bins = bins
    counts = [Int](repeating: 0, count: bins * bins)
    let (a, b) = (Binning(firstRange, bins), Binning(secondRange, bins))
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        counts.withUnsafeMutableBufferPointer { counts in
          guard let p = first.baseAddress, let q = second.baseAddress, let c = counts.baseAddress
          else { return }
          guard let mask else { return countPairs(p, q, first.count, a, b, nil, c) }
          mask.withUnsafeBufferPointer { countPairs(p, q, first.count, a, b, $0.baseAddress, c) }
        }
      }
    }
  }

  /// Number of pairs counted.
  public var total: Int { counts.reduce(0, +) }

  /// How often each bin of the first image occurs.
  public var firstCounts: [Int] {
    (0..<bins).map { bin in (0..<bins).reduce(0) { $0 + counts[bin + bins * $1] } }
  }

  /// How often each bin of the second image occurs.
  public var secondCounts: [Int] {
    (0..<bins).map { counts[$0 * bins..<($0 + 1) * bins].reduce(0, +) }
  }

  /// Mutual information in nats (Viola & Wells 1997; Maes et al. 1997); 0 without pairs.
  public var mutualInformation: Double {
    entropy(firstCounts) + entropy(secondCounts) - entropy(counts)
  }

  /// The sum of the two entropies over the joint one (Studholme et al. 1999), 1…2; 1 without pairs
  /// or with a single bin used.
  public var normalisedMutualInformation: Double {
    let joint = entropy(counts)
    return joint > 0 ? (entropy(firstCounts) + entropy(secondCounts)) / joint : 1
  }
}

/// Entropy in nats of the distribution that counts describe.
private func entropy(_ counts: [Int]) -> Double {
  let total = Double(counts.reduce(0, +))
  return counts.reduce(0) { sum, count in
    let share = Double(count) / total
    return count > 0 ? sum - share * log(share) : sum
  }
}

/// How a value becomes a bin.
private struct Binning {
  let lower: Float
  let scale: Float
  let last: Float

  init(_ range: ClosedRange<Double>, _ bins: Int) {
    let span = range.upperBound - range.lowerBound
    lower = Float(range.lowerBound)
    scale = span > 0 && span.isFinite ? Float(Double(bins) / span) : 0
    last = Float(bins - 1)
  }

  @inline(__always)
  func callAsFunction(_ value: Float) -> Int {
    // not a number, as infinity times zero makes, compares false and becomes the first bin
    let place = (value - lower) * scale
    return place >= last ? Int(last) : place > 0 ? Int(place) : 0
  }
}

@inline(never)
private func countPairs(
  _ p: UnsafePointer<Float>, _ q: UnsafePointer<Float>, _ count: Int, _ a: Binning, _ b: Binning,
  _ mask: UnsafePointer<UInt8>?, _ counts: UnsafeMutablePointer<Int>
) {
  let bins = Int(a.last) + 1
  for i in 0..<count {
    if let mask, mask[i] == 0 { continue }
    guard p[i].isFinite, q[i].isFinite else { continue }
    counts[a(p[i]) &+ bins &* b(q[i])] &+= 1
  }
}
