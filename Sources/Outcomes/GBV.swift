import Anatomy
import Kernels
import Volumes

/// Glioblastoma volumes: tumour, tumour with oedema, and the part that takes up gadolinium.
///
/// Built on the published principles of BraTumIA (Porz N et al. PLoS ONE 2014;9:e96873; Bauer S, Nolte LP,
/// Reyes M, MICCAI 2011): four channels are laid on the T1c image, normalised by normal-appearing brain,
/// described by intensity, first-order texture, gradient, symmetry and place, labelled by a hierarchy of
/// decision forests and regularised by a conditional random field for each level. The forests were grown
/// from simulated glioblastomas in digital heads alone; nothing of BraTumIA itself is in them, and its
/// numbers are not reproduced.
///
/// TV is enhancing and non-enhancing tumour with necrosis, TV+ is TV with oedema, CETV the enhancing part.
/// `gbv_ml` is TV unless `headline` says otherwise. All volumes are those of the native image, in ml.
public struct GBV: OutcomeMeasure {
  /// The name users type.
  public static let name = "gbv"
  /// Changes whenever the result for the same images changes.
  public static let version = 3
  /// One sentence and the source.
  public static let summary =
    "Glioblastoma volumes of T1w, T1c, T2w and FLAIR, on the principles of BraTumIA (Porz et al. 2014)."
  /// Four images of one person are needed; the first is the one that the others are brought to.
  public static let contrasts = ["T1c", "T1w", "T2w", "FLAIR"]

  /// Which volume is `gbv_ml`.
  public enum Headline: String, Sendable, Codable, CaseIterable {
    /// TV.
    case tumour = "tv"
    /// TV+.
    case tumourPlus = "tv-plus"
    /// CETV.
    case enhancing = "cetv"
  }

  /// Which volume is `gbv_ml`.
  public var headline = Headline.tumour
  /// Whether fewer channels will do, with a warning and marked as degraded; T1c is always needed.
  public var isReduced = false
  /// Brain masks, in ml, that are believed.
  public var plausibleBrainML = 800.0...2000.0
  /// Less abnormal tissue than this, in ml, is no tumour, and a failure.
  public var leastTumourML = 0.5
  /// How labels are made.
  public var parameters = TumourParameters.standard
  /// What was learnt; nil for the model that comes with this version.
  public var model: TumourModel?

  /// The measure with its usual settings.
  public init() {}

  /// Measures the images of one session.
  ///
  /// - Parameters:
  ///   - images: frames for `T1w`, `T1c`, `T2w` and `FLAIR`, on grids of their own; further ones are not
  ///     looked at.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: `gbv_ml`, `tv_ml`, `tv_plus_ml`, `cetv_ml`, `necrosis_ml`, `oedema_ml`, `enhancing_ml`,
  ///   `nonenhancing_ml`, `csf_ml`, `gm_ml`, `wm_ml`, `mask_ml`, and `fit_t1w`, `fit_t2w`, `fit_flair` (share of the brain's
  ///   parts that fit best where the channel was laid); maps `tumour` (1 fluid, 2 grey and 3 white
  ///   matter, 4 necrosis, 5 oedema, 6 non-enhancing, 7 enhancing) and `probability` (of being abnormal),
  ///   both on the grid of T1c.
  /// - Throws: the failure of the step that failed; `.implausibleValue` where no tumour was found or the
  ///   labels cannot be believed.
  public func measure(
    _ images: [String: Image], template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    var given: [TumourChannel: Image] = [:]
    for channel in TumourChannel.allCases { given[channel] = images[channel.rawValue] }
    let missing = try missingChannels(Set(given.keys), all: images.keys.sorted())
    let model = try learnt()
    guard let forests = model.forests(for: Set(given.keys)) else {
      throw OutcomeError(
        .inputUnsuitable, "GBV has learnt nothing about the channels that are there.")
    }
    for channel in TumourChannel.allCases where !forests.channels.contains(channel) {
      given[channel] = nil
    }
    var measurement = try measure(given, model, forests, template, parallel)
    if !missing.isEmpty {
      measurement.degraded = true
      measurement.warnings.insert(Self.reducedWarning(forests, missing), at: 0)
    }
    return measurement
  }

  /// A tumour cannot be measured in one image; see the other `measure`.
  ///
  /// - Throws: `.inputUnsuitable`, unless fewer channels will do: then the image is taken as T1c.
  public func measure(
    _ frame: Frame, template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    try measure(
      [TumourChannel.t1c.rawValue: frame.image], template: template, parallel: parallel)
  }

  private func learnt() throws(OutcomeError) -> TumourModel {
    guard let model = model ?? TumourModel.shipped else {
      throw OutcomeError(
        .inputUnsuitable, "The forests of GBV that come with this version cannot be read.",
        remedy: "Install Bauta again.")
    }
    return model
  }
}

