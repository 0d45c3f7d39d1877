import Agreement
import Anatomy

/// What `bauta register --group` tells, as JSON.
struct GroupReport: Encodable {
  struct Member: Encodable {
    /// World mm of the common frame to world mm of the image.
    var matrix: [[Double]]
    @OrNull var rotation_degrees: Double?
  }

  struct Pair: Encodable {
    /// Places in the list of images, counted from 1.
    var fixed: Int
    var moving: Int
    var similarity: Double
    var specificity: Double
    var overlap: Double
    var loop_error_mm: Double
    var verdict: AlignmentVerdict.Grade
    var reasons: [String]
  }

  var common: String
  var loop_error_mm: Double
  var images: [Member]
  var pairs: [Pair]
  var verdict: AlignmentVerdict.Grade
  var reasons: [String]
  var notes: [String]
  @OrNull var failure: FailureReport?

  init(_ found: GroupAlignment, common: GroupAlignment.Frame, notes: [String]) {
    let verdict = found.verdict
    (self.common, loop_error_mm, self.notes) = (common.rawValue, found.loopErrorMM, notes)
    images = found.commonToImage.map { map in
      Member(
        matrix: MatrixText.rows(of: map),
        rotation_degrees: AffineDecomposition(map)?.rotationDegrees)
    }
    pairs = found.pairs.map { pair in
      let (one, verdict) = (pair.alignment, pair.alignment.verdict)
      return Pair(
        fixed: pair.fixed + 1, moving: pair.moving + 1, similarity: one.similarity,
        specificity: one.specificity, overlap: one.overlap, loop_error_mm: pair.loopErrorMM,
        verdict: verdict.grade, reasons: verdict.reasons)
    }
    (self.verdict, reasons) = (verdict.grade, verdict.reasons)
  }

  /// The same as lines for a reader, without the reasons.
  var lines: [String] {
    pairs.map { pair in
      "pair \(pair.fixed) \(pair.moving): parts in place \(FixedText.of(pair.specificity, 2)), "
        + "loop error \(FixedText.of(pair.loop_error_mm, 2)) mm, \(pair.verdict.rawValue)"
    } + ["loop error \(FixedText.of(loop_error_mm, 2)) mm", "verdict \(verdict.rawValue)"]
  }
}
