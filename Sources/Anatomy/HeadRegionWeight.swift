import Volumes

/// Which part of the template's head is compared, with a soft border.
enum HeadRegionWeight {
  /// The vault of the skull: above a plane from the brow to where the neck begins.
  case vault
  /// The base of the skull down to the cerebellum.
  case base

  /// How much a place counts, 0…1; in the template's world, mm from the anterior commissure.
  func weight(at place: Vector3) -> Double {
    let rise = Self.step((place.z - 0.3 * place.y + 8) / 12)
    switch self {
    case .vault: return rise
    case .base: return (1 - rise) * Self.step((place.z + 60) / 10)
    }
  }

  /// 0 below 0, 1 above 1, smooth between.
  private static func step(_ x: Double) -> Double {
    let t = min(1, max(0, x))
    return t * t * (3 - 2 * t)
  }
}
