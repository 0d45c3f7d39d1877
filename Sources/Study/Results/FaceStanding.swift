import Faces
import Jobs

/// What is known of the face after a removal, as a study shows it.
public struct FaceStanding: Sendable, Equatable {
  /// The task of the check.
  public var task: String
  /// The grade; nil until the check is done.
  public var grade: FaceGrade?
  /// Numbers of the check by key, such as `rfs2`: the share of the skin that lies within 2 mm of where
  /// it was.
  public var values: [String: Double]
  /// How the person was found again by what is left of the face, as a sentence; nil where nobody was.
  public var finding: String?
  /// Why there is no check.
  public var failure: TaskFailure?
  /// The check as JSON, absolute.
  public var checkFile: String
  /// What both images show of the face as JSON, absolute.
  public var recordFile: String

  /// The letter of the grade.
  public var letter: String? { grade?.rawValue }

  /// Takes note that the person was found again: what counted as removed or altered is still there.
  mutating func take(finding: String) {
    guard let known = grade, known.worsened(byFinding: true) != known else { return }
    (grade, self.finding) = (known.worsened(byFinding: true), finding)
  }

  private static let gradeKey = "face_grade"
  /// The grades by the number that stands for them among the values.
  private static let grades: [FaceGrade] = [.notAssessable, .removed, .altered, .present]

  /// From the values of a finished task.
  init(
    task: String, values: [String: Double], failure: TaskFailure?,
    files: (check: String, record: String)
  ) {
    (self.task, self.values, self.failure) = (task, values, failure)
    (checkFile, recordFile) = files
    finding = nil
    let number = values[Self.gradeKey].flatMap { Int(exactly: $0) }
    grade = number.flatMap { Self.grades.indices.contains($0) ? Self.grades[$0] : nil }
  }

  /// The values of a check as a task keeps them.
  static func values(of check: FaceCheck) -> [String: Double] {
    var values: [String: Double] = [:]
    values[gradeKey] = grades.firstIndex(of: check.grade).map { Double($0) }
    values["template_ncc"] = check.templateNCC
    if let face = check.face {
      (values["rfs1"], values["rfs2"], values["rfs4"]) = (face.rfs1, face.rfs2, face.rfs4)
      (values["mean_mm"], values["p95_mm"]) = (face.meanMM, face.p95MM)
    }
    return values
  }
}
