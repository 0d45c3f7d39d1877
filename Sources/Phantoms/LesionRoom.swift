import Volumes

/// What a lesion would cover, on a lattice of points over its surroundings.
struct LesionRoom {
  /// Volume within the outline, in mm³ of the head's own space.
  private(set) var insideMM3 = 0.0
  /// How much of that is white matter.
  private(set) var whiteShare = 0.0
  /// Whether it meets a ventricle or the cortex.
  private var touchesVentricle = false
  private var touchesCortex = false
  /// The points within it that are white matter.
  private var points: [Places] = []
  private var inside: [SIMDMask<SIMD8<Int32>>] = []

  private static let steps = 10

  init(_ shape: LesionShape, survey: HeadSurvey) {
    let step = 2 * shape.reachMM / Float(LesionRoom.steps)
    var counts = (inside: 0, white: 0)
    for rows in LesionRoom.blocks(around: shape, step: step) {
      let within = shape.distance(rows) .< 0
      guard any(within) else { continue }
      let tissue = survey.tissues(rows)
      let white = within .& (tissue .== Int32(Tissue.whiteMatter.rawValue))
      counts.inside += LesionRoom.count(within)
      counts.white += LesionRoom.count(white)
      note(tissue, where: within)
      points.append(rows)
      inside.append(white)
    }
    insideMM3 = Double(counts.inside) * Double(step * step * step)
    whiteShare = counts.inside > 0 ? Double(counts.white) / Double(counts.inside) : 0
  }

  /// Whether the class of the lesion is what a radiologist would call it here.
  func suits(_ location: LesionLocation) -> Bool {
    switch location {
    case .periventricular: touchesVentricle
    case .juxtacortical: touchesCortex && !touchesVentricle
    case .deep: !touchesCortex && !touchesVentricle
    case .infratentorial: true
    }
  }

  /// Whether all of the lesion is at least so far from the others.
  func isApart(from others: [LesionShape], by mm: Float) -> Bool {
    zip(points, inside).allSatisfy { rows, white in
      others.allSatisfy { !any(white .& ($0.distance(rows) .< mm)) }
    }
  }

  private mutating func note(_ tissue: SIMD8<Int32>, where within: SIMDMask<SIMD8<Int32>>) {
    if any(within .& (tissue .== Int32(Tissue.ventricle.rawValue))) { touchesVentricle = true }
    if any(within .& (tissue .== Int32(Tissue.greyMatter.rawValue))) { touchesCortex = true }
  }

  private static func count(_ mask: SIMDMask<SIMD8<Int32>>) -> Int {
    (0..<8).count { mask[$0] }
  }

  /// The lattice, eight points at a time.
  private static func blocks(around shape: LesionShape, step: Float) -> [Places] {
    let start = SIMD3<Float>(shape.centre) - Float(steps - 1) / 2 * step
    let total = steps * steps * steps
    return stride(from: 0, to: total, by: 8).map { first in
      var p = Places(x: Lanes(), y: Lanes(), z: Lanes())
      for lane in 0..<8 {
        let index = first + lane
        p.x[lane] = start.x + Float(index % steps) * step
        p.y[lane] = start.y + Float(index / steps % steps) * step
        p.z[lane] = start.z + Float(index / (steps * steps)) * step
      }
      return p
    }
  }
}
