import Kernels
import Volumes

/// Whether a dark ring and a bright one lie around what was found as brain, as skull and scalp do.
struct SkullEvidence {
  /// How far out is looked, in mm.
  private static let reachMM = 25
  /// How far out the darkest place may be, in mm.
  private static let boneMM = 15

  /// The share of the upper half of the surface around which there is first a place darker than
  /// half of the brain and then one brighter by 0.4 of it.
  static func share(around brain: BrainExtraction, in image: Image, up: Vector3) -> Double {
    guard let toVoxel = image.grid.fromWorld, !brain.mesh.vertices.isEmpty else { return 0 }
    let inner = Double(brain.figures.medianIntensity)
    let vertices = brain.mesh.vertices
    let normals = brain.mesh.vertexNormals
    let middle = vertices.reduce(.zero, +) / Double(vertices.count)
    var (seen, looked) = (0, 0)
    for (vertex, normal) in zip(vertices, normals) where ((vertex - middle) * up).sum() > 0 {
      looked += 1
      let profile = (1...reachMM).map { value(at: toVoxel(vertex + normal * Double($0)), image) }
      let dark = (0..<boneMM).min { profile[$0] < profile[$1] } ?? 0
      let bright = profile[dark...].max() ?? 0
      if profile[dark] < 0.5 * inner && bright > profile[dark] + 0.4 * inner { seen += 1 }
    }
    return looked > 0 ? Double(seen) / Double(looked) : 0
  }

  private static func value(at p: Vector3, _ image: Image) -> Double {
    guard p.min() > -0.5 else { return 0 }
    let (x, y, z) = (Int(p.x + 0.5), Int(p.y + 0.5), Int(p.z + 0.5))
    guard image.grid.contains(x, y, z) else { return 0 }
    let value = Double(image[x, y, z])
    return value.isFinite ? value : 0
  }
}
