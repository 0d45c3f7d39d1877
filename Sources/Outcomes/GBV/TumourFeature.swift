/// One number about a voxel that the forests ask for. All windows have a fixed width in mm, since the
/// voxels that it is worked in have.
public enum TumourFeature: Sendable, Hashable {
  /// What is told of every channel.
  public enum Appearance: Int, Sendable, CaseIterable {
    /// The value, as a multiple of that of white matter.
    case value
    /// Mean, standard deviation, least and greatest value of 3 × 3 × 3 voxels.
    case mean, deviation, least, greatest
    /// The mean, in robust standard deviations of the brain from its median.
    case standardised
    /// The length of the gradient.
    case gradient
    /// Means over a Gaussian of 3 and of 6 mm.
    case near, wide
    /// Those of 1.5 and of 5 mm, less those of the place mirrored at the middle plane.
    case asymmetry, wideAsymmetry
  }

  case appearance(Appearance, of: TumourChannel)
  /// T1c less T1w, and the same as a mean over a Gaussian of 3 mm.
  case uptake, nearUptake
  /// FLAIR as a share of T2w.
  case fluidShare
  /// Distance to the surface of the brain in mm.
  case depth
  /// Place in the template: distance from the middle plane, then forwards and upwards, as shares of
  /// the half extent of its brain.
  case lateral, anterior, superior

  /// All features; a model stores their numbers, so the order is part of its format.
  public static let all: [TumourFeature] =
    TumourChannel.allCases.flatMap { channel in
      Appearance.allCases.map { TumourFeature.appearance($0, of: channel) }
    } + [.uptake, .nearUptake, .fluidShare, .depth, .lateral, .anterior, .superior]

  /// The channels that it is made of.
  public var channels: Set<TumourChannel> {
    switch self {
    case .appearance(_, let channel): [channel]
    case .uptake, .nearUptake: [.t1w, .t1c]
    case .fluidShare: [.flair, .t2w]
    case .depth, .lateral, .anterior, .superior: []
    }
  }
}
