import Volumes

/// What surrounds places of the head's own space, for putting something there.
struct HeadSurvey: Sendable {
  private let anatomy: HeadAnatomy

  init(_ anatomy: HeadAnatomy) { self.anatomy = anatomy }

  /// What is known of one place.
  struct Place {
    var tissue: UInt8
    /// Distance to the lateral ventricles, negative inside.
    var ventricleMM: Float
    /// How deep below the cortex, or within the brain stem or the cerebellum below their surface.
    var depthMM: Float
    /// Whether it is in the brain stem or the cerebellum.
    var isInfratentorial: Bool
  }

  /// Asks at eight places at once.
  func tissues(_ p: Places) -> SIMD8<Int32> {
    anatomy.paint(anatomy.site(p), reachMM: 0.01).painted.tissue
  }

  /// Asks at one place, in signed mm of the head's own space.
  func place(_ at: Vector3) -> Place {
    let p = HeadSurvey.same(at)
    let site = anatomy.site(p)
    let cortex = anatomy.cerebrum.cortex(
      site.p, left: site.left, hull: site.hull, keepOut: 1.5 - site.cerebellum)
    let below = least(site.stem, site.cerebellum)[0]
    let isBelow = below < 0 && at.z < -14
    return Place(
      tissue: UInt8(truncatingIfNeeded: tissues(p)[0]),
      ventricleMM: anatomy.deep.lateralVentricles(site.p)[0],
      depthMM: isBelow ? -below : -(cortex.pial + cortex.thicknessMM)[0],
      isInfratentorial: isBelow)
  }

  /// Distance to the lateral ventricles and the direction away from them, of length 1.
  func fromVentricle(_ at: Vector3) -> (mm: Double, direction: Vector3) {
    let step = 0.5
    func distance(_ place: Vector3) -> Double {
      Double(anatomy.deep.lateralVentricles(anatomy.site(HeadSurvey.same(place)).p)[0])
    }
    var slope = Vector3()
    for axis in 0..<3 {
      var offset = Vector3()
      offset[axis] = step
      slope[axis] = distance(at + offset) - distance(at - offset)
    }
    return (distance(at), slope / max(length(slope), 1e-6))
  }

  private static func same(_ at: Vector3) -> Places {
    Places(
      x: Lanes(repeating: Float(at.x)), y: Lanes(repeating: Float(at.y)),
      z: Lanes(repeating: Float(at.z)))
  }
}
