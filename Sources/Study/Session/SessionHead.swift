import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// The head of a session: one image of it, what is known of it and what is removed of it, ready to be
/// carried over to all other images of the session.
public struct SessionHead: Sendable {
  /// What is known of the image on which the face was found.
  public var frame: Frame
  /// The voxels that are removed from it.
  public var removed: Mask
  /// What is removed, wherever an image of the head lies.
  public var region: RemovedRegion
  /// The seed of what was drawn at random for it.
  var seed: UInt64?
  /// What the image shows of the face before the removal.
  var face: FaceRecord
  /// The head, ready to be found in other images.
  var subject: SubjectHead

  /// A head from the image on which the face was found.
  ///
  /// - Parameters:
  ///   - frame: what is known of the image.
  ///   - variant: what the removal made of it, every gate passed.
  ///   - parallel: how many threads.
  /// - Throws: why it cannot be carried over; nothing of the session may be written then.
  public init(frame: Frame, variant: Variant, parallel: Parallel) throws(DefacingError) {
    if let refusal = variant.refusal { throw refusal }
    guard let removed = variant.removed, let region = variant.region else {
      throw DefacingError(
        .inputUnsuitable, "a control removes nothing that could be carried over to other images",
        remedy: "Take a method that removes the face.")
    }
    (self.frame, self.removed, self.region) = (frame, removed, region)
    seed = variant.seed
    do {
      face = try FaceRecord.observing(
        frame.image, registration: frame.registration, parallel: parallel)
      let seen = frame.image.likeT1(parallel: parallel) ?? frame.image
      subject = try SubjectHead(seen, brain: frame.brain, parallel: parallel)
    } catch let error as AnatomyError {
      throw DefacingError(.inputUnsuitable, error.message, remedy: error.remedy)
    } catch let error as FaceError {
      throw DefacingError(.inputUnsuitable, error.message, remedy: error.remedy)
    } catch {
      throw DefacingError(.inputUnsuitable, "\(error)")
    }
  }
}
