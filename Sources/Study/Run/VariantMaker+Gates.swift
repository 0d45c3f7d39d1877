import Anatomy
import Defacing
import Volumes

extension VariantMaker {
  /// The gates over where the head lies and what is removed of it.
  func placeGates(of removal: Removal, on grid: Grid, frame: Frame) -> [Gate] {
    let (registration, window) = (frame.registration, limits.headRemoved(by: method))
    return Gate.affine(registration, plausible: limits.stretch) + [
      .faceInView(
        of: grid, registration: registration, warnBelow: limits.faceInView.warn,
        failBelow: limits.faceInView.fail),
      .brainRemoved(
        removal.removed, brain: frame.brain, warnAbove: limits.brainRemoved.warn,
        failAbove: limits.brainRemoved.fail),
      .templateBrainRemoved(removal.removed, registration: registration, template: template),
      .headRemoved(removal.removed, head: frame.head, warn: window.warn, fail: window.fail),
      .brainInPlace(
        frame.brain, registration: registration, template: template, parallel: parallel),
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

  func earGates(_ removal: Removal, _ frame: Frame) -> [Gate] {
    guard AskedRegions(parameters).extra.ears else { return [] }
    return [
      .earsLeft(
        removal.removed, head: frame.head, registration: frame.registration,
        isAltered: removal.keepsSurface)
    ]
  }
}
