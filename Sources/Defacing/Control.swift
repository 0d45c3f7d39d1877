import Anatomy
import Volumes

/// A harmless change of an image, measured like a method: what an outcome moves under it is the
/// floor under which no effect of defacing can be told.
///
/// A new control is one file that conforms to this protocol, one line in `Controls.all` and one test.
public protocol Control: Sendable {
  /// The name users type, such as `noise`.
  static var name: String { get }
  /// Changes whenever the result for the same input and parameters changes.
  static var version: Int { get }
  /// One sentence.
  static var summary: String { get }

  /// The changed volume: same lattice, type, scaling and header.
  ///
  /// - Parameters:
  ///   - volume: the volume, all frames.
  ///   - frame: what is known of it.
  /// - Returns: the volume with other voxels.
  /// - Throws: an error when the change cannot be made.
  func applied(to volume: Volume, frame: Frame) throws(DefacingError) -> Volume
}

/// Every harmless change that the product knows.
public enum Controls {
  /// All controls with their default parameters, in the order in which they are shown.
  public static let all: [any Control] = [NoiseControl()]

  /// The control of a name, or nil; the name is that of `Control.name`.
  public static func named(_ name: String) -> (any Control)? {
    all.first { type(of: $0).name == name }
  }
}
