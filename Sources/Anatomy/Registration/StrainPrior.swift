import Volumes

/// A faint preference for maps that keep lengths: ½ strength Σ (E / 0.15)² over the nine entries of
/// the Green strain E = ½(AᵀA - 1). It decides where the images do not, as beyond a field of view.
struct StrainPrior {
  /// Nats at a strain of 0.15 · √2; 0 switches the preference off.
  var strength: Double

  private static let scale = 0.15

  /// Nats at one spread of the anisotropic part of the strain.
  var anisotropy = 0.0
  private static let anisotropicSpread = 0.05

  /// The cost of what is left of the strain without its mean.
  func evaluateAnisotropy(_ pose: Pose) -> QuadraticModel {
    var result = QuadraticModel()
    let factor = 1 / Pose.radiusMM
    let columns = (0..<3).map { pose.map.column($0) * factor }
    let weight = anisotropy / (Self.anisotropicSpread * Self.anisotropicSpread)
    var strains: [(strain: Double, slope: [Double])] = []
    for k in 0..<3 {
      for l in 0..<3 {
        var slope = [Double](repeating: 0, count: 12)
        for i in 0..<3 {
          slope[i * 4 + k] += 0.5 * columns[l][i] * factor
          slope[i * 4 + l] += 0.5 * columns[k][i] * factor
        }
        strains.append((0.5 * dot(columns[k], columns[l]), slope))
      }
    }
    let mean = (strains[0].strain + strains[4].strain + strains[8].strain) / 3
    let meanSlope = (0..<12).map {
      (strains[0].slope[$0] + strains[4].slope[$0] + strains[8].slope[$0]) / 3
    }
    for index in 0..<9 {
      var (strain, slope) = strains[index]
      strain /= 2 * mean
      slope = slope.map { $0 / (2 * mean) }
      if index % 4 == 0 {
        strain -= 0.5
      }
      for i in 0..<12 { slope[i] -= strains[index].strain / (2 * mean * mean) * meanSlope[i] }
      result.value += 0.5 * weight * strain * strain
      for i in 0..<12 {
        result.gradient[i] += weight * strain * slope[i]
        for j in 0..<12 { result.curvature[i * 12 + j] += weight * slope[i] * slope[j] }
      }
    }
    return result
  }

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
