import Volumes

/// Values that take the place of removed voxels where a method keeps a surface, made anew for every
/// image and frame.
public protocol ReplacedValues: Sendable {
  /// The voxels that change, ascending.
  var altered: [Int32] { get }

  /// The new values of the altered voxels.
  ///
  /// - Parameter image: one frame on the lattice that this was made for, before any change.
  /// - Returns: a finite value for each of `altered`, in their order.
  func values(of image: Image) -> [Float]

  /// What is replaced, for carrying over to other images of the head.
  ///
  /// - Parameters:
  ///   - removed: the voxels that were replaced.
  ///   - spared: what has to stay in every image, beside the brain.
  /// - Returns: what was replaced, in world mm.
  func region(of removed: Mask, sparing spared: Mask?) -> RemovedRegion
}
