import Anatomy
import Volumes

/// What is known of a full image, as it is kept in a file.
public struct ReferenceRecord: Sendable, Codable {
  /// How the template's skull lies in the subject.
  struct Skull: Codable {
    var templateToSubject: Affine
    var pointCount: Int
    /// Median distance left, in template mm; nil where there was none.
    var residualMM: Double?
    var coverage: Double
    /// Why it cannot be believed; nil where it can.
    var doubt: String?
  }

  /// Template world mm to subject world mm.
  public var templateToSubject: Affine
  /// How alike image and template are after alignment, 0…1.
  public var similarity: Double
  /// The share of the brain's parts that fit best in place, 0…1.
  public var specificity: Double
  /// Name of the template.
  public var template: String
  var skull: Skull?

  init(_ frame: Frame, template: Template) {
    let registration = frame.registration
    templateToSubject = registration.templateToSubject
    (similarity, specificity) = (registration.similarity, registration.specificity)
    self.template = template.name
    skull = frame.skull.map(Skull.init)
  }

  /// The registration; only plausible ones are ever kept.
  var registration: Registration {
    Registration(
      templateToSubject: templateToSubject, similarity: similarity, verdict: .plausible,
      specificity: specificity)
  }

  /// How the skull lies, as it was found.
  var skullAlignment: SkullAlignment? { skull?.alignment }
}

extension ReferenceRecord.Skull {
  init(_ alignment: SkullAlignment) {
    self.init(
      templateToSubject: alignment.templateToSubject, pointCount: alignment.pointCount,
      residualMM: alignment.residualMM.isFinite ? alignment.residualMM : nil,
      coverage: alignment.coverage, doubt: nil)
    if case .implausible(let sentence) = alignment.verdict { doubt = sentence }
  }

  var alignment: SkullAlignment {
    SkullAlignment(
      templateToSubject: templateToSubject, pointCount: pointCount,
      residualMM: residualMM ?? .infinity, coverage: coverage,
      verdict: doubt.map { .implausible($0) } ?? .plausible)
  }
}
