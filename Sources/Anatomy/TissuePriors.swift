import Kernels
import Volumes

/// Where fluid, grey and white matter are to be expected: one map of probabilities for each, and how
/// the maps lie in the image.
///
/// The labels with which the search for the classes begins come from them instead of from the values
/// alone, so that a strong bias field does not lead it astray; where `entersPosterior` is set they also
/// count in every later step, up to the shares (Ashburner J, Friston KJ. NeuroImage 2005;26:839-851
/// use priors so).
public struct TissuePriors: Sendable {
  /// Probabilities (0…1) of fluid, grey and white matter, each on a grid of its own.
  public let maps: [Image]
  /// World mm of the maps to world mm of the image.
  public let mapsToImage: Affine
  /// Whether the maps count in all steps, or only where the search begins.
  public let entersPosterior: Bool

  /// Values this far beyond 0 and 1 come of interpolation.
  private static let tolerance: Float = 0.05

  /// Priors from their maps.
  ///
  /// - Parameters:
  ///   - maps: fluid, grey and white matter, in this order.
  ///   - mapsToImage: world mm of the maps to world mm of the image.
  ///   - entersPosterior: whether they count in all steps.
  /// - Throws: `.inputUnsuitable` where there are not three, a value is no probability, or the way
  ///   from the maps to the image cannot be inverted.
  public init(
    maps: [Image], mapsToImage: Affine = .identity, entersPosterior: Bool = false
  ) throws(AnatomyError) {
    guard maps.count == BrainTissue.allCases.count else {
      throw AnatomyError(
        .inputUnsuitable,
        "Three prior maps were expected, of fluid, grey and white matter; there are \(maps.count).")
    }
    guard mapsToImage.isFinite, mapsToImage.inverse != nil else {
      throw AnatomyError(
        .inputUnsuitable, "The map from the priors to the image cannot be inverted.",
        remedy: "Give four rows of four numbers, as 'bauta register' writes them.")
    }
    for (map, tissue) in zip(maps, BrainTissue.allCases) { try Self.check(map, tissue) }
    (self.maps, self.mapsToImage) = (maps, mapsToImage)
    self.entersPosterior = entersPosterior
  }

  private static func check(_ map: Image, _ tissue: BrainTissue) throws(AnatomyError) {
    guard let range = finiteRange(of: map.voxels), range.upperBound > 0 else {
      throw AnatomyError(
        .inputUnsuitable, "The prior map of \(tissue.label) is empty.",
        remedy: "Give maps of probabilities between 0 and 1.")
    }
    guard range.lowerBound >= -Double(tolerance), range.upperBound <= 1 + Double(tolerance) else {
      throw AnatomyError(
        .inputUnsuitable,
        "Probabilities lie between 0 and 1; the prior map of \(tissue.label) reaches from "
          + "\(brief(range.lowerBound)) to \(brief(range.upperBound)).",
        remedy: "Divide the maps by their common greatest value.")
    }
  }
}

extension Template {
  /// Priors made of the template itself: its own tissues, blurred by as much as the brains of people
  /// still differ after an affine alignment, and how they lie in an image.
  ///
  /// - Parameters:
  ///   - templateToImage: world mm of the template to world mm of the image.
  ///   - entersPosterior: whether they count in all steps.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the priors.
  /// - Throws: `.segmentationFailed` where the template's own tissues cannot be told apart.
  public func tissuePriors(
    templateToImage: Affine, entersPosterior: Bool = false, parallel: Parallel = .serial
  ) throws(AnatomyError) -> TissuePriors {
    let tissues = try segmentTissue(of: head, brain: brain, parallel: parallel)
    let inside = Image(brain).smoothed(sigmaMM: Self.priorSigmaMM, parallel: parallel)
    let maps = tissues.fractions.map { share in
      var map = share.smoothed(sigmaMM: Self.priorSigmaMM, parallel: parallel)
      for i in map.voxels.indices {
        // Beyond the blurred brain nothing is known, and nothing is said.
        map.voxels[i] = inside.voxels[i] > 0.02 ? min(1, map.voxels[i] / inside.voxels[i]) : 0
      }
      return map
    }
    return try TissuePriors(
      maps: maps, mapsToImage: templateToImage, entersPosterior: entersPosterior)
  }

  /// Standard deviation, in mm, of what the same gyrus of two people lies apart after an affine
  /// alignment.
  private static let priorSigmaMM = 4.0
}
