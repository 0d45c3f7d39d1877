import Volumes

/// A preference for poses near a given one: ½ strength Σ (Δ / spread)² over the twelve numbers, mm.
///
/// Local correlation is exact where the two heads have the same folds, and wanders where they do
/// not. There this prior outweighs its faint evidence and the given pose stands.
struct DeparturePrior: Sendable {
  /// The pose to stay near.
  var home: Pose
  /// Nats for a departure of one spread; 0 switches the preference off.
  var strength: Double
  /// Spread of the linear part in mm at a radius of 50 mm; 1 mm is a scale of 2 %.
  var linearMM = 1.0
  /// Spread of the shift in mm.
  var shiftMM = 2.0

  /// How strong the preference is beside local evidence of a specificity: 0.03 nats where it is
  /// near chance (0.2 or less), 0.0001 where it leaves little doubt (0.35 or more), between them even
  /// in logarithms, so that a small change of the image changes the pose but little.
  static func strength(specificity: Double) -> Double {
    let part = min(1, max(0, (specificity - 0.2) / 0.15))
    return exponential(logarithm(0.03) * (1 - part) + logarithm(0.0001) * part)
  }

  /// The cost of a pose.
  func evaluate(_ pose: Pose) -> QuadraticModel {
    var result = QuadraticModel()
    let (here, there) = (pose.map, home.map)
    for i in 0..<3 {
      let row = here.rows[i] - there.rows[i]
      let shift = here.translation[i] - there.translation[i]
      for k in 0..<4 {
        let spread = k < 3 ? linearMM : shiftMM
        let weight = strength / (spread * spread)
        let departure = k < 3 ? row[k] : shift
        let index = i * 4 + k
        result.value += 0.5 * weight * departure * departure
        result.gradient[index] = weight * departure
        result.curvature[index * 12 + index] = weight
      }
    }
    return result
  }
}
