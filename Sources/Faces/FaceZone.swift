import Volumes

/// A part of the face that a check reports on.
public enum FaceZone: String, Sendable, Codable, CaseIterable {
  case forehead, eyes, nose, mouth, chin, cheeks, ears
}

extension FaceZone: CodingKeyRepresentable {
  /// Whether a column of the frontal view belongs to the zone, in template mm.
  ///
  /// The boxes lie around the face of the MNI-like template: the nasion at z = −40, the eyes
  /// at −47, the tip of the nose at −83, the mouth at −115, the chin at −150. Ears cannot be seen from the front.
  ///
  /// - Parameters:
  ///   - x: to the right, mm.
  ///   - z: up, mm.
  /// - Returns: whether (x, z) lies in the zone; zones may overlap.
  public func contains(x: Double, z: Double) -> Bool {
    let side = abs(x)
    switch self {
    case .forehead: return side <= 50 && z > -28 && z <= 25
    case .eyes: return side >= 10 && side <= 48 && z > -62 && z <= -28
    case .nose: return side <= 20 && z > -98 && z <= -36
    case .mouth: return side <= 32 && z > -132 && z <= -98
    case .chin: return side <= 32 && z > -165 && z <= -132
    case .cheeks: return side > 20 && side <= 52 && z > -118 && z <= -62
    case .ears: return false
    }
  }
}

/// The whole face as seen from the front: 45 mm to either side of the midline and below the brow,
/// in template mm.
func isFaceColumn(x: Double, z: Double) -> Bool { abs(x) <= 45 && z <= -28 && z > -165 }
