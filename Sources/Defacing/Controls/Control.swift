import Volumes

/// A harmless change of an image, measured like a removal: the floor under which a difference means
/// nothing.
///
/// A new control is one file that conforms to this protocol, one line in `Controls.all` and one test.
public protocol Control: Sendable {
  /// The name users type, such as `noise`.
  static var name: String { get }
  /// Changes whenever the result for the same input and parameters changes.
  static var version: Int { get }
  /// What it does, as one sentence.
  static var summary: String { get }

  /// The changed image.
  ///
  /// - Parameters:
  ///   - volume: the image as stored; header and type stay as they are.
  ///   - head: skin and everything inside, on the grid of the volume.
  /// - Returns: the image and how many voxels were changed.
  /// - Throws: an error for an image that the change cannot be made to.
  func changed(_ volume: Volume, head: Mask) throws(DefacingError) -> ControlledChange
}

/// What a control made of an image.
public struct ControlledChange: Sendable {
  /// The image.
  public var volume: Volume
  /// Number of voxels that differ, over all frames.
  public var changedVoxels: Int

  /// A change from its parts.
  public init(volume: Volume, changedVoxels: Int) {
    (self.volume, self.changedVoxels) = (volume, changedVoxels)
  }
}

/// Every control of this version.
public enum Controls {
  /// The controls with their usual parameters, in the order in which they are listed.
  public static let all: [any Control] = [NoiseControl()]
}
