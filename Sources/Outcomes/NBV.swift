import Anatomy
import Kernels
import Volumes

/// Normalised brain volume: grey and white matter, scaled to the size of the template's head.
///
/// After SIENAX: Smith SM et al. NeuroImage 2002;17:479-489. The brain is found, cut by the grown
/// brain of the template, divided into tissues on the image's own grid, and its volume is multiplied
/// by the factor by which volumes change from the image to the template. As in SIENAX that factor
/// comes from the skull, whose size does not change with the brain. Where too little of the skull is
/// seen it comes from the alignment of the brain, and the measurement is marked as degraded.
///
/// What lies beyond the field of view is estimated by the template's brain in its place, as fluid and
/// tissue in the shares found within. Without it, two scans of one person could not be compared when
/// one ends below the vertex.
public struct NBV: OutcomeMeasure {
  /// The name users type.
  public static let name = "nbv"
  /// Changes whenever the result for the same image changes.
  public static let version = 5
  /// One sentence and the source.
  public static let summary =
    "Normalised brain volume of a T1-weighted image, after SIENAX (Smith et al. 2002)."
  /// One T1-weighted image is needed.
  public static let contrasts = ["T1w"]

  /// Volumes of grey and white matter together, in ml, that are believed. Anything else is a
  /// failure.
  public var plausibleBrainML = 800.0...2000.0
  /// How far the template's brain is grown, in mm, before it cuts the brain found.
  public var templateGrowthMM = 8.0
  /// By which of the known settings the brain is looked for once the head is aligned.
  public var preset = NBVPreset.standard
  /// How the brain is looked for while the head is aligned, and by the standard preset.
  public var brain = BrainParameters.standard
  /// How the tissues are told apart.
  public var tissue = TissueParameters.standard

  /// The measure with its usual settings.
  public init() {}

  /// Measures the T1-weighted image among `images`.
  ///
  /// - Parameters:
  ///   - images: one frame for `T1w`; further contrasts are not looked at.
  ///   - template: the reference head, to whose size the volume is scaled.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: `nbv_ml`, `brain_ml` (grey and white matter), `gm_ml`, `wm_ml`, `csf_ml`, `pgm_ml` (grey matter of the
  ///   cerebral cortex), `vcsf_ml` (fluid of lateral and third ventricles), `mask_ml`
  ///   (the brain mask), `unseen_ml` (grey and white matter beyond the field of view, estimated, part of `nbv_ml`
  ///   alone), `scaling`, `scaling_brain` (by the alignment that the brain was found with),
  ///   `skull_points` and, where there are any, `skull_residual_mm`; maps `csf`, `gm`, `wm` (shares) and `dseg` (labels).
  /// - Throws: the failure of the step that failed; `.implausibleValue` for a brain outside of
  ///   `plausibleBrainML`.
  public func measure(
    _ images: [String: Image], template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    guard let image = images["T1w"] else {
      throw OutcomeError(
        .inputUnsuitable,
        "The normalised brain volume needs a T1-weighted image; the images given are "
          + "\(images.isEmpty ? "none" : images.keys.sorted().joined(separator: ", ")).",
        remedy: "Give an image of contrast T1w.")
    }
    do {
      let found = try LocatedBrain.find(
        in: image, template: template, parameters: brain, parallel: parallel)
      let known = Located(
        registration: found.registration, brain: found.brain.mask, skull: found.skull,
        surface: found.brain.mesh)
      return try measure(image, known, template, parallel)
    } catch let error as AnatomyError {
      throw OutcomeError(error)
    } catch let error as OutcomeError {
      throw error
    } catch {
      throw OutcomeError(.inputUnsuitable, "The brain could not be measured: \(error).")
    }
  }

  /// Measures the T1-weighted image of a frame; see the other `measure`.
  ///
  /// - Parameters:
  ///   - frame: what is known of the image, found from nothing but the image.
  ///   - template: the reference head, to whose size the volume is scaled.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: values and maps.
  /// - Throws: the failure of the step that failed.
  public func measure(
    _ frame: Frame, template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    try believe(frame.registration)
    let known = Located(
      registration: frame.registration, brain: frame.brain, skull: frame.skull,
      surface: frame.surface)
    return try measure(frame.image, known, template, parallel)
  }

  private func believe(_ registration: Registration) throws(OutcomeError) {
    guard case .implausible(let sentence) = registration.verdict else { return }
    throw OutcomeError(
      .registrationFailed,
      "The image was aligned with the template, but not believably: \(sentence)",
      remedy: "Look at the orientation and the field of view of the image."
    ).knowing(Findings(registration: registration))
  }
}

/// What must be known of an image before it is measured.
private struct Located {
  var registration: Registration
  var brain: Mask
  var skull: SkullAlignment?
  var surface: TriangleMesh?

  /// What a picture can show: all this, with the brain as it was cut.
  func findings(cut mask: Mask, labels: Image? = nil) -> Findings {
    Findings(registration: registration, brain: mask, surface: surface, labels: labels)
  }

  /// The alignment of the skull, where it can be believed.
  var soundSkull: SkullAlignment? { skull?.verdict == .plausible ? skull : nil }

  /// Why the skull does not count, as a warning; nil where it does.
  var warning: String? {
    switch skull?.verdict {
    case .plausible: nil
    case .implausible(let sentence): Self.brainOnly + sentence
    case nil: Self.brainOnly + "No skull was seen around it."
    }
  }

  private static let brainOnly = "The size of the head comes from the brain, not from the skull. "
}

