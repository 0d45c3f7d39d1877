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
  ///   - expected: the brain of the template where it lies in the image; nil where the alignment
  ///     cannot be inverted.
  ///   - limits: below which overlap it warns and fails.
  /// - Returns: the gate.
  static func brainInPlace(
    _ brain: Mask, expected: Mask?,
    limits: GateLimits.Pair = GateLimits.standard.brainInPlace
  ) -> Gate {
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
