import Volumes

/// The lobe that a glioblastoma grew in.
public enum TumourLobe: String, Sendable, Hashable, Codable, CaseIterable {
  case frontal, parietal, temporal, occipital

  /// Frontal and temporal tumours are the most frequent, occipital ones rare.
  static func drawn(_ chance: Double) -> TumourLobe {
    switch chance {
    case ..<0.4: .frontal
    case ..<0.7: .temporal
    case ..<0.92: .parietal
    default: .occipital
    }
  }

  /// The middle of the tumour in signed mm of the head's own space; freedom lets it lie further off.
  func centre(side: Double, freedom: Double, _ draw: SeededDraw) -> Vector3 {
    let usual =
      switch self {
      case .frontal: Vector3(27, 32, 25)
      case .parietal: Vector3(31, -42, 32)
      case .temporal: Vector3(42, -18, -19)
      case .occipital: Vector3(27, -66, 12)
      }
    let off = Vector3(
      draw.uniform(2, -2.5, 2.5), draw.uniform(3, -5, 5), draw.uniform(4, -3, 3))
    let further = Vector3(
      draw.uniform(20, -9, 7), draw.uniform(21, -16, 16), draw.uniform(22, -12, 12))
    return (usual + off + freedom * further) * Vector3(side, 1, 1)
  }

  /// The radius of a large tumour.
  var roomMM: Double { self == .temporal ? 17 : 20 }
}
