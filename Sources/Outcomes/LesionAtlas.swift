import Anatomy
import Kernels
import Volumes

/// What a template says about every voxel of an image: which tissue is to be expected there, and in
/// which part of the brain it lies.
///
/// The priors are the template's own tissues, blurred by as much as brains still differ after an affine
/// alignment. The regions are ellipsoids and planes in an MNI-like world, as generous as the tissue
/// that is sought in them allows.
struct LesionAtlas: Sendable {
  /// Expected shares (0…1) of fluid, grey and white matter, on the lattice of the image.
  let priors: [Image]
  /// Parts of the brain by voxel.
  let parts: [BrainPart]

  /// Carries the template into an image.
  ///
  /// - Parameters:
  ///   - template: the reference head, T1-weighted, in an MNI-like world.
  ///   - templateToImage: world mm of the template to those of the image; can be inverted.
  ///   - grid: where the voxels of the image are.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Throws: where the template's own tissues cannot be told apart.
  init(
    _ template: Template, templateToImage: Affine, on grid: Grid, parallel: Parallel
  ) throws(AnatomyError) {
    guard let back = templateToImage.inverse else {
      throw AnatomyError(
        .registrationFailed, "The alignment with the template cannot be inverted.",
        remedy: "Look at the orientation and the field of view of the image.")
    }
    priors = try template.blurredTissues(parallel: parallel).map {
      $0.resampled(onto: grid, through: back, parallel: parallel)
    }
    parts = Self.parts(on: grid, through: back, parallel)
  }

  private static func parts(
    on grid: Grid, through imageToTemplate: Affine, _ parallel: Parallel
  ) -> [BrainPart] {
    let map = imageToTemplate * grid.toWorld
    var parts = [BrainPart](repeating: [], count: grid.voxelCount)
    parts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.forEach(grid.nz) { z in
        for y in 0..<grid.ny {
          for x in 0..<grid.nx {
            let place = map(Vector3(Double(x), Double(y), Double(z)))
            out[grid.offset(x, y, z)] = BrainPart(at: place)
          }
        }
      }
    }
    return parts
  }
}

/// Parts of a brain in which lesions look or lie differently.
struct BrainPart: OptionSet, Sendable {
  let rawValue: UInt8

  /// Where fluid is that of the lateral ventricles, all horns included, or of the third.
  static let ventricular = BrainPart(rawValue: 1)
  /// Brain stem and cerebellum.
  static let hindbrain = BrainPart(rawValue: 2)
  /// Hippocampus, amygdala, insula and cingulate gyrus, whose grey matter is brighter than that of other
  /// cortex in FLAIR images of healthy people.
  static let limbic = BrainPart(rawValue: 4)
  /// Septum, fornix and what surrounds the third ventricle: bright in many healthy people, and lesions are
  /// not looked for there.
  static let midline = BrainPart(rawValue: 8)
}

extension BrainPart {
  /// The parts that a place of an MNI-like world, in mm, lies in.
  init(at place: Vector3) {
    let p = Vector3(abs(place.x), place.y, place.z)
    self = []
    if Self.isWithin(p, Self.ventricles) { insert(.ventricular) }
    if Self.isHindbrain(p) { insert(.hindbrain) }
    if Self.isWithin(p, Self.limbicCortex) { insert(.limbic) }
    if Self.isWithin(p, Self.middle) { insert(.midline) }
  }

  private typealias Ellipsoid = (centre: Vector3, radii: Vector3)

  /// Frontal horns and bodies, atria, occipital and temporal horns, third ventricle.
  private static let ventricles: [Ellipsoid] = [
    (Vector3(12, -2, 15), Vector3(15, 44, 17)), (Vector3(26, -44, 8), Vector3(14, 20, 16)),
    (Vector3(27, -68, 4), Vector3(9, 20, 11)), (Vector3(34, -22, -14), Vector3(8, 26, 9)),
    (Vector3(0, -14, 2), Vector3(7, 18, 12)),
  ]

  private static let limbicCortex: [Ellipsoid] = [
    (Vector3(26, -18, -18), Vector3(14, 26, 11)), (Vector3(38, 4, 2), Vector3(7, 24, 16)),
    (Vector3(4, 6, 34), Vector3(9, 48, 16)), (Vector3(25, -35, -2), Vector3(11, 13, 10)),
  ]

  private static let middle: [Ellipsoid] = [(Vector3(0, -14, 8), Vector3(7, 32, 14))]

  private static func isHindbrain(_ p: Vector3) -> Bool {
    if p.y < -34 { return p.z < -4 + 0.45 * (p.y + 38) - 0.3 * p.x }
    return p.x < 20 && p.y < -2 && p.z < -8
  }

  private static func isWithin(_ p: Vector3, _ shapes: [Ellipsoid]) -> Bool {
    for shape in shapes {
      let q = (p - shape.centre) / shape.radii
      if (q * q).sum() < 1 { return true }
    }
    return false
  }
}
