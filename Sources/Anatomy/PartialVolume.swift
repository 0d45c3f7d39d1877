import Foundation

/// How much of each tissue is in a voxel, from its value and the kinds of its neighbours.
///
/// A voxel is of one of six kinds: pure fluid, grey or white matter, or a mixture of two. The value
/// of a mixture is normally distributed about the mixed mean with the mixed variance, every share
/// equally likely (Shattuck DW et al. NeuroImage 2001;13:856-876). What a value says about the kinds
/// and the shares depends on the value alone, so it is worked out once for 1024 values.
struct PartialVolume {
  static let tableSize = 1024
  static let pairs = [(0, 1), (0, 2), (1, 2)]
  /// Log likelihood of the six kinds (and two unused lanes) by value.
  let likelihood: [SIMD8<Float>]
  /// Shares of the three tissues for each kind, by value: `8 * bin + kind`.
  let shares: [SIMD4<Float>]
  let low: Float
  let binsPerUnit: Float

  /// From the classes of the values themselves (not of their logarithm), which must lie in
  /// `low...high`.
  init(_ classes: TissueClasses, low: Double, high: Double) {
    let width = max(1e-12, (high - low) / Double(Self.tableSize - 1))
    var likelihood: [SIMD8<Float>] = []
    var shares: [SIMD4<Float>] = []
    for bin in 0..<Self.tableSize {
      let value = low + Double(bin) * width
      var logs = SIMD8<Float>(repeating: -1e30)
      var share = [SIMD4<Float>](repeating: .zero, count: 8)
      for kind in 0..<3 {
        logs[kind] = Float(Self.logNormal(value, classes.means[kind], classes.variances[kind]))
        share[kind][kind] = 1
      }
      for (k, pair) in Self.pairs.enumerated() {
        let mixed = Self.mixture(value, classes, pair)
        logs[3 + k] = Float(mixed.logLikelihood)
        share[3 + k][pair.0] = Float(mixed.share)
        share[3 + k][pair.1] = Float(1 - mixed.share)
      }
      likelihood.append(logs)
      shares += share
    }
    (self.likelihood, self.shares) = (likelihood, shares)
    (self.low, binsPerUnit) = (Float(low), Float(1 / width))
  }

  private static func logNormal(_ value: Double, _ mean: Double, _ variance: Double) -> Double {
    let d = value - mean
    return -0.5 * (d * d / variance + log(2 * .pi * variance))
  }

  /// The likelihood of a mixture over all shares, and the likeliest share of its first tissue.
  private static func mixture(
    _ value: Double, _ classes: TissueClasses, _ pair: (Int, Int)
  ) -> (logLikelihood: Double, share: Double) {
    var (sum, best, bestShare) = (0.0, -Double.infinity, 0.0)
    let steps = 50
    for step in 0..<steps {
      let a = (Double(step) + 0.5) / Double(steps)
      let b = 1 - a
      let mean = a * classes.means[pair.0] + b * classes.means[pair.1]
      let variance = a * a * classes.variances[pair.0] + b * b * classes.variances[pair.1]
      let value = logNormal(value, mean, variance)
      sum += exp(value)
      if value > best { (best, bestShare) = (value, a) }
    }
    return (max(-1e6, log(max(1e-300, sum / Double(steps)))), bestShare)
  }

  @inline(__always)
  private func bin(_ value: Float) -> Int {
    min(Self.tableSize - 1, Int(max(0, (value - low) * binsPerUnit + 0.5)))
  }

  /// How well kinds go together: 2 for the same, 1 where one holds the pure tissue of the other,
  /// else -1; nothing for a neighbour outside of the brain (kind 6).
  private static func affinity(beta: Double) -> [SIMD8<Float>] {
    let contents: [Set<Int>] = [[0], [1], [2], [0, 1], [0, 2], [1, 2]]
    return (0..<7).map { neighbour in
      var row = SIMD8<Float>(repeating: 0)
      guard neighbour < 6 else { return row }
      for kind in 0..<6 {
        let (a, b) = (contents[kind], contents[neighbour])
        let related = a.count != b.count && !a.isDisjoint(with: b)
        row[kind] = Float(beta) * (a == b ? 2 : related ? 1 : -1)
      }
      return row
    }
  }

  /// The shares of the tissues in every voxel inside: kinds by value first, then once more with the
  /// kinds of the 18 neighbours.
  func fractions(_ values: [Float], _ box: TissueBox, beta: Double) -> [SIMD4<Float>] {
    var kinds = [UInt8](repeating: 6, count: box.size)
    for i in values.indices {
      kinds[Int(box.place[i])] = best(likelihood[bin(values[i])])
    }
    let affinity = Self.affinity(beta: beta)
    let steps = neighbourSteps(box)
    var result = [SIMD4<Float>](repeating: .zero, count: values.count)
    kinds.withUnsafeBufferPointer { kinds in
      affinity.withUnsafeBufferPointer { affinity in
        for i in values.indices {
          let place = Int(box.place[i])
          let bin = bin(values[i])
          var score = likelihood[bin]
          for (step, weight) in steps { score += weight * affinity[Int(kinds[place &+ step])] }
          result[i] = shares[8 * bin + Int(best(score))]
        }
      }
    }
    return result
  }

  private func neighbourSteps(_ box: TissueBox) -> [(Int, Float)] {
    let (nx, slice, w) = (box.nx, box.nx * box.ny, box.weights)
    return [
      (-1, w.x), (1, w.x), (-nx, w.y), (nx, w.y), (-slice, w.z), (slice, w.z),
      (-nx - 1, w.xy), (-nx + 1, w.xy), (nx - 1, w.xy), (nx + 1, w.xy),
      (-slice - 1, w.xz), (-slice + 1, w.xz), (slice - 1, w.xz), (slice + 1, w.xz),
      (-slice - nx, w.yz), (-slice + nx, w.yz), (slice - nx, w.yz), (slice + nx, w.yz),
    ]
  }

  @inline(__always)
  private func best(_ score: SIMD8<Float>) -> UInt8 {
    var (index, top) = (0, score[0])
    for k in 1..<6 where score[k] > top { (index, top) = (k, score[k]) }
    return UInt8(index)
  }
}
