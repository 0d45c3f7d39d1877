import Anatomy
import Volumes

/// What is known of a full image, as it is kept in a file.
public struct ReferenceRecord: Sendable, Codable {
  /// Template world mm to subject world mm.
  public var templateToSubject: Affine
  /// How alike image and template are after alignment, 0…1.
  public var similarity: Double
  /// Name of the template.
  public var template: String

  init(_ registration: Registration, template: Template) {
    templateToSubject = registration.templateToSubject
    similarity = registration.similarity
    self.template = template.name
  }

  /// The registration; only plausible ones are ever kept.
  var registration: Registration {
    Registration(
      templateToSubject: templateToSubject, similarity: similarity, verdict: .plausible)
  }
}
