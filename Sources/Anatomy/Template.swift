import Kernels
import Volumes

/// A reference head in a known space, to which every head is aligned.
///
/// The world of `head` is MNI-like RAS+ millimetres with the origin near the anterior commissure.
public struct Template: Sendable {
  /// A short name for reports, such as `ch2`.
  public var name: String
  /// The T1-weighted head.
  public var head: Image { didSet { store = TemplateSkullStore() } }
  /// The brain with its outer fluid, closed and filled, on the grid of `head`.
  public var brain: Mask { didSet { store = TemplateSkullStore() } }
  /// Where faces can lie in the template's space; nil for a template that is only aligned with.
  public var facePrior: DeferredFacePrior?
  private var store = TemplateSkullStore()

  /// A template from its parts.
  public init(name: String, head: Image, brain: Mask, facePrior: DeferredFacePrior? = nil) {
    (self.name, self.head, self.brain) = (name, head, brain)
    self.facePrior = facePrior
  }

  /// The surfaces by which skulls are aligned; found once, nil where the template has no brain.
  func skull(parallel: Parallel) -> TemplateSkull? { store.skull(of: self, parallel: parallel) }
}
