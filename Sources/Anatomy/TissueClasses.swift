import Foundation

/// Means and variances of the logarithm of the intensity in the three classes, darkest first.
struct TissueClasses: Sendable, Equatable {
  var means: SIMD3<Double>
  var variances: SIMD3<Double>

  /// Distances of neighbouring classes in units of their common standard deviation.
  var separations: [Double] {
    (0..<2).map { k in
      let spread = ((variances[k] + variances[k + 1]) / 2).squareRoot()
      return spread > 0 ? (means[k + 1] - means[k]) / spread : 0
    }
  }

  var isFinite: Bool {
    (0..<3).allSatisfy { means[$0].isFinite && variances[$0].isFinite && variances[$0] > 0 }
  }

  /// From sums over voxels: of posteriors, of posteriors times value and times squared value.
  ///
  /// Nil where a class is empty.
  init?(weight: SIMD3<Double>, first: SIMD3<Double>, second: SIMD3<Double>, floor: Double) {
    guard weight.min() > 0 else { return nil }
    means = first / weight
    variances = second / weight - means * means
    variances.replace(with: SIMD3(repeating: floor), where: variances .< floor)
  }

  init(means: SIMD3<Double>, variances: SIMD3<Double>) {
    (self.means, self.variances) = (means, variances)
  }
}

/// A histogram of values between a lower and an upper limit, for a first guess of three classes.
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

  /// The three classes with the least variance within (Otsu's criterion, searched fully).
  func leastVarianceClasses() -> TissueClasses? {
    let n = Self.binCount
    var (weight, first, second) = ([0.0], [0.0], [0.0])
    for bin in 0..<n {
      let (c, v) = (counts[bin], value(bin))
      weight.append((weight.last ?? 0) + c)
      first.append((first.last ?? 0) + c * v)
      second.append((second.last ?? 0) + c * v * v)
    }
    func between(_ a: Int, _ b: Int) -> Double {
      let (w, s) = (weight[b] - weight[a], first[b] - first[a])
      return w > 0 ? s * s / w : 0
    }
    var (best, cuts) = (-Double.infinity, (0, 0))
    for a in 1..<(n - 1) {
      for b in (a + 1)..<n {
        let score = between(0, a) + between(a, b) + between(b, n)
        if score > best { (best, cuts) = (score, (a, b)) }
      }
    }
    let edges = [0, cuts.0, cuts.1, n]
    func sums(_ s: [Double]) -> SIMD3<Double> {
      SIMD3(s[edges[1]], s[edges[2]] - s[edges[1]], s[n] - s[edges[2]])
    }
    return TissueClasses(
      weight: sums(weight), first: sums(first), second: sums(second), floor: width * width)
  }

  /// The classes after `rounds` of expectation and maximisation with equal weights.
  func refined(_ start: TissueClasses, rounds: Int) -> TissueClasses? {
    var classes = start
    for _ in 0..<rounds {
      var (weight, first, second) = (
        SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero
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
          weight: weight, first: first, second: second, floor: width * width),
        next.isFinite
      else { return nil }
      classes = next
    }
    return classes
  }
}

extension TissueClasses {
  /// How probable each class is for a value, by the value alone.
  func posterior(_ value: Double) -> SIMD3<Double> {
    var exponent = SIMD3<Double>.zero
    for k in 0..<3 {
      let d = value - means[k]
      exponent[k] = -0.5 * (d * d / variances[k] + log(variances[k]))
    }
    // In order of brightness: beyond the mean of the middle class the far one is ruled out. Else a
    // wide class, such as fluid with all its mixtures, takes what lies between two narrow ones.
    if value > means.y { exponent.x = -1e30 } else { exponent.z = -1e30 }
    let top = exponent.max()
    var p = SIMD3(exp(exponent.x - top), exp(exponent.y - top), exp(exponent.z - top))
    p /= p.sum()
    return p
  }
}
