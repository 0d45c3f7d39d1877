import Volumes

/// What is left of a lesion in the ill head: anatomy crops it, and a tumour may squeeze or cover it.
struct LesionRemains {
  /// The volume that is lesion in the world, in ml.
  private(set) var volumeML = 0.0
  /// Whether it is lesion also all around the middle of its mass, as far as a voxel of 1 mm.
  private(set) var isSolid = false
  private let ill: HeadAnatomy

  private static let steps = 24

  /// Samples the surroundings of one lesion in the world, on a lattice of their size.
  ///
  /// - Parameters:
  ///   - shape: the lesion, in the head's own space as it was before a tumour grew.
  ///   - ill: the head with the tumour, if any; other lesions do not matter.
  init(_ shape: LesionShape, in ill: HeadAnatomy) {
    self.ill = ill.with(LesionField(shapes: [shape]))
    let middle = ill.worldPlace(ofTissue: shape.centre)
    // Pose and tumour may draw it out.
    let halfMM = Double(shape.reachMM) * 1.4 + 1
    let stepMM = 2 * halfMM / Double(Self.steps)
    let found = sample(from: middle - (halfMM - stepMM / 2), stepMM: stepMM)
    guard found.count > 0 else { return }
    volumeML = Double(found.count) * stepMM * stepMM * stepMM / 1000
    isSolid = isLesion(around: found.sum / Double(found.count))
  }

  private func sample(from start: Vector3, stepMM: Double) -> (count: Int, sum: Vector3) {
    var (count, sum) = (0, Vector3())
    let steps = Self.steps
    for first in stride(from: 0, to: steps * steps * steps, by: 8) {
      let places = (first..<first + 8).map { index in
        start + stepMM
          * Vector3(
            Double(index % steps), Double(index / steps % steps), Double(index / (steps * steps)))
      }
      let lesion = isLesion(places)
      for lane in 0..<8 where lesion[lane] { (count, sum) = (count + 1, sum + places[lane]) }
    }
    return (count, sum)
  }

  private func isLesion(around middle: Vector3) -> Bool {
    let corners = (0..<8).map { bits in
      middle
        + Vector3(
          bits & 1 == 0 ? -0.5 : 0.5, bits & 2 == 0 ? -0.5 : 0.5, bits & 4 == 0 ? -0.5 : 0.5)
    }
    return all(isLesion(corners))
  }

  /// Asks at eight places, in world mm.
  private func isLesion(_ places: [Vector3]) -> SIMDMask<SIMD8<Int32>> {
    var p = Places(x: Lanes(), y: Lanes(), z: Lanes())
    for lane in 0..<8 {
      let place = SIMD3<Float>(places[lane])
      (p.x[lane], p.y[lane], p.z[lane]) = (place.x, place.y, place.z)
    }
    return ill.paint(p.x, p.y, p.z, reachMM: 0.01).painted.tissue
      .== Int32(Tissue.lesion.rawValue)
  }
}