extension GBV {
  private func missingChannels(
    _ given: Set<TumourChannel>, all names: [String]
  ) throws(OutcomeError) -> [TumourChannel] {
    let missing = TumourChannel.allCases.filter { !given.contains($0) }
    if missing.isEmpty || (isReduced && given.contains(.t1c)) { return missing }
    let found = names.isEmpty ? "none" : names.joined(separator: ", ")
    throw OutcomeError(
      .inputUnsuitable,
      "Glioblastoma volumes need T1w, T1c, T2w and FLAIR; \(Self.list(missing)) "
        + "\(missing.count == 1 ? "is" : "are") missing (given: \(found)).",
      remedy: given.contains(.t1c)
        ? "Give the missing images, or ask for the reduced model." : "Give the missing images.")
  }

  private static func list(_ channels: [TumourChannel]) -> String {
    let names = channels.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func reducedWarning(
    _ forests: TumourForests, _ missing: [TumourChannel]
  ) -> String {
    "Without \(list(missing)) the reduced model for \(list(forests.channels)) was used: its volumes are "
      + "far less exact and not to be compared with those of four channels."
  }

  private func measure(
    _ images: [TumourChannel: Image], _ model: TumourModel, _ forests: TumourForests,
    _ template: Template, _ parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let session = TumourSession(images: images, template: template, parallel: parallel)
    let aligned = try session.aligned(plausibleBrainML)
    do {
      let normal = try TumourImages(
        normalising: aligned.channels, space: aligned.space, brain: aligned.brain,
        parallel: parallel)
      let found = TumourSegmentation(
        of: normal, bins: model.bins, forests: forests, parameters: parameters,
        parallel: parallel)
      try believe(found, within: aligned.brain)
      guard let grid = images[.t1c]?.grid else { return Measurement(values: [:]) }
      return measurement(found, aligned, on: grid, parallel)
    } catch {
      throw error.knowing(aligned.findings)
    }
  }

  private func measurement(
    _ found: TumourSegmentation, _ aligned: TumourSession.Aligned, on grid: Grid,
    _ parallel: Parallel
  ) -> Measurement {
    var values = TumourVolumes(found).values(headline: headline)
    values["mask_ml"] = aligned.brain.volumeML
    for (channel, alignment) in aligned.alignments {
      values["fit_" + channel.rawValue.lowercased()] = alignment.specificity
    }
    let labels = found.labels.labels(
      carriedOnto: grid, labels: 1...TumourClass.enhancing.rawValue, parallel: parallel)
    let probability = found.probability.resampled(onto: grid, parallel: parallel)
    var result = Measurement(
      values: values, maps: ["tumour": labels, "probability": probability])
    result.warnings = Self.fitWarnings(aligned.alignments)
    result.findings = aligned.findings
    result.findings.tumour = labels
    return result
  }

  /// The heads of two people reach a fit of 0.60, so that less than a little more calls for a look.
  static let doubtfulFit = 0.65

  static func fitWarnings(_ alignments: [TumourChannel: SubjectAlignment]) -> [String] {
    TumourChannel.allCases.compactMap { channel in
      guard let fit = alignments[channel]?.specificity, fit < doubtfulFit else { return nil }
      return
        "Only \(hundredths(fit)) of the brain's parts fit best where the \(channel.rawValue) image was "
        + "laid on T1c, as little as in images of two people: check that they show one person."
    }
  }

  /// From this share of the brain's surface on, what touches it is no tumour.
  private static let mostSurface = 0.3

  private func believe(
    _ found: TumourSegmentation, within brain: Mask
  ) throws(OutcomeError) {
    let abnormal = Set(TumourClass.abnormal.map { Float($0.rawValue) })
    let volumeML = found.volumeML(Set(TumourClass.abnormal))
    guard volumeML >= leastTumourML else {
      throw OutcomeError(
        .implausibleValue,
        "At least \(Self.hundredths(leastTumourML)) ml of abnormal tissue was expected, "
          + "\(Self.hundredths(volumeML)) ml was found.",
        remedy: "Look at the images: is there a glioblastoma?")
    }
    let border = brain.border
    var (all, touched) = (0, 0)
    for (inside, label) in zip(border.voxels, found.labels.voxels) where inside != 0 {
      all += 1
      if abnormal.contains(label) { touched += 1 }
    }
    let share = Double(touched) / Double(max(1, all))
    guard share <= Self.mostSurface else {
      throw OutcomeError(
        .implausibleValue,
        "Abnormal tissue should touch at most \(Self.hundredths(Self.mostSurface)) of the brain's surface; it "
          + "touches \(Self.hundredths(share)).",
        remedy: "Look at the map of labels.")
    }
  }

  /// A number with two decimals, for sentences.
  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let whole = Int(abs(value) * 100 + 0.5)
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}
