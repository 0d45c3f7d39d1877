import Foundation
import Kernels
import Volumes

/// The brain of a template in the forms that the search for a subject's brain asks for.
struct TemplateBrain: Sendable {
  /// Signed distance, in template mm, to the border of the brain; positive outside.
  let distance: Image
  /// The border as seen from the centre, template world mm; nil for an empty brain.
  let surface: TriangleMesh?
  /// The centre of gravity, template world mm; nil for an empty brain.
  let centreMM: Vector3?
  /// The volume.
  let volumeML: Double

  /// Side of the voxels on which distances are kept, in mm.
  private static let voxelMM = 2.0

  init(_ brain: Mask, parallel: Parallel) {
    let coarse = brain.resampled(
      onto: brain.grid.resized(toVoxelMM: Self.voxelMM), through: .identity, parallel: parallel)
    distance = coarse.signedDistanceMM(parallel: parallel)
    surface = brain.starSurface()
    centreMM = brain.centroidMM()
    volumeML = brain.volumeML
  }
}
