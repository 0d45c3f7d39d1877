import Anatomy
import Defacing
import Volumes

extension VariantMaker {
  /// The gates over where the head lies and what is removed of it.
  func placeGates(of removal: Removal, on grid: Grid, _ findings: HeadFindings) -> [Gate] {
    let frame = findings.frame
    let (registration, window) = (frame.registration, limits.headRemoved(by: method))
    return Gate.affine(registration, plausible: limits.stretch) + [
      .faceInView(
        of: grid, registration: registration, warnBelow: limits.faceInView.warn,
        failBelow: limits.faceInView.fail),
      .brainRemoved(
        removal.removed, brain: frame.brain, warnAbove: limits.brainRemoved.warn,
        failAbove: limits.brainRemoved.fail),
      .templateBrainRemoved(removal.removed, expected: findings.expectedInnerBrain),
      .headRemoved(removal.removed, head: frame.head, warn: window.warn, fail: window.fail),
      .brainInPlace(
        frame.brain, expected: findings.expectedBrain, limits: limits.brainInPlace),
    ]
  }

  /// The landmarks, where the nose is to be kept for them.
  func fiducials(of frame: Frame) throws(DefacingError) -> FiducialSidecar? {
    guard AskedRegions(parameters).extra.keepsNose else { return nil }
    guard let found = Fiducials(of: frame.head, registration: frame.registration) else {
      throw DefacingError(
        .faceOutsideView,
        "keeping the nose: nasion and ears must be in view for their places to be written down",
        remedy: "leave 'keep' out, or take an image of the whole head")
    }
    return FiducialSidecar(found)
  }

  /// What is said of a further image, or frame, on which the gate over the ears has nothing to judge.
  static let unseenEars =
    "The ears were asked for and are not seen well enough to be judged. Look at the image."

  /// The gate over the ears, where they were asked for.
  ///
  /// - Parameters:
  ///   - removal: what is removed.
  ///   - head: skin and everything inside, on the lattice of what is removed.
  ///   - registration: how the template lies in it.
  /// - Returns: the gate, or none.
  func earGates(_ removal: Removal, head: Mask, _ registration: Registration) -> [Gate] {
    guard AskedRegions(parameters).extra.ears else { return [] }
    return [
      .earsLeft(
        removal.removed, head: head, registration: registration,
        isAltered: removal.keepsSurface, warnAbove: limits.faceLeft.warn,
        failAbove: limits.faceLeft.fail)
    ]
  }
}
