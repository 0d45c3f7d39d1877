import Anatomy
import Foundation
import Kernels
import Volumes

/// White-matter lesion volume of a FLAIR image, with a T1-weighted one where there is one.
///
/// A logistic model in the manner of the lesion prediction algorithm of LST (Schmidt P. Bayesian
/// inference for structured additive regression models for large-scale problems with applications to
/// medical imaging. PhD thesis, LMU Munich 2017, chapter 6.1): the brain is found and aligned with the
/// template, its bias field taken out, fluid, grey and white matter are roughly told apart, and a
/// belief map says how much brighter each voxel is than grey and white matter where white matter is
/// expected. A logistic model makes a probability of that and of where the voxel lies, a second one
/// makes another of the first one's answers nearby and in the whole image; the map is cleaned by rules,
/// and what reaches the threshold is lesion.
///
/// The same as published: the rough tissues, the belief map, its weight, the form of the model, the
/// clean-up rules and the least volumes. Not the same: the published model was trained on 53 patients and
/// has a learnt map of the brain in place of a spatial term. No learnt data of LST is used: this model
/// was trained on digital heads with simulated lesions (`bauta train lpa`), and in place of the map stand
/// distances to the ventricles and to the outer fluid, the white matter of the template, and the contrast
/// of each voxel with its surroundings. Alignment is affine, not a warp, and all lengths are in mm.
public struct WMLV: OutcomeMeasure {
  /// The name users type.
  public static let name = "wmlv"
  /// Changes whenever the result for the same image changes.
  public static let version = 2
  /// One sentence and the source.
  public static let summary =
    "White-matter lesion volume of a FLAIR image by a logistic model, after LST's lesion prediction "
    + "(Schmidt 2017)."
  /// A FLAIR image is needed; a T1-weighted one of the same head is used where there is one.
  public static let contrasts = ["FLAIR"]
  /// A T1-weighted image of the same head helps.
  public static let optionalContrasts = ["T1w"]

  /// The trained model.
  public var model = LPAModel.shipped
  /// How the map of probabilities is cleaned.
  public var cleanUp = LesionCleanUp()
  /// The probability from which on a voxel is lesion; nil for that of the model.
  public var threshold: Double?

  /// The measure with its usual settings.
  public init() {}

  /// Measures the FLAIR image among `images`.
  ///
  /// - Parameters:
  ///   - images: one frame for `FLAIR`; that of `T1w` is used where it is there.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: `wmlv_ml` (0 where there is no lesion), `lesion_count`, the volumes of the lesions of each
  ///   location such as `periventricular_ml`, `mask_ml`; maps `probability` (cleaned) and `lesions`; the
  ///   table `lesions`.
  /// - Throws: the failure of the step that failed; `.inputUnsuitable` for another contrast,
  ///   `.registrationFailed` for images of two heads.
  public func measure(
    _ images: [String: Image], template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let subject = try LesionSubjectImages(images, measure: Self.name)
    let known = try subject.located(template, parallel)
    return try measure(subject, known, template, parallel)
  }

  /// Measures the FLAIR image of a frame; the same as measuring that image alone.
  ///
  /// - Parameters:
  ///   - frame: what is known of the FLAIR image, found from nothing but the image.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: values and maps.
  /// - Throws: the failure of the step that failed.
  public func measure(
    _ frame: Frame, template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let known = try LesionSubjectImages.believed(frame)
    return try measure(
      LesionSubjectImages(flair: frame.image), known, template, parallel)
  }

  private func measure(
    _ subject: LesionSubjectImages, _ known: Findings, _ template: Template, _ parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let scene = try subject.scene(known, template, parallel)
    let stages = model.stages(withT1: scene.t1 != nil)
    let raw = try stages.probability(LesionCovariates(scene, parallel: parallel), parallel)
    let map = cleanUp.cleaned(
      raw, brain: scene.voxels.mask, outerMM: scene.outerMM, excess: scene.growable(),
      parallel: parallel)
    let table = LesionTable(map, threshold: threshold ?? stages.threshold, in: scene)
    return table.measurement(
      name: Self.name, probability: map, in: scene, of: subject.flair, findings: known)
  }
}
