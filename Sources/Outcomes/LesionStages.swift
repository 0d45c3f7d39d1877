import Kernels
import Volumes

/// The two stages of the lesion model for one set of images.
struct LesionStages: Sendable {
  /// Judges each voxel by itself.
  let first: LogisticModel
  /// Judges it by what the first says around it; nil where the first decides.
  let second: LogisticModel?

  /// The probability from which on a voxel is taken for lesion.
  var threshold: Double { (second ?? first).threshold }

  /// The probability of lesion on the block of the brain; 0 where no lesion can be.
  ///
  /// - Throws: `.inputUnsuitable` for a model of other covariates.
  func probability(
    _ covariates: LesionCovariates, _ parallel: Parallel
  ) throws(OutcomeError) -> Image {
    try Self.check(first, covariates.names)
    let map = covariates.probability(first, parallel: parallel)
    guard let second else { return map }
    try Self.check(second, LesionContext.names)
    return LesionContext(covariates, first: map, parallel: parallel)
      .probability(second, parallel: parallel)
  }

  private static func check(_ model: LogisticModel, _ names: [String]) throws(OutcomeError) {
    guard model.names != names || model.coefficients.count != names.count else { return }
    throw OutcomeError(
      .inputUnsuitable,
      "The model of lesions was trained on \(model.names.count) covariates; this version computes "
        + "\(names.count), not the same.", remedy: "Train it again: bauta train lpa.")
  }
}

extension LPAModel {
  /// Both stages for a FLAIR image, with or without a T1-weighted one.
  func stages(withT1: Bool) -> LesionStages {
    withT1
      ? LesionStages(first: flairAndT1, second: flairAndT1Context)
      : LesionStages(first: flair, second: flairContext)
  }
}
