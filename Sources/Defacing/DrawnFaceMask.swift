import Kernels
import Volumes

/// A face mask that somebody drew on a head of their own, and where it lies in a template.
public struct DrawnFaceMask: Sendable {
  /// What the numbers of a mask say. Neither is usual enough to be guessed.
  public enum Polarity: String, Sendable, Codable, CaseIterable {
    /// Voxels above half of the largest value are face and go.
    case remove
    /// Voxels above half of the largest value stay; all others are face and go.
    case keep
  }

  /// What goes, on the mask's own lattice; beyond its field of view the outermost voxels go on.
  public var face: Mask
  /// World mm of the template that images are aligned with to those of the mask.
  public var templateToMask: Affine

  /// A mask from its stored values.
  ///
  /// - Parameters:
  ///   - values: one frame; what is not a number counts as zero.
  ///   - polarity: what the numbers say.
  ///   - templateToMask: world mm of the template to those of the mask.
  /// - Throws: `inputUnsuitable` for a mask that takes everything, or nothing.
  public init(
    values: Image, polarity: Polarity, templateToMask: Affine
  ) throws(DefacingError) {
    let largest = values.voxels.reduce(Float(0)) { $1.isFinite ? max($0, $1) : $0 }
    let half = largest / 2
    face = Mask(
      grid: values.grid,
      voxels: values.voxels.map { ($0.isFinite && $0 > half) == (polarity == .remove) ? 1 : 0 })
    self.templateToMask = templateToMask
    let count = face.count
    guard count > 0, count < face.voxels.count else {
      throw DefacingError(
        .inputUnsuitable,
        "Mask-warp: with polarity '\(polarity.rawValue)' the face mask takes "
          + "\(count == 0 ? "nothing" : "everything").",
        remedy: "Check the mask and its polarity.")
    }
  }
}
