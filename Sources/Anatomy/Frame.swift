import Kernels
import Volumes

/// What is known of one image: where the template lies in it, where the head is and where the brain.
///
/// Computed once for each image and passed on. A defaced image gets its own frame, so that nothing
/// of the full image leaks into what is measured on the defaced one.
public struct Frame: Sendable {
  /// The image, one three-dimensional frame.
  public var image: Image
  /// How the template lies in it.
  public var registration: Registration
  /// Skin and everything inside, on the grid of `image`.
  public var head: Mask
  /// The brain, on the grid of `image`.
  public var brain: Mask
  /// How the template's skull lies in it; nil where no skull was seen.
  public var skull: SkullAlignment?
  /// The surface of the brain in world mm; nil where it was not kept.
  public var surface: TriangleMesh?
  /// Where the template's space can hold faces; nil where the template has none.
  public var facePrior: DeferredFacePrior?

  /// A frame from its parts.
  public init(
    image: Image, registration: Registration, head: Mask, brain: Mask,
    skull: SkullAlignment? = nil, surface: TriangleMesh? = nil,
    facePrior: DeferredFacePrior? = nil
  ) {
    (self.image, self.registration) = (image, registration)
    (self.head, self.brain, self.skull) = (head, brain, skull)
    (self.surface, self.facePrior) = (surface, facePrior)
  }

  /// What a picture can show of it.
  public var findings: Findings {
    Findings(registration: registration, brain: brain, surface: surface)
  }
}
