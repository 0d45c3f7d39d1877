import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// What gates ask of an image before anything is removed from it. It is the same for every method, so
/// it is found when it is asked for first, and kept: several methods on one image share it.
public final class HeadFindings: Sendable {
  /// What is known of the image.
  public let frame: Frame
  private let template: Template
  private let parallel: Parallel
  private let seen = FoundOnce<FaceRecord?>()
  private let templateBrain = FoundOnce<Mask?>()
  private let innerBrain = FoundOnce<Mask?>()

  /// Nothing is found yet.
  ///
  /// - Parameters:
  ///   - frame: what is known of the image.
  ///   - template: the template that it was aligned with.
  ///   - parallel: how many threads; the findings do not depend on it.
  public init(of frame: Frame, template: Template, parallel: Parallel) {
    (self.frame, self.template, self.parallel) = (frame, template, parallel)
  }

  /// What the image shows of the face; nil where it cannot be looked at.
  var face: FaceRecord? {
    seen.value {
      try? FaceRecord.observing(
        frame.image, registration: frame.registration, parallel: parallel)
    }
  }

  /// The template's brain where it lies in the image; nil where the alignment cannot be inverted.
  var expectedBrain: Mask? {
    templateBrain.value { carried(template.brain) }
  }

  /// The template's brain without its outermost 5 mm, likewise.
  var expectedInnerBrain: Mask? {
    innerBrain.value { carried(template.innerBrain(parallel: parallel)) }
  }

  private func carried(_ mask: Mask) -> Mask? {
    frame.registration.templateToSubject.inverse.map {
      mask.resampled(onto: frame.image.grid, through: $0, parallel: parallel)
    }
  }
}
