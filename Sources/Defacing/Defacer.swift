import Anatomy
import Volumes

/// A method of removing the face.
///
/// A new method is one file that conforms to this protocol, one line in `Defacers.all` and one
/// test; the conformance suite runs over every method listed there.
public protocol Defacer: Sendable {
  /// The name users type, such as `quickshear`.
  static var name: String { get }
  /// Changes whenever the result for the same input and parameters changes.
  static var version: Int { get }
  /// One sentence and the source in the literature.
  static var summary: String { get }
  /// Whether defacing a defaced image again, with the same brain mask, removes the same voxels.
  var isIdempotent: Bool { get }

  /// Which voxels have to go.
  ///
  /// - Parameter frame: what is known of the image.
  /// - Returns: the voxels to remove, on the grid of the image.
  /// - Throws: an error when the method cannot show that it worked; nothing is written then.
  func removal(for frame: Frame) throws(DefacingError) -> Removal
}

extension Defacer {
  /// Not claimed unless the method says so.
  public var isIdempotent: Bool { false }
}
