import Foundation
import Kernels
import Volumes

extension SubjectHead {
  /// By how much the head would have to be stretched or squeezed along some axis, or skewed, to fit
  /// another image best: about 0 in images of one head, whose size does not change, while heads of two
  /// people differ by some per cent somewhere.
  ///
  /// - Parameters:
  ///   - image: the other image.
  ///   - alignment: how the head lies in it.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the largest size of a logarithm of a scale or of a skew; nil where it cannot be told.
  /// - Throws: `.inputUnsuitable` for an image without structure.
  public func strain(
    in image: Image, near alignment: SubjectAlignment, parallel: Parallel = .serial
  ) throws(AnatomyError) -> Double? {
    let prepared = try PreparedImage(image, role: "other")
    let search = AlignmentSearch(
      fixed: fixed, moving: prepared, movingLevels: ResolutionPyramid(prepared, parallel: parallel),
      freedom: .affine, cost: .localCorrelation, parallel: parallel)
    let start = Pose(alignment.headToImage, about: fixed.starts.fixedCentre)
    guard let led = search.led(from: start),
      let parts = AffineDecomposition(led.byCorrelation.affine)
    else { return nil }
    return (0..<3).map { max(abs(log(abs(parts.scales[$0]))), abs(parts.skews[$0])) }.max()
  }
}
