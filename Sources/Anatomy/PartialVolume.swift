import Foundation

/// How much of each tissue is in a voxel, from its value and the kinds of its neighbours.
///
/// A voxel is of one class or a mixture of two. Of three classes any two mix (fluid, grey and white
/// matter: six kinds of voxels), of four only those next to each other in brightness. The value
/// of a mixture is normally distributed about the mixed mean with the mixed variance, every share
/// equally likely (Shattuck DW et al. NeuroImage 2001;13:856-876). What a value says about the kinds
/// and the shares depends on the value alone, so it is worked out once for 1024 values.
struct PartialVolume {
  static let tableSize = 1024
  /// What each kind of voxel holds: one class or two.
  let kinds: [[Int]]
  /// Log likelihood of the kinds (far below in unused lanes) by value.
  let likelihood: [SIMD8<Float>]
  /// Shares of the classes for each kind, by value: `8 * bin + kind`.
  let shares: [SIMD4<Float>]
  let low: Float
  let binsPerUnit: Float

  /// From the classes of the values themselves (not of their logarithm), which must lie in
  /// `low...high`.
  init(_ classes: TissueClasses, low: Double, high: Double) {
    kinds = Self.kinds(classes.count)
    let width = max(1e-12, (high - low) / Double(Self.tableSize - 1))
    var likelihood: [SIMD8<Float>] = []
    var shares: [SIMD4<Float>] = []
    for bin in 0..<Self.tableSize {
      let value = low + Double(bin) * width
      var logs = SIMD8<Float>(repeating: -1e30)
      var share = [SIMD4<Float>](repeating: .zero, count: 8)
      for (kind, content) in kinds.enumerated() {
        let (a, b) = (content[0], content[content.count - 1])
        if a == b {
          logs[kind] = Float(Self.logNormal(value, classes.means[a], classes.variances[a]))
          share[kind][a] = 1
          continue
        }
        let mixed = Self.mixture(value, classes, (a, b))
        logs[kind] = Float(mixed.logLikelihood)
        share[kind][a] = Float(mixed.share)
        share[kind][b] = Float(1 - mixed.share)
      }
      likelihood.append(logs)
      shares += share
    }
    (self.likelihood, self.shares) = (likelihood, shares)
    (self.low, binsPerUnit) = (Float(low), Float(1 / width))
  }

  private static func kinds(_ count: Int) -> [[Int]] {
    let pure = (0..<count).map { [$0] }
    let pairs = (0..<count).flatMap { a in (a..<count).dropFirst().map { [a, $0] } }
    return pure + pairs.filter { count < 4 || $0[1] == $0[0] + 1 }
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
  /// else -1; nothing for a neighbour outside of the brain (the kind behind the last).
  private func affinity(beta: Double) -> [SIMD8<Float>] {
    let contents = kinds.map { Set($0) }
    return (0...kinds.count).map { neighbour in
      var row = SIMD8<Float>(repeating: 0)
      guard neighbour < kinds.count else { return row }
      for kind in kinds.indices {
        let (a, b) = (contents[kind], contents[neighbour])
        let related = a.count != b.count && !a.isDisjoint(with: b)
        row[kind] = Float(beta) * (a == b ? 2 : related ? 1 : -1)
      }
      return row
    }
  }

  /// The shares of the classes in every voxel inside: kinds by value first, then once more with the
  /// kinds of the 18 neighbours. `logPriors` of the classes, by voxel inside, count where they are
  /// there: a mixture is as likely as its two classes are on average.
  func fractions(
    _ values: [Float], _ box: TissueBox, beta: Double, logPriors: [SIMD4<Float>] = []
  ) -> [SIMD4<Float>] {
    var kinds = [UInt8](repeating: UInt8(self.kinds.count), count: box.size)
    for i in values.indices {
      let score = likelihood[bin(values[i])]
      kinds[Int(box.place[i])] = best(logPriors.isEmpty ? score : score + priors(logPriors[i]))
    }
    let affinity = self.affinity(beta: beta)
    let steps = neighbourSteps(box)
    var result = [SIMD4<Float>](repeating: .zero, count: values.count)
    kinds.withUnsafeBufferPointer { kinds in
      affinity.withUnsafeBufferPointer { affinity in
        for i in values.indices {
          let place = Int(box.place[i])
          let bin = bin(values[i])
          var score = likelihood[bin]
          for (step, weight) in steps { score += weight * affinity[Int(kinds[place &+ step])] }
          if !logPriors.isEmpty { score += priors(logPriors[i]) }
          result[i] = shares[8 * bin + Int(best(score))]
        }
      }
    }
    return result
  }

  /// The logarithms of the priors of the kinds from those of the classes.
  private func priors(_ classes: SIMD4<Float>) -> SIMD8<Float> {
    var row = SIMD8<Float>(repeating: 0)
    for kind in kinds.indices {
      let (a, b) = (kinds[kind][0], kinds[kind][kinds[kind].count - 1])
      row[kind] = a == b ? classes[a] : log((exp(classes[a]) + exp(classes[b])) / 2)
    }
    return row
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
    for k in 1..<8 where score[k] > top { (index, top) = (k, score[k]) }
    return UInt8(index)
  }
}
