import Volumes

/// The outline of one white-matter lesion in the head's own space: an ellipsoid with bumps.
struct LesionShape: Sendable {
  /// Where in the brain it was put.
  let location: LesionLocation
  /// Its middle, in signed mm of the head's own space.
  let centre: Vector3
  /// The three directions of its semi-axes.
  private let axes: [Vector3]
  let semiMM: Vector3
  private let body: Ellipsoid
  private let bumps: Waves
  private let bumpMM: Float
  /// The direction of the first semi-axis.
  var along: Vector3 { axes[0] }
  /// No part of it is farther from its middle.
  let reachMM: Float

  /// How much a bump may steepen the distance; dividing by it keeps the distance a lower bound.
  private static let steepness: Float = 1.5

  /// A lesion about `centre` whose first semi-axis lies along a direction of length 1; `draw` tells
  /// where its bumps are.
  init(
    _ location: LesionLocation, centre: Vector3, semiMM: Vector3, along: Vector3, draw: SeededDraw
  ) {
    (self.location, self.centre, self.semiMM) = (location, centre, semiMM)
    axes = LesionShape.frame(along)
    body = Ellipsoid(
      Anchor(0, 0, 0), Anchor(Float(semiMM.x), Float(semiMM.y), Float(semiMM.z)))
    let mean = LesionShape.mean(semiMM)
    bumps = Waves(count: 5, wavelengthMM: 1.5 * mean...3 * mean, draw: draw)
    bumpMM = Float(0.13 * mean)
    reachMM = Float(semiMM.max()) + 2.6 * bumpMM
  }

  /// The same lesion, `factor` times as wide about the same middle.
  func scaled(by factor: Double, draw: SeededDraw) -> LesionShape {
    LesionShape(location, centre: centre, semiMM: semiMM * factor, along: axes[0], draw: draw)
  }

  private static func mean(_ semiMM: Vector3) -> Double { (semiMM.x + semiMM.y + semiMM.z) / 3 }

  /// Three directions at right angles, the first along a direction of length 1; the second level
  /// where possible.
  private static func frame(_ along: Vector3) -> [Vector3] {
    let level = Vector3(-along.y, along.x, 0)
    let second = length(level) > 0.1 ? level / length(level) : Vector3(1, 0, 0)
    let third = cross(along, second)
    return [along, second, third / max(length(third), 1e-9)]
  }

  /// Signed distances in mm (at most the true ones), negative inside, at signed places.
  @inline(__always)
  func distance(_ p: Places) -> Lanes {
    let d = p.from(Float(centre.x), Float(centre.y), Float(centre.z))
    func along(_ axis: Vector3) -> Lanes {
      d.x * Float(axis.x) + d.y * Float(axis.y) + d.z * Float(axis.z)
    }
    let own = Places(x: along(axes[0]), y: along(axes[1]), z: along(axes[2]))
    return (body.distance(own) + bumps.value(own) * bumpMM) / LesionShape.steepness
  }
}

/// Where a white-matter lesion lies, in the terms of the McDonald criteria.
public enum LesionLocation: String, Sendable, Hashable, Codable, CaseIterable {
  /// Touches a lateral ventricle.
  case periventricular
  /// In the white matter of a hemisphere, away from ventricles and cortex.
  case deep
  /// Touches the cortex.
  case juxtacortical
  /// In the brain stem or the cerebellum.
  case infratentorial
}
