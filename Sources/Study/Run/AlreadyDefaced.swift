import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// Refuses an image whose face was removed before: removing it again would only nibble at what is
/// left, since brain and face are found a little elsewhere each time.
///
/// Refused, not passed on as it is: an image without skin looks the same. Filtered faces and those
/// filled with noise are not found out by the image; see `SaidDefaced`. Who names other regions than the usual ones wants more gone
/// than the first removal took, and gets it.
enum AlreadyDefaced {
  /// How probable it must be that the face is gone. Of 17 real and 4 digital images with a face none
  /// comes near it (`DefacedEvidence`).
  private static let leastProbability = 0.95

  /// Why an image is refused; nil where its face seems to be there.
  ///
  /// - Parameters:
  ///   - frame: what is known of it.
  ///   - record: what it shows of the face.
  ///   - asked: what must be gone.
  /// - Returns: the refusal.
  static func refusal(
    _ frame: Frame, record: FaceRecord, asked: AskedRegions
  ) -> DefacingError? {
    guard asked.areUsual,
      let evidence = DefacedEvidence(
        of: frame.image, record: record, registration: frame.registration),
      let probability = evidence.probability, probability >= leastProbability
    else { return nil }
    return DefacingError(
      .inputUnsuitable,
      "already defaced, nothing changed: the place of the face is empty (probability "
        + "\(FigureText.percent(probability))).",
      remedy: "Use the image as it is; name the zones that must still go with 'regions'.")
  }
}
