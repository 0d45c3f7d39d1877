import Support
import Volumes

@testable import Anatomy

extension RegistrationPhantom {
  /// The phantom as a template of cubic voxels.
  static func template(voxelMM: Double) -> Template {
    let grid = box(voxelMM: voxelMM)
    return Template(
      name: "phantom", head: RegistrationPhantom().image(on: grid), brain: brain(on: grid))
  }
}

/// The mean distance, in mm, between two maps over the phantom's brain.
func meanDistanceMM(_ a: Affine, _ b: Affine) -> Double {
  let points = RegistrationPhantom.brain(on: RegistrationPhantom.box(voxelMM: 12)).pointsMM
  return points.reduce(0) { $0 + length(a($1) - b($1)) } / Double(points.count)
}

/// A map with known turns (degrees), scales, skews and shift (mm) about the middle of the head.
func known(
  turn: Vector3 = .zero, scales: Vector3 = Vector3(repeating: 1), skews: Vector3 = .zero,
  shift: Vector3 = .zero
) -> Affine {
  let centre = Vector3(0, -15, 0)
  let skew = Affine(
    row0: Vector3(1, skews.x, skews.y), row1: Vector3(0, 1, skews.z), row2: Vector3(0, 0, 1),
    translation: .zero)
  var map = rotation(turn * (Double.pi / 180)) * skew * Affine.scaling(scales)
  map.translation = centre + shift - map.direction(centre)
  return map
}
