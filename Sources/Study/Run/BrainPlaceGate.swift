import Anatomy
import Defacing
import Kernels
import Volumes

extension Gate {
  /// How well the brain of an image fills the place in which the template has its own, as their overlap
  /// (Dice) in the field of view.
  ///
  /// The brain is found in the image itself. Where it lies elsewhere than the template says, what is
  /// taken for the face's place is another one as well.
  ///
  /// - Parameters:
  ///   - brain: the brain of the image.
  ///   - registration: how the template lies in it.
  ///   - template: the reference head.
  ///   - limits: below which overlap it warns and fails.
  ///   - parallel: how many threads.
  /// - Returns: the gate.
  static func brainInPlace(
    _ brain: Mask, registration: Registration, template: Template,
    limits: GateLimits.Pair = GateLimits.standard.brainInPlace, parallel: Parallel
  ) -> Gate {
    let expected = registration.templateToSubject.inverse.map {
      template.brain.resampled(onto: brain.grid, through: $0, parallel: parallel)
    }
    let sum = (expected?.count ?? 0) + brain.count
    let both = expected.map { $0.intersection(brain).count } ?? 0
    let overlap = sum > 0 ? 2 * Double(both) / Double(sum) : .nan
    return Gate(
      name: "brain-in-place", value: overlap, warnBelow: limits.warn,
      failBelow: limits.fail,
      sentence:
        "The brain of the image and that of the template overlap by "
        + "\(GateFigures.text(overlap, decimals: 2, apartFrom: [limits.fail, limits.warn])) (Dice); "
        + "below \(GateFigures.limit(limits.fail)) the place of the face is not believed, "
        + "\(GateFigures.limit(limits.warn)) is usual.")
  }
}
