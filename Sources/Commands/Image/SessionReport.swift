import Anatomy
import Study

/// How the mask of an image of a session came, as JSON.
struct MaskOrigin: Encodable {
  /// The image on which the face was found, counted from 1.
  var image: Int
  /// `own`: found on this image; `header`: carried over as the headers say, which the images confirm;
  /// `registration`: carried over as the images say.
  var by: String
}

/// How well an image of a session was aligned with the one on which the face was found, as JSON.
struct AlignmentReport: Encodable {
  var similarity: Double
  var specificity: Double
  var overlap: Double
  var moved_mm: Double
  var disagreement_mm: Double
  var matrix: [[Double]]

  init(_ alignment: SubjectAlignment) {
    similarity = alignment.similarity
    specificity = alignment.specificity
    overlap = alignment.overlap
    moved_mm = alignment.movedMM
    disagreement_mm = alignment.disagreementMM
    matrix = MatrixText.rows(of: alignment.headToImage)
  }
}
