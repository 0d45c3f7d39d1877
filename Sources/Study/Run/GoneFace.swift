import Anatomy
import Faces
import Kernels
import Volumes

/// Whether an image that was refused seems to have lost its face already.
enum GoneFace {
  /// The sentence that says so, or nil where the face does not seem to be gone.
  static func hint(_ frame: Frame, parallel: Parallel) -> String? {
    guard
      let record = try? FaceRecord.observing(
        frame.image, registration: frame.registration, parallel: parallel),
      let evidence = DefacedEvidence(
        of: frame.image, record: record, registration: frame.registration),
      let probability = evidence.probability, evidence.verdict == "defaced"
    else { return nil }
    return "The face seems to be gone already, or the image shows no skin (probability "
      + "\(FigureText.percent(probability)))."
  }
}
