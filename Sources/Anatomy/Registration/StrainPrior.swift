import Volumes

/// A faint preference for maps that keep lengths: ½ strength Σ (E / 0.15)² over the nine entries of
/// the Green strain E = ½(AᵀA - 1). It decides where the images do not, as beyond a field of view.
struct StrainPrior {
  /// Nats at a strain of 0.15 · √2; 0 switches the preference off.
  var strength: Double

  private static let scale = 0.15

  /// The cost of a pose.
  func evaluate(_ pose: Pose) -> QuadraticModel {
    var result = QuadraticModel()
    let factor = 1 / Pose.radiusMM
    let columns = (0..<3).map { pose.map.column($0) * factor }
    let weight = strength / (Self.scale * Self.scale)
    for k in 0..<3 {
      for l in 0..<3 {
        let strain = 0.5 * (dot(columns[k], columns[l]) - (k == l ? 1 : 0))
        var slope = [Double](repeating: 0, count: 12)
        for i in 0..<3 {
          slope[i * 4 + k] += 0.5 * columns[l][i] * factor
          slope[i * 4 + l] += 0.5 * columns[k][i] * factor
        }
        result.value += 0.5 * weight * strain * strain
        for i in 0..<12 {
          result.gradient[i] += weight * strain * slope[i]
          for j in 0..<12 { result.curvature[i * 12 + j] += weight * slope[i] * slope[j] }
        }
      }
    }
    return result
  }
}
