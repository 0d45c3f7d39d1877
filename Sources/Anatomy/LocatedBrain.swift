import Kernels
import Volumes

/// The brain of an image and the way the template lies in it, each found with the help of the other.
public struct LocatedBrain: Sendable {
  /// How the template lies in the image; believable.
  public var registration: Registration
  /// The brain.
  public var brain: BrainExtraction
  /// How the template's skull lies in the image; nil where no skull was seen.
  public var skull: SkullAlignment?

  /// Finds brain and alignment.
  ///
  /// A head with the template's detail is aligned by it. One without is aligned by its skull or, where
  /// too little of that is seen, by the outline of its brain, and only believed when skull and scalp
  /// are seen around it.
  ///
  /// - Parameters:
  ///   - image: one frame of a whole head.
  ///   - template: the reference head and its brain.
  ///   - parameters: how the brain is looked for.
  ///   - wantsSkull: whether the skull is asked for; without, it is only sought where the alignment
  ///     needs it.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: both, believable.
  /// - Throws: `.inputUnsuitable`, `.registrationFailed` (also where the alignment cannot be
  ///   believed) or `.brainExtractionFailed`.
  public static func find(
    in image: Image, template: Template, parameters: BrainParameters = .standard,
    wantsSkull: Bool = true, parallel: Parallel = .serial
  ) throws(AnatomyError) -> LocatedBrain {
    try HeadExtent.check(image.grid)
    if let ordered = image.inCanonicalOrder {
      var found = try find(
        in: ordered, template: template, parameters: parameters, wantsSkull: wantsSkull,
        parallel: parallel)
      found.brain.mask = found.brain.mask.reoriented(back: image.grid)
      return found
    }
    try ImageStructure.check(image)
    let coarse = image.blockMeans(pitchMM: 3)
    try ComputedTomography.refuse(coarse)
    try HollowHead.refuse(coarse)
    let first = try register(image, to: template, parallel: parallel)
    let isDetailed = first.specificity >= ImageAlignment.detailedSpecificity
    if case .implausible(let sentence) = isDetailed ? first.verdict : first.geometry {
      throw unbelievable(sentence, first, template)
    }
    let search = Search(
      image: image, template: template, parameters: parameters, parallel: parallel)
    if isDetailed {
      return try search.brain(of: image, first, seeksSkull: wantsSkull)
    }
    return try search.byShapeOrDetail(from: first)
  }

  /// The error for an alignment that cannot be believed: where no more fits than by chance, what is in
  /// the image is no head.
  static func unbelievable(
    _ sentence: String, _ first: Registration, _ template: Template
  ) -> AnatomyError {
    let findings = Findings(registration: first)
    guard first.isUnlikeAnyHead else { return unbelievable(sentence, template, findings) }
    return AnatomyError(
      .inputUnsuitable,
      "No head was recognised in the image: in a head at least \(ImageAlignment.leastSpecificity) "
        + "of the brain's parts fit the template best in place, in this image "
        + "\(hundredths(first.specificity)).",
      remedy: "Look at the image: is it a whole head, of the right contrast?"
    ).adding(findings)
  }

  fileprivate static func unbelievable(
    _ sentence: String, _ template: Template, _ findings: Findings
  ) -> AnatomyError {
    AnatomyError(
      .registrationFailed,
      "The image was aligned with template \(template.name), but not believably: \(sentence)",
      remedy: "Look at the orientation and the field of view of the image."
    ).adding(findings)
  }
}

extension LocatedBrain {
  /// What a picture can show of it.
  public var findings: Findings {
    Findings(registration: registration, brain: brain.mask, surface: brain.mesh)
  }
}

/// Looks for the brain of one image.
private struct Search {
  var image: Image
  var template: Template
  var parameters: BrainParameters
  var parallel: Parallel

  /// The share of the surface around which skull and scalp must be seen where detail says nothing.
  private static let leastSkull = 0.5
  /// The median distance of the two surfaces, in mm, that can be believed.
  private static let largestMedianMM = 4.0

  /// The brain, found from an alignment, and the skull around it; the turn of the skull is held near
  /// that of `turn` or, where it is nil, of the alignment.
  func brain(
    of image: Image, _ registration: Registration, turn: Affine? = nil, seeksSkull: Bool = true
  ) throws(AnatomyError) -> LocatedBrain {
    let brain = try extractBrain(
      from: image, template: template, registration: registration, parameters: parameters,
      parallel: parallel)
    guard seeksSkull else { return LocatedBrain(registration: registration, brain: brain) }
    return LocatedBrain(
      registration: registration, brain: brain,
      skull: skull(around: brain, registration, turn: turn))
  }

  private func skull(
    around brain: BrainExtraction, _ registration: Registration, turn: Affine? = nil
  ) -> SkullAlignment? {
    SkullAlignment.find(
      around: brain.mesh, in: image, template: template, start: registration.templateToSubject,
      turn: turn, parallel: parallel)
  }

  /// The alignment of a head with little detail: by its shape from the likeliest place that leads to a
  /// brain that can be believed.
  ///
  /// What little detail there is still counts where no outline can be believed, as in heads whose
  /// vertex is cut off.
  func byShapeOrDetail(from first: Registration) throws(AnatomyError) -> LocatedBrain {
    let places = [first] + first.others
    var failure: AnatomyError?
    for place in places where place.geometry == .plausible {
      do { return try byShape(from: place) } catch { failure = failure ?? error }
    }
    for place in places where place.verdict == .plausible {
      return try brain(of: image, place)
    }
    guard let failure, !first.isUnlikeAnyHead else {
      throw LocatedBrain.unbelievable("", first, template).adding(failure?.findings ?? Findings())
    }
    throw failure
  }

