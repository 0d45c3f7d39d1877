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
    let search = Search(
      image: image, template: template, parameters: parameters, parallel: parallel)
    if isDetailed { return try search.brain(of: image, first) }
    do {
      return try search.byOutline(from: first)
    } catch {
      // What little detail there is still counts where the outline cannot be believed, as in heads
      // whose vertex is cut off.
      if case .implausible = first.verdict { throw error }
      return try search.brain(of: image, first)
    }
  }

  static func unbelievable(_ sentence: String, _ template: Template) -> AnatomyError {
    AnatomyError(
      .registrationFailed,
      "The image was aligned with template \(template.name), but not believably: \(sentence)",
      remedy: "Look at the orientation and the field of view of the image.")
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

  /// The brain, found from an alignment.
  func brain(of image: Image, _ registration: Registration) throws(AnatomyError) -> LocatedBrain {
    LocatedBrain(
      registration: registration,
      brain: try extractBrain(
        from: image, template: template, registration: registration, parameters: parameters,
        parallel: parallel))
  }

  /// How often the surfaces are brought together at most.
  private static let mostRounds = 4
  /// The surfaces have settled when no corner of the template's brain moves further, in mm.
  private static let settledMM = 1.0

  /// The surfaces are brought together and the brain is found again from there, until both settle.
  func byOutline(from first: Registration) throws(AnatomyError) -> LocatedBrain {
    var found = try brain(of: image, first)
    var medianMM = Double.infinity
    for _ in 0..<Self.mostRounds {
      guard
        let surfaces = BrainSurfaceAlignment(
          template: template, brain: found.brain.mask, parallel: parallel)
      else { break }
      let refined = surfaces.refined(found.registration.templateToSubject)
      medianMM = refined.medianMM
      let movedMM = template.brain.grid.corners.map { corner in
        let place = template.brain.grid.toWorld(corner)
        return length(refined.map(place) - found.registration.templateToSubject(place))
      }.max()
      found.registration.templateToSubject = refined.map
      if case .implausible(let sentence) = found.registration.geometry {
        throw LocatedBrain.unbelievable(sentence, template)
      }
      found = try brain(of: image, found.registration)
      if movedMM ?? 0 < Self.settledMM { break }
    }
    try believe(found, medianMM)
    found.registration.verdict = .plausible
    return found
  }

  private func believe(_ found: LocatedBrain, _ medianMM: Double) throws(AnatomyError) {
    let up = found.registration.templateToSubject.direction(Vector3(0, 0, 1))
    let skull = SkullEvidence.share(around: found.brain, in: image, up: up)
    guard skull >= Self.leastSkull else {
      throw LocatedBrain.unbelievable(
        "Skull and scalp were expected around the brain, and are seen around "
          + "\(Int(100 * skull)) % of it.", template)
    }
    guard medianMM <= Self.largestMedianMM else {
      throw LocatedBrain.unbelievable(
        "The brain found should lie within \(Int(Self.largestMedianMM)) mm of the template's; half "
          + "of it lies further off.", template)
    }
  }
}