extension NBV {
  private func measure(
    _ image: Image, _ first: Located, _ template: Template, _ parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let located = try regrown(first, in: image, template, parallel)
    guard let subjectToTemplate = located.registration.templateToSubject.inverse else {
      throw OutcomeError(
        .registrationFailed, "The alignment with the template cannot be inverted.",
        remedy: "Look at the orientation and the field of view of the image.")
    }
    let allowed = template.brain.dilated(byMM: templateGrowthMM, parallel: parallel)
      .resampled(onto: image.grid, through: subjectToTemplate, parallel: parallel)
    let mask = located.brain.intersection(allowed)
    let unseen = UnseenBrain(
      of: template, templateToSubject: located.registration.templateToSubject, beyond: image.grid)
    let cutOut = CutOutBrain(of: image, brain: mask)
    let tissues: TissueSegmentation
    let contrast: ContrastCheck?
    do {
      tissues = try segmentTissue(of: image, brain: mask, parameters: tissue, parallel: parallel)
      contrast = ContrastCheck(
        of: tissues, template: template, registration: located.registration)
      try contrast?.refuse()
    } catch {
      throw OutcomeError(error).knowing(located.findings(cut: mask))
    }
    var measurement = Measurement(
      values: values(tissues, mask: mask, located, unseen).merging(
        regional(tissues, template, subjectToTemplate, parallel)
      ) { $1 },
      maps: maps(tissues),
      warnings: [unseen.warning, cutOut.warning, located.warning, contrast?.warning]
        .compactMap { $0 },
      degraded: located.soundSkull == nil || unseen.counts || cutOut.counts)
    measurement.findings = located.findings(cut: mask, labels: measurement.maps["dseg"])
    do {
      try check(measurement.values)
    } catch {
      throw error.knowing(measurement.findings)
    }
    return measurement
  }

  /// The same with the brain of the preset.
  private func regrown(
    _ located: Located, in image: Image, _ template: Template, _ parallel: Parallel
  ) throws(OutcomeError) -> Located {
    var result = located
    do {
      if let brain = try preset.brain(
        of: image, template: template, registration: located.registration, parallel: parallel)
      {
        (result.brain, result.surface) = (brain.mask, brain.mesh)
      }
    } catch {
      throw OutcomeError(error).knowing(located.findings(cut: located.brain))
    }
    return result
  }

  private func regional(
    _ tissues: TissueSegmentation, _ template: Template, _ subjectToTemplate: Affine,
    _ parallel: Parallel
  ) -> [String: Double] {
    let volumes = RegionalVolumes(
      tissues, template: template, subjectToTemplate: subjectToTemplate, parallel: parallel)
    return ["pgm_ml": volumes.peripheralGreyML, "vcsf_ml": volumes.ventricularFluidML]
  }

  private func values(
    _ tissues: TissueSegmentation, mask: Mask, _ located: Located, _ unseen: UnseenBrain
  ) -> [String: Double] {
    let (grey, white) = (tissues.volumeML(of: .grey), tissues.volumeML(of: .white))
    let byBrain = 1 / abs(located.registration.templateToSubject.determinant)
    let scaling = located.soundSkull?.scaling ?? byBrain
    let beyond = mask.volumeML > 0 ? unseen.volumeML * (grey + white) / mask.volumeML : 0
    var values = [
      "nbv_ml": scaling * (grey + white + beyond), "unseen_ml": beyond, "brain_ml": grey + white,
      "gm_ml": grey,
      "wm_ml": white, "csf_ml": tissues.volumeML(of: .fluid), "scaling": scaling,
      "scaling_brain": byBrain, "mask_ml": mask.volumeML,
      "skull_points": Double(located.skull?.pointCount ?? 0),
    ]
    if let residual = located.skull?.residualMM, residual.isFinite {
      values["skull_residual_mm"] = residual
    }
    return values
  }

  private func maps(_ tissues: TissueSegmentation) -> [String: Image] {
    [
      "csf": tissues.fractions[BrainTissue.fluid.rawValue],
      "gm": tissues.fractions[BrainTissue.grey.rawValue],
      "wm": tissues.fractions[BrainTissue.white.rawValue], "dseg": tissues.labels,
    ]
  }

  private func check(_ values: [String: Double]) throws(OutcomeError) {
    if let (key, value) = values.sorted(by: { $0.key < $1.key }).first(where: {
      !$0.value.isFinite
    }) {
      throw OutcomeError(.implausibleValue, "A finite \(key) was expected, \(value) was found.")
    }
    let brain = values["brain_ml"] ?? .nan
    guard plausibleBrainML.contains(brain) else {
      throw OutcomeError(
        .implausibleValue,
        "A brain volume (grey and white matter) of \(tenths(plausibleBrainML.lowerBound))–"
          + "\(tenths(plausibleBrainML.upperBound)) ml was expected, \(tenths(brain)) ml was found.",
        remedy: "Look at the tissue maps; widen the window only with a reason.")
    }
  }

  private func tenths(_ value: Double) -> String {
    value.isFinite && abs(value) < 1e12
      ? String(Double(Int(value * 10 + (value < 0 ? -0.5 : 0.5))) / 10) : "\(value)"
  }
}

extension UnseenBrain {
  /// The share of the brain beyond the field of view from which on the user is told: less is the end of
  /// the brain stem, which is cut anywhere.
  private static let toldShare = 0.005

  /// Whether so much is not seen that the volume rests on an estimate.
  fileprivate var counts: Bool { share >= Self.toldShare }

  /// What a user should know.
  fileprivate var warning: String? {
    guard counts else { return nil }
    let percent = Double(Int(share * 1000 + 0.5)) / 10
    return "\(percent) % of the brain lie beyond the field of view; nbv_ml holds an estimate of "
      + "them, brain_ml and the other volumes do not."
  }
}
