import Kernels

import Foundation

/// A histogram of values between a lower and an upper limit, for a first guess of the classes.
struct TissueHistogram {
  static let binCount = 256
  var counts = [Double](repeating: 0, count: binCount)
  let low: Double
  let width: Double

  /// Nil where the values have no range.
  init?(_ values: [Float]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    var ranked = values
    let cut = ranked.count / 500
    low = Double(ranked.orderStatistic(cut))
    width = (Double(ranked.orderStatistic(ranked.count - 1 - cut)) - low) / Double(Self.binCount)
    guard width > 0 else { return nil }
    for value in values {
      let bin = Int(max(0, (Double(value) - low) / width))
      counts[min(Self.binCount - 1, bin)] += 1
    }
  }

  func value(_ bin: Int) -> Double { low + (Double(bin) + 0.5) * width }

  /// The classes with the least variance within (Otsu's criterion, searched fully).
  func leastVarianceClasses(_ count: Int) -> TissueClasses? {
    let search = TissueCuts(self, count: count)
    func sums(_ s: [Double]) -> SIMD4<Double> {
      var result = SIMD4<Double>.zero
      for k in 0..<count { result[k] = s[search.best[k + 1]] - s[search.best[k]] }
      return result
    }
    return TissueClasses(
      count: count, weight: sums(search.weight), first: sums(search.first),
      second: sums(search.second), floor: width * width)
  }

  /// The classes after `rounds` of expectation and maximisation with equal weights.
  func refined(_ start: TissueClasses, rounds: Int) -> TissueClasses? {
    var classes = start
    for _ in 0..<rounds {
      var (weight, first, second) = (
        SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero
      )
      for bin in 0..<Self.binCount where counts[bin] > 0 {
        let v = value(bin)
        let p = classes.posterior(v) * counts[bin]
        weight += p
        first += p * v
        second += p * v * v
      }
      guard
        let next = TissueClasses(
          count: start.count, weight: weight, first: first, second: second, floor: width * width),
        next.isFinite
      else { return nil }
      classes = next
    }
    return classes
  }
}

/// Where a histogram is best cut into classes.
private struct TissueCuts {
  /// Sums over all bins below each: of counts, of counts times value and times squared value.
  private(set) var weight = [0.0]
  private(set) var first = [0.0]
  private(set) var second = [0.0]
  /// The bins at which the classes begin, and the number of bins at the end.
  private(set) var best: [Int] = []
  private var bestScore = -Double.infinity
  private var cuts: [Int]

  init(_ histogram: TissueHistogram, count: Int) {
    cuts = [Int](repeating: 0, count: count) + [TissueHistogram.binCount]
    for bin in 0..<TissueHistogram.binCount {
      let (c, v) = (histogram.counts[bin], histogram.value(bin))
      weight.append((weight.last ?? 0) + c)
      first.append((first.last ?? 0) + c * v)
      second.append((second.last ?? 0) + c * v * v)
    }
    best = cuts
    search(from: 0, at: 1, score: 0)
  }

  /// Tries all places for the cut numbered `at` and those behind it.
  private mutating func search(from: Int, at: Int, score: Double) {
    guard at < cuts.count - 1 else {
      let total = score + between(from, cuts[at])
      if total > bestScore { (bestScore, best) = (total, cuts) }
      return
    }
    for cut in from + 1..<TissueHistogram.binCount - (cuts.count - 2 - at) {
      cuts[at] = cut
      search(from: cut, at: at + 1, score: score + between(from, cut))
    }
  }

  /// What the class between two bins adds to the variance between classes.
  private func between(_ a: Int, _ b: Int) -> Double {
    let (w, s) = (weight[b] - weight[a], first[b] - first[a])
    return w > 0 ? s * s / w : 0
  }
}
