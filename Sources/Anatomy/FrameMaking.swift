import Kernels
import Volumes

extension Frame {
  /// Changes whenever the frame of the same image changes.
  public static let version = 4

  /// Finds out all that is known of an image: alignment with the template, head, brain and skull.
  /// Brain and skull of a computed tomography are found in its likeness of a T1-weighted image.
  ///
  /// - Parameters:
  ///   - image: one frame of a whole head.
  ///   - template: the reference head and its brain.
  ///   - acceptsTomography: whether computed tomography will do; it must not where the image is to be
  ///     measured.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the frame; its alignment is plausible.
  /// - Throws: `.inputUnsuitable`, `.registrationFailed` (also where the alignment cannot be
  ///   believed) or `.brainExtractionFailed`.
  public static func make(
    image: Image, template: Template, acceptsTomography: Bool = false,
    parallel: Parallel = .serial
  ) throws(AnatomyError) -> Frame {
    let head = try headMask(of: image, parallel: parallel)
    let seen = acceptsTomography ? image.likeT1(parallel: parallel) ?? image : image
    let found = try LocatedBrain.find(in: seen, template: template, parallel: parallel)
    return Frame(
      image: image, registration: found.registration, head: head, brain: found.brain.mask,
      skull: found.skull, surface: found.brain.mesh, facePrior: template.facePrior)
  }
}
