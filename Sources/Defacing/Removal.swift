import Volumes

/// What a removed voxel becomes.
public enum Fill: String, Sendable, Codable, CaseIterable {
  /// The stored number whose value is nearest to zero.
  case zero
  /// The smallest value of the image.
  case min
  /// Stored numbers of the image's own background, drawn at random by the seed of the removal. Tools
  /// that judge image quality by the noise of the air go on working.
  case noise
}

/// Which voxels of an image go, and what they become, on the image's own grid.
///
/// Made by a `Defacer`, applied by one writer (`applied(to:)`) that keeps the fidelity contract.
public struct Removal: Sendable {
  /// Name of the method that made it.
  public var method: String
  /// The voxels to remove: 1 = removed.
  public var removed: Mask
  /// What they become.
  public var fill: Fill
  /// Chooses what is drawn where `fill` is noise.
  public var seed: UInt64
  /// Sentences a user should read, most important first.
  public var warnings: [String]
  /// What they become where values filtered from the image itself take the place of a fill.
  public var filter: (any ReplacedValues)?
  /// The half-space that `removed` is cut from, where the method has one.
  public var halfSpace: HalfSpace?
  /// What has to stay in every image of the head, on the grid of `removed`, beside the brain.
  public var spared: Mask?

  /// A removal from its parts.
  public init(
    method: String, removed: Mask, fill: Fill = .zero, seed: UInt64 = 1, warnings: [String] = [],
    halfSpace: HalfSpace? = nil, filter: (any ReplacedValues)? = nil,
    spared: Mask? = nil
  ) {
    (self.method, self.removed) = (method, removed)
    (self.fill, self.seed, self.warnings) = (fill, seed, warnings)
    (self.halfSpace, self.filter, self.spared) = (halfSpace, filter, spared)
  }
}

extension Removal {
  /// Whether a surface of the head is left where the face was: altered, not removed.
  public var keepsSurface: Bool { filter != nil }
}
