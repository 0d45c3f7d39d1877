import Defacing
import Faces
import Support
import Testing
import Volumes

@testable import Study

/// Grades of a real head of 2 mm, which is not part of the repository; `bauta evaluate grades` gives
/// those of any heads.
@Suite struct FaceGradeTests {
  private static let rows: [String: GradeEvaluation.Row] = {
    guard let volume = AcceptanceRealHeadTests.volume, let frame = AcceptanceRealHeadTests.frame,
      let template = Colin27.coarse,
      let found = try? GradeEvaluation(
        of: volume, frame: frame, template: template, parallel: SmallSession.parallel)
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: found.rows.map { ($0.trial, $0) })
  }()

  @Test(
    "what hides a face and what does not, on a real head",
    .enabled(
      if: RealData.file("F14_T1w_2mm_adult.nii.gz") != nil && Colin27.isThere,
      "no real head or no real template is there"),
    arguments: [
      ("intact", "C"), ("quickshear", "A"), ("defacing", "A"), ("facemasking", "BC"),
      ("blur3", "BC"), ("blur6", "BC"), ("blur10", "BC"), ("dimmed", "C"), ("lower", "C"),
      ("shell", "BC"), ("cropped", "C"), ("cropped-quickshear", "A"),
    ])
  func grade(_ trial: String, _ letters: String) throws {
    let row = try #require(Self.rows[trial])
    let check = try #require(row.check)
    #expect(row.refusal == nil)
    #expect(letters.contains(check.grade.rawValue), "\(check.grade.rawValue): \(check.reasons)")
    let unseen = FaceZone.allCases.filter { check.zones[$0]?.grade == .notAssessable }
    if trial.hasPrefix("cropped") {
      #expect(Set([.mouth, .chin]).isSubset(of: unseen), "\(check.reasons)")
    } else {
      #expect(unseen == [], "\(check.reasons)")
    }
  }
}
