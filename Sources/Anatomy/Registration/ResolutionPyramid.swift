import Kernels
import Volumes

/// The resolutions of one image that the alignment uses, each made from the one before.
struct ResolutionPyramid: Sendable {
  /// Gaussian sigma about 0.8 mm, voxels of about 1 mm.
  var fine: ImageLevel
  /// Sigma 1.5 mm, voxels of about 2 mm.
  var middle: ImageLevel
  /// Sigma 3 mm, voxels of about 4 mm.
  var coarse: ImageLevel
  /// Sigma 6 mm, voxels of about 6 to 8 mm.
  var coarsest: ImageLevel

  init(_ prepared: PreparedImage, parallel: Parallel) {
    func further(_ from: Double, _ to: Double) -> Double { (to * to - from * from).squareRoot() }
    fine = prepared.level.reduced(sigmaMM: 0.8, pitchMM: 1, parallel: parallel)
    middle = fine.reduced(sigmaMM: further(0.8, 1.5), pitchMM: 2, parallel: parallel)
    coarse = middle.reduced(sigmaMM: further(1.5, 3), pitchMM: 4, parallel: parallel)
    coarsest = coarse.reduced(sigmaMM: further(3, 6), pitchMM: 8, parallel: parallel)
  }
}
