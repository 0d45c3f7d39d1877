import Anatomy
import Kernels
import Volumes

/// Removes what a face mask of the user's own, drawn on a template of their own, covers.
///
/// The way of many programs (Gulban O. F. et al., pydeface, doi:10.5281/zenodo.3524400): the user's
/// template is aligned, and its mask laid over the image. Here both are given by path and the meaning
/// of the mask's numbers is stated, never guessed. The user's template is aligned once with the
/// template that all methods share, so that every image is aligned by one engine. At the face a voxel
/// goes as soon as any part of it lies in the mask; the brain and some mm around it stay.
public struct MaskWarp: Defacer {
  /// The name users type.
  public static let name = "mask-warp"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 1
  /// One sentence and the source in the literature.
  public static let summary =
    "Removes what a given face mask on a given template covers, the brain excepted "
    + "(compare Gulban et al., pydeface)."

  /// The mask; nil where none was given, which is refused.
  public var drawn: DrawnFaceMask?
  /// Distance from the brain within which nothing goes, mm.
  public var protectMM: Double
  /// What else goes, and whether the nose stays.
  public var regions: ExtraRegions
  /// What removed voxels become.
  public var fill: Fill
  /// Chooses the noise where `fill` is noise.
  public var seed: UInt64

  /// More of the brain than this under a face mask is a mistake, a share of it.
  private static let mostBrain = 0.05

  /// The method with its mask.
  public init(
    drawn: DrawnFaceMask? = nil, protectMM: Double = 4, regions: ExtraRegions = ExtraRegions(),
    fill: Fill = .zero, seed: UInt64 = 1
  ) {
    (self.drawn, self.protectMM, self.regions) = (drawn, protectMM, regions)
    (self.fill, self.seed) = (fill, seed)
  }

  /// Neither alignment nor brain depends on what was removed.
  public var isIdempotent: Bool { true }

  /// Which voxels have to go.
  public func removal(for frame: Frame) throws(DefacingError) -> Removal {
    guard let drawn else { throw Self.notGiven }
    guard protectMM.isFinite, (0...30).contains(protectMM) else {
      throw DefacingError(
        .inputUnsuitable,
        "Mask-warp: the protected distance must be from 0 to 30 mm, not \(protectMM).",
        remedy: "Give a distance such as 4mm.")
    }
    try frame.requireBrain("Mask-warp")
    guard let back = frame.registration.templateToSubject.inverse else { throw Self.outside }
    let covered = drawn.face.touched(
      onto: frame.image.grid, through: drawn.templateToMask * back, continuesEdges: true)
    try check(covered, brain: frame.brain)
    let removed = try regions.applied(
      to: covered.subtracting(frame.brain.dilated(byMM: protectMM)), in: frame,
      protectMM: protectMM, method: "Mask-warp")
    guard removed.count > 0 else { throw Self.outside }
    return Removal(method: Self.name, removed: removed, fill: fill, seed: seed)
  }

  /// Refuses a mask of the wrong polarity or space, which would take the brain if it were let.
  private func check(_ covered: Mask, brain: Mask) throws(DefacingError) {
    let share = Double(covered.intersection(brain).count) / Double(max(brain.count, 1))
    guard share > Self.mostBrain else { return }
    throw DefacingError(
      .inputUnsuitable,
      "Mask-warp: the face mask covers \(figures(100 * share, 0)) % of the brain; at most "
        + "\(figures(100 * Self.mostBrain, 0)) % may be covered.",
      remedy: "Check the polarity, and that mask and template lie in the same world mm.")
  }

  private static let notGiven = DefacingError(
    .inputUnsuitable,
    "Mask-warp: a template, a face mask on it and the mask's polarity are needed; not all were given.",
    remedy:
      "Give --mask-template, --face-mask and --polarity remove|keep, or the parameters of those names."
  )

  private static let outside = DefacingError(
    .faceOutsideView, "Mask-warp: what the face mask covers lies outside the field of view.",
    remedy: "Check the orientation and the field of view of the image.")
}
