import Kernels
import Volumes

/// The brain of an image and the way the template lies in it, each found with the help of the other.
public struct LocatedBrain: Sendable {
  /// How the template lies in the image; believable.
  public var registration: Registration
  /// The brain.
  public var brain: BrainExtraction

  /// Below this share of parts that fit the template best in place, the outline of the brain decides.
  private static let detailedSpecificity = 0.25
  /// The share of the surface around which skull and scalp must be seen where detail says nothing.
  private static let leastSkull = 0.5
  /// The median distance of the two surfaces, in mm, that can be believed.
  private static let largestMedianMM = 4.0

  /// Finds brain and alignment.
  ///
  /// A head with the template's detail is aligned by it. One without is aligned by the outline of its
  /// brain, and only believed when skull and scalp are seen around it.
  ///
  /// - Parameters:
  ///   - image: one frame of a whole head.
  ///   - template: the reference head and its brain.
  ///   - parameters: how the brain is looked for.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: both, believable.
  /// - Throws: `.inputUnsuitable`, `.registrationFailed` (also where the alignment cannot be
  ///   believed) or `.brainExtractionFailed`.
  public static func find(
    in image: Image, template: Template, parameters: BrainParameters = .standard,
    parallel: Parallel = .serial
  ) throws(AnatomyError) -> LocatedBrain {
    let first = try register(image, to: template, parallel: parallel)
    let isDetailed = first.specificity >= detailedSpecificity
    if case .implausible(let sentence) = isDetailed ? first.verdict : first.geometry {
      throw unbelievable(sentence, template)
    }
    let brain = try extractBrain(
      from: image, template: template, registration: first, parameters: parameters,
      parallel: parallel)
    let found = LocatedBrain(registration: first, brain: brain)
    if isDetailed { return found }
    return try found.byOutline(in: image, template, parameters, parallel)
  }

  /// Twice: the surfaces are brought together, and the brain is found again from there.
  private func byOutline(
    in image: Image, _ template: Template, _ parameters: BrainParameters, _ parallel: Parallel
  ) throws(AnatomyError) -> LocatedBrain {
    var found = self
    var medianMM = Double.infinity
    for _ in 0..<2 {
      guard
        let surfaces = BrainSurfaceAlignment(
          template: template, brain: found.brain.mask, parallel: parallel)
      else { break }
      let refined = surfaces.refined(found.registration.templateToSubject)
      medianMM = refined.medianMM
      found.registration.templateToSubject = refined.map
      if case .implausible(let sentence) = found.registration.geometry {
        throw Self.unbelievable(sentence, template)
      }
      found.brain = try extractBrain(
        from: image, template: template, registration: found.registration, parameters: parameters,
        parallel: parallel)
    }
    try found.believe(medianMM, image, template)
    found.registration.verdict = .plausible
    return found
  }

  private func believe(
    _ medianMM: Double, _ image: Image, _ template: Template
  ) throws(AnatomyError) {
    let up = registration.templateToSubject.direction(Vector3(0, 0, 1))
    let skull = SkullEvidence.share(around: brain, in: image, up: up)
    guard skull >= Self.leastSkull else {
      throw Self.unbelievable(
        "Skull and scalp were expected around the brain, and are seen around "
          + "\(Int(100 * skull)) % of it.", template)
    }
    guard medianMM <= Self.largestMedianMM else {
      throw Self.unbelievable(
        "The brain found should lie within \(Int(Self.largestMedianMM)) mm of the template's; half "
          + "of it lies further off.", template)
    }
  }

  private static func unbelievable(_ sentence: String, _ template: Template) -> AnatomyError {
    AnatomyError(
      .registrationFailed,
      "The image was aligned with template \(template.name), but not believably: \(sentence)",
      remedy: "Look at the orientation and the field of view of the image.")
  }
}
