import Kernels
import Volumes

/// A reference head in a known space, to which every head is aligned.
///
/// The world of `head` is MNI-like RAS+ millimetres with the origin near the anterior commissure.
public struct Template: Sendable {
  /// A short name for reports, such as `ch2`.
  public var name: String
  /// The T1-weighted head.
  public var head: Image { didSet { found = Found() } }
  /// The brain with its outer fluid, closed and filled, on the grid of `head`.
  public var brain: Mask { didSet { found = Found() } }
  /// Where faces can lie in the template's space; nil for a template that is only aligned with.
  public var facePrior: DeferredFacePrior?
  private var found = Found()

  /// A template from its parts.
  public init(name: String, head: Image, brain: Mask, facePrior: DeferredFacePrior? = nil) {
    (self.name, self.head, self.brain) = (name, head, brain)
    self.facePrior = facePrior
  }

  /// The surfaces by which skulls are aligned; found once, nil where the template has no brain.
  func skull(parallel: Parallel) -> TemplateSkull? {
    found.skull.value { TemplateSkull(self, parallel: parallel) }
  }

  /// The brain in the forms that the search for a brain asks for; worked out once.
  func brainShape(parallel: Parallel) -> TemplateBrain {
    found.brain.value { TemplateBrain(brain, parallel: parallel) }
  }

  /// The brain without its outermost 5 mm, which an affine map need not follow; worked out once.
  public func innerBrain(parallel: Parallel) -> Mask {
    found.inner.value { brain.eroded(byMM: 5, parallel: parallel) }
  }

  /// Where fluid of an aligned brain is ventricular and grey matter peripheral, in the template's
  /// world; worked out once.
  func regions(parallel: Parallel) -> BrainRegions {
    let shape = brainShape(parallel: parallel)
    return found.regions.value { BrainRegions(shape) }
  }

  /// Points on the border of the brain, template world mm, by which outlines are aligned; found once.
  var brainBorder: [Vector3] {
    found.border.value { brain.sampledBorder }
  }

  /// The head with its sample points, to which others are aligned; made once.
  func fixedHead(parallel: Parallel) throws(AnatomyError) -> FixedHead {
    try found.fixed.value {
      Result { () throws(AnatomyError) in
        try FixedHead(head, brain: brain, parallel: parallel)
      }
    }.get()
  }

  /// The shares of fluid, grey and white matter, on cubes of 2 mm and blurred by 4 mm (standard deviation)
  /// within the brain, by as much as brains still differ after an affine alignment; worked out once.
  ///
  /// - Parameter parallel: how many threads; the result does not depend on it.
  /// - Returns: three images of shares (0…1) in the template's world.
  /// - Throws: where the template's own tissues cannot be told apart.
  public func blurredTissues(parallel: Parallel) throws(AnatomyError) -> [Image] {
    try found.tissues.value {
      Result { () throws(AnatomyError) in
        try BlurredTissues.of(self, parallel)
      }
    }.get()
  }

  /// What is worked out from head and brain when it is first asked for.
  private struct Found {
    var skull = FoundOnce<TemplateSkull?>()
    var brain = FoundOnce<TemplateBrain>()
    var inner = FoundOnce<Mask>()
    var regions = FoundOnce<BrainRegions>()
    var border = FoundOnce<[Vector3]>()
    var fixed = FoundOnce<Result<FixedHead, AnatomyError>>()
    var tissues = FoundOnce<Result<[Image], AnatomyError>>()
  }
}
