import Anatomy
import Kernels
import Volumes

/// The channels on one lattice, as multiples of the level of white matter, and the brain on it.
public struct TumourImages: Sendable {
  /// The lattice.
  public var space: TumourSpace
  /// The brain, on the lattice.
  public var brain: Mask
  /// The channels that there are, on the lattice; outside of their fields of view 0.
  public var channels: [TumourChannel: Image]

  /// Images from their parts.
  public init(space: TumourSpace, brain: Mask, channels: [TumourChannel: Image]) {
    (self.space, self.brain, self.channels) = (space, brain, channels)
  }

  /// Takes out each channel's bias field and makes the level of white matter 1.
  ///
  /// - Parameters:
  ///   - raw: the channels on the lattice, as scanned.
  ///   - space: the lattice.
  ///   - brain: the brain on it.
  ///   - isChecked: whether contrasts that are not those of their names are refused.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Throws: `.inputUnsuitable` for a channel without contrast, or whose contrast is not that of its
  ///   name.
  public init(
    normalising raw: [TumourChannel: Image], space: TumourSpace, brain: Mask,
    isChecked: Bool = true,
    parallel: Parallel
  ) throws(OutcomeError) {
    self.init(space: space, brain: brain, channels: [:])
    for (channel, image) in raw {
      do {
        channels[channel] = try correctBias(of: image, within: brain, parallel: parallel).corrected
      } catch {
        throw OutcomeError(error)
      }
    }
    guard let first = channels[.t1w] ?? channels[.t1c],
      let reference = TumourReference(first, brain: brain, parallel: parallel)
    else { throw Self.flat }
    if isChecked { try ChannelCheck(reference, channels).refuse() }
    for channel in channels.keys {
      guard let level = channels[channel].flatMap({ reference.level(of: $0, where: 3) }), level > 0
      else { throw Self.flat }
      channels[channel]?.scale(by: Float(1 / level))
    }
  }

  private static let flat = OutcomeError(
    .inputUnsuitable,
    "Fluid, grey and white matter were to be told apart in the brain, but the T1-weighted image has "
      + "no such levels.",
    remedy: "Look at the images: are they of the contrasts that they are given as?")
}

extension Image {
  /// Multiplies all values; those that are not finite become 0.
  mutating func scale(by factor: Float) {
    voxels.withUnsafeMutableBufferPointer { values in
      for i in values.indices {
        let value = values[i] * factor
        values[i] = value.isFinite ? value : 0
      }
    }
  }
}