  /// The alignment of a head without detail: first by the outline of its brain, which tells how the
  /// head is turned, then by its skull, which tells how large it is.
  func byShape(from first: Registration) throws(AnatomyError) -> LocatedBrain {
    var fallback: LocatedBrain
    do {
      fallback = try byOutline(from: first)
    } catch {
      let start = try brain(of: image, first, seeksSkull: false)
      if let found = try? bySkull(from: start) { return found }
      throw error
    }
    if let found = try? bySkull(from: fallback) { return found }
    fallback.skull = skull(around: fallback.brain, fallback.registration)
    if fallback.skull?.verdict == .plausible {
      fallback.skull?.verdict = .implausible("Skull and brain did not settle on one place.")
    }
    return fallback
  }

  /// The most rounds of skull and brain, and the step in mm below which both have settled.
  private static let skullRounds = (most: 10, settledMM: 0.3)
  /// A step shorter than this, in mm, is averaged with those before.
  private static let averagedMM = 3.0

  /// The brain is found again from where the skull lies, and the skull around it, until both settle.
  ///
  /// Where the skull is hardly depends on the brain, so that this ends at one place wherever it began.
  /// Short steps are averaged: single points that come and go then no longer keep it moving. Nil where
  /// the skull cannot be believed or nothing settles.
  private func bySkull(from first: LocatedBrain) throws(AnatomyError) -> LocatedBrain? {
    guard var found = try flat(first) else { return nil }
    let turn = first.registration.templateToSubject
    var averaged = 0
    var isSettled = false
    for _ in 0..<Self.skullRounds.most where !isSettled {
      guard let skull = found.skull, skull.verdict == .plausible else { return nil }
      let old = found.registration.templateToSubject
      if averaged > 0 || distanceMM(skull.templateToSubject, old) < Self.averagedMM {
        averaged += 1
      }
      let map = old.mixed(with: skull.templateToSubject, share: 1 / Double(max(1, averaged)))
      found.registration.templateToSubject = map
      found = try brain(of: image, found.registration, turn: turn)
      isSettled = distanceMM(map, old) < Self.skullRounds.settledMM
    }
    guard isSettled, averaged > 1, found.skull?.verdict == .plausible else { return nil }
    found.skull?.templateToSubject = found.registration.templateToSubject
    try believe(found, medianMM: 0)
    found.registration.verdict = .plausible
    return found
  }

  /// The brain grown from within; nil where no skull was seen.
  private func flat(_ first: LocatedBrain) throws(AnatomyError) -> LocatedBrain? {
    let turn = first.registration.templateToSubject
    guard
      let map = SkullAlignment.flatStart(
        around: first.brain.mesh, in: image, template: template, start: turn, parallel: parallel)
    else { return nil }
    var registration = first.registration
    registration.templateToSubject = map
    return try brain(of: image, registration, turn: turn)
  }

  /// How far apart two maps take the corners of the template's brain at most, in mm.
  private func distanceMM(_ a: Affine, _ b: Affine) -> Double {
    template.brain.grid.corners.map { corner in
      let place = template.brain.grid.toWorld(corner)
      return length(a(place) - b(place))
    }.max() ?? 0
  }

  /// How often the surfaces are brought together at most.
  private static let mostRounds = 4
  /// The surfaces have settled when no corner of the template's brain moves further, in mm.
  private static let settledMM = 1.0

  /// The surfaces are brought together and the brain is found again from there, until both settle; the
  /// skull is not looked for.
  func byOutline(from first: Registration) throws(AnatomyError) -> LocatedBrain {
    var found = try brain(of: image, first, seeksSkull: false)
    var medianMM = Double.infinity
    for _ in 0..<Self.mostRounds {
      guard
        let surfaces = BrainSurfaceAlignment(
          template: template, brain: found.brain.mask, parallel: parallel)
      else { break }
      let refined = surfaces.refined(found.registration.templateToSubject)
      medianMM = refined.medianMM
      let movedMM = distanceMM(refined.map, found.registration.templateToSubject)
      found.registration.templateToSubject = refined.map
      if case .implausible(let sentence) = found.registration.geometry {
        throw LocatedBrain.unbelievable(sentence, template, found.findings)
      }
      found = try brain(of: image, found.registration, seeksSkull: false)
      if movedMM < Self.settledMM { break }
    }
    try believe(found, medianMM: medianMM)
    found.registration.verdict = .plausible
    return found
  }

  private func believe(_ found: LocatedBrain, medianMM: Double) throws(AnatomyError) {
    let up = found.registration.templateToSubject.direction(Vector3(0, 0, 1))
    let skull = SkullEvidence.share(around: found.brain, in: image, up: up)
    guard skull >= Self.leastSkull else {
      throw LocatedBrain.unbelievable(
        "Skull and scalp were expected around the brain, and are seen around "
          + "\(Int(100 * skull)) % of it.", template, found.findings)
    }
    guard medianMM <= Self.largestMedianMM else {
      throw LocatedBrain.unbelievable(
        "The brain found should lie within \(Int(Self.largestMedianMM)) mm of the template's; half "
          + "of it lies further off.", template, found.findings)
    }
  }
}

extension Registration {
  /// Whether no more of the image fits the template than chance would make fit.
  fileprivate var isUnlikeAnyHead: Bool { specificity < ImageAlignment.leastSpecificity }
}

extension Affine {
  /// Between this map and another one near it: 0 gives this one, 1 the other.
  fileprivate func mixed(with other: Affine, share: Double) -> Affine {
    var result = self
    result.rows = zip(rows, other.rows).map { $0 + ($1 - $0) * share }
    result.translation += (other.translation - translation) * share
    return result
  }
}
