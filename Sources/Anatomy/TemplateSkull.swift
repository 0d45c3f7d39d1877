import Kernels
import Volumes

/// The surfaces of a template's head by which skulls are aligned, found as in any other head.
struct TemplateSkull: Sendable {
  /// The outer face of the skull.
  var skull: OrientedSurface
  /// The surface of the brain.
  var brain: OrientedSurface

  /// Nil where no brain is found in the template.
  init?(_ template: Template, parallel: Parallel) {
    let inPlace = Registration(templateToSubject: .identity, similarity: 1, verdict: .plausible)
    guard
      let found = try? extractBrain(
        from: template.head, template: template, registration: inPlace, parallel: parallel)
    else { return nil }
    skull = SkullPoints.surface(around: found.mesh, in: template.head.withFiniteValues())
    brain = OrientedSurface(found.mesh)
  }
}
