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
    let inner = Double(brain.figures.typicalIntensity)
    let vertices = brain.mesh.vertices
    let normals = brain.mesh.vertexNormals
    let middle = vertices.reduce(.zero, +) / Double(vertices.count)
    let outwards = zip(vertices, normals).reduce(0) { $0 + (($1.0 - middle) * $1.1).sum() }
    let sign = outwards < 0 ? -1.0 : 1.0
    var (seen, looked) = (0, 0)
    for (vertex, normal) in zip(vertices, normals) where ((vertex - middle) * up).sum() > 0 {
      looked += 1
      let profile = (1...reachMM).map {
        value(at: toVoxel(vertex + normal * (sign * Double($0))), image)
      }
      if shows(profile, inner) { seen += 1 }
    }
    return looked > 0 ? Double(seen) / Double(looked) : 0
  }

  /// Whether a profile outwards falls below half of the brain and rises again by 0.4 of it.
  static func shows(_ profile: [Double], _ inner: Double) -> Bool {
    var darkest = Double.infinity
    for (offset, value) in profile.enumerated() {
      if darkest < 0.5 * inner && value > darkest + 0.4 * inner { return true }
      if offset < boneMM { darkest = min(darkest, value) }
    }
    return false
  }

  private static func value(at p: Vector3, _ image: Image) -> Double {
    guard p.min() > -0.5 else { return 0 }
    let (x, y, z) = (Int(p.x + 0.5), Int(p.y + 0.5), Int(p.z + 0.5))
    guard image.grid.contains(x, y, z) else { return 0 }
    let value = Double(image[x, y, z])
    return value.isFinite ? value : 0
  }
}
