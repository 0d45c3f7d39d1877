import Kernels
import Volumes

/// Two regions of a template's brain, wide enough for any subject once aligned: where fluid is
/// ventricular, and where grey matter is peripheral.
///
/// After the regional option of SIENAX (Smith SM et al. NeuroImage 2002;17:479-489), whose masks were
/// drawn on its template. These are ellipsoids and planes in an MNI-like world: only fluid counts in
/// the one and only grey matter in the other, so that they may be generous.
struct BrainRegions: Sendable {
  /// Bodies, frontal horns and atria of the lateral ventricles, and the third ventricle.
  let ventricular: Mask
  /// The brain and 15 mm around it, without deep nuclei and hindbrain.
  let peripheral: Mask

  /// How far outside of the template's brain a subject's cortex may lie, in template mm.
  private static let cortexRoomMM: Float = 15

  /// The regions on the lattice of the template's distances.
  init(_ shape: TemplateBrain) {
    let grid = shape.distance.grid
    ventricular = Self.mask(on: grid, where: Self.isVentricular)
    var cortex = Self.mask(on: grid) { !Self.isDeepNucleus($0) && !Self.isHindbrain($0) }
    for i in cortex.voxels.indices where shape.distance.voxels[i] > Self.cortexRoomMM {
      cortex.voxels[i] = 0
    }
    peripheral = cortex
  }

  private static func mask(on grid: Grid, where isInside: (Vector3) -> Bool) -> Mask {
    var mask = Mask(grid: grid)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where isInside(grid.toWorld(Vector3(Double(x), Double(y), Double(z))))
        {
          mask[x, y, z] = true
        }
      }
    }
    return mask
  }

  /// Whether a place of an MNI-like world lies in the lateral or the third ventricle or near them, but
  /// not in the fissure between the hemispheres or a cistern.
  static func isVentricular(_ p: Vector3) -> Bool {
    let q = Vector3(abs(p.x), p.y, p.z)
    return isWithin(q, Vector3(12, -4, 15), Vector3(14, 42, 16))
      || isWithin(q, Vector3(26, -44, 8), Vector3(14, 20, 16))
      || isWithin(q, Vector3(0, -14, 2), Vector3(7, 18, 12))
  }

  /// Whether a place of an MNI-like world lies among thalamus, caudate nucleus, putamen and pallidum.
  static func isDeepNucleus(_ p: Vector3) -> Bool {
    isWithin(p, Vector3(0, -6, 5), Vector3(36, 34, 22))
  }

  /// Whether a place of an MNI-like world lies below the tentorium, or in the brain stem in front of it.
  static func isHindbrain(_ p: Vector3) -> Bool {
    let side = abs(p.x)
    if p.y < -34 { return p.z < -4 + 0.45 * (p.y + 38) - 0.3 * side }
    return side < 20 && p.y < -2 && p.z < -8
  }

  private static func isWithin(_ p: Vector3, _ centre: Vector3, _ radii: Vector3) -> Bool {
    let q = (p - centre) / radii
    return (q * q).sum() < 1
  }
}
