import Kernels
import Volumes

/// The tissues of a template as what is to be expected in an aligned brain.
enum BlurredTissues {
  /// Side of the voxels on which the template is divided into tissues, in mm: far finer than the blur.
  private static let voxelMM = 2.0
  /// Standard deviation of the blur, in mm.
  private static let blurMM = 4.0

  static func of(_ template: Template, _ parallel: Parallel) throws(AnatomyError) -> [Image] {
    let head = template.head.resized(toVoxelMM: voxelMM, parallel: parallel)
    let brain = template.brain.resampled(onto: head.grid, parallel: parallel)
    let tissues = try segmentTissue(of: head, brain: brain, parallel: parallel)
    let inside = Image(brain).smoothed(sigmaMM: blurMM, parallel: parallel)
    return tissues.fractions.map { share in
      var map = share.smoothed(sigmaMM: blurMM, parallel: parallel)
      for i in map.voxels.indices {
        map.voxels[i] = inside.voxels[i] > 0.02 ? min(1, map.voxels[i] / inside.voxels[i]) : 0
      }
      return map
    }
  }
}
