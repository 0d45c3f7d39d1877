import Foundation

/// Means and variances of the logarithm of the intensity in two to four classes, darkest first.
///
/// Lanes beyond `count` hold a mean of 0 and a variance of 1, and mean nothing.
struct TissueClasses: Sendable, Equatable {
  var count: Int
  var means: SIMD4<Double>
  var variances: SIMD4<Double>

  /// Distances of neighbouring classes in units of their common standard deviation.
  var separations: [Double] {
    (0..<count - 1).map { k in
      let spread = ((variances[k] + variances[k + 1]) / 2).squareRoot()
      return spread > 0 ? (means[k + 1] - means[k]) / spread : 0
    }
  }

  var isFinite: Bool {
    (0..<count).allSatisfy { means[$0].isFinite && variances[$0].isFinite && variances[$0] > 0 }
  }

  /// Whether each class is brighter than the one before.
  var isAscending: Bool { (1..<count).allSatisfy { means[$0 - 1] < means[$0] } }

  /// The brightness at which a class begins to be ruled out: beyond the mean of the next class, if
  /// that has another one behind it.
  ///
  /// Else a wide class, such as fluid with all its mixtures, takes what lies between two narrow ones.
  var limits: (below: SIMD4<Double>, above: SIMD4<Double>) {
    var below = SIMD4<Double>(repeating: -.infinity)
    var above = SIMD4<Double>(repeating: .infinity)
    for middle in 1..<max(1, count - 1) {
      above[middle - 1] = means[middle]
      below[middle + 1] = means[middle]
    }
    return (below, above)
  }

  /// From sums over voxels: of posteriors, of posteriors times value and times squared value.
  ///
  /// Nil where a class is empty.
  init?(
    count: Int, weight: SIMD4<Double>, first: SIMD4<Double>, second: SIMD4<Double>, floor: Double
  ) {
    guard (0..<count).allSatisfy({ weight[$0] > 0 }) else { return nil }
    means = first / weight
    variances = second / weight - means * means
    variances.replace(with: SIMD4(repeating: floor), where: variances .< floor)
    self.count = count
    for k in count..<4 { (means[k], variances[k]) = (0, 1) }
  }

  init(means: SIMD3<Double>, variances: SIMD3<Double>) {
    (self.means, self.variances) = (SIMD4(means, 0), SIMD4(variances, 1))
    count = 3
  }
}

extension TissueClasses {
  /// How probable each class is for a value, by the value alone.
  func posterior(_ value: Double) -> SIMD4<Double> {
    var exponent = SIMD4<Double>(repeating: -1e30)
    let (below, above) = limits
    for k in 0..<count where value > below[k] && value <= above[k] {
      let d = value - means[k]
      exponent[k] = -0.5 * (d * d / variances[k] + log(variances[k]))
    }
    let top = exponent.max()
    var p = SIMD4<Double>.zero
    for k in 0..<count { p[k] = exp(exponent[k] - top) }
    return p / (p.x + p.y + p.z + p.w)
  }
}
