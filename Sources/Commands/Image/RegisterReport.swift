import Agreement
import Anatomy
import Volumes

/// What `bauta register` tells of an alignment, as JSON.
struct RegisterReport: Encodable {
  var matrix: [[Double]]
  var dof: Int
  var similarity: Double
  var specificity: Double
  var blocks: Double
  var overlap: Double
  @OrNull var disagreement_mm: Double?
  var determinant: Double
  @OrNull var rotation_degrees: Double?
  @OrNull var scales: [Double]?
  @OrNull var skews: [Double]?
  var verdict: AlignmentVerdict.Grade
  var reasons: [String]
  var notes: [String]
  @OrNull var failure: FailureReport?

  init(_ found: ImageAlignment, dof: Int, notes: [String] = []) {
    let (parts, verdict) = (found.decomposition, found.verdict)
    matrix = MatrixText.rows(of: found.fixedToMoving)
    (self.dof, self.notes) = (dof, notes)
    (similarity, specificity, overlap) = (found.similarity, found.specificity, found.overlap)
    blocks = found.blocks
    disagreement_mm = found.disagreementMM
    determinant = found.fixedToMoving.determinant
    rotation_degrees = parts?.rotationDegrees
    scales = parts.map { [$0.scales.x, $0.scales.y, $0.scales.z] }
    skews = parts.map { [$0.skews.x, $0.skews.y, $0.skews.z] }
    (self.verdict, reasons) = (verdict.grade, verdict.reasons)
  }

  /// The same as lines for a reader, without the reasons.
  var lines: [String] {
    func row(_ numbers: [Double]) -> String {
      numbers.map { FixedText.of($0, 4) }.joined(separator: " ")
    }
    var lines = [
      "rotation \(rotation_degrees.map { FixedText.of($0, 2) } ?? "-") degrees",
      "scales \(scales.map(row) ?? "-"), determinant \(FixedText.of(determinant, 4))",
    ]
    if dof == 12 { lines.append("skews \(skews.map(row) ?? "-")") }
    let apart = disagreement_mm.map { ", measures \(FixedText.of($0, 2)) mm apart" } ?? ""
    lines.append(
      "likeness \(FixedText.of(similarity, 3)), parts in place \(FixedText.of(specificity, 2)), "
        + "in view \(FixedText.of(overlap, 2))\(apart)")
    return lines + ["verdict \(verdict.rawValue)"]
  }
}
