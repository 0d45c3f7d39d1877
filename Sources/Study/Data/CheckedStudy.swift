import Foundation

/// A study file that was read, and the subjects that it leads to.
public struct CheckedStudy: Sendable {
  /// Where the study keeps its files.
  public var paths: StudyPaths
  /// What it asks for.
  public var plan: StudyPlan
  /// The bytes of the study file that ask for it.
  public var studyFile: Data
  /// The subjects by name of the cohort.
  public var subjects: [String: [Subject]]
  /// Things a person should know; they name subjects.
  public var notes: [String]
  /// The same in numbers, without naming anybody.
  public var summary: [String]

  /// Reads and checks a study folder.
  ///
  /// - Parameter folder: the folder that holds `study.yaml`, or the path of the file itself.
  /// - Returns: plan and subjects.
  /// - Throws: one error with every mistake of file and datasets.
  public static func check(folder: String) throws(StudyError) -> CheckedStudy {
    try find(ReadStudyFile(folder: folder))
  }

  /// Finds the subjects that a study file leads to.
  static func find(_ file: ReadStudyFile) throws(StudyError) -> CheckedStudy {
    let (plan, paths) = (file.plan, file.paths)
    let contrasts = StudyRegistry.versions.contrasts
    var subjects: [String: [Subject]] = [:]
    var mistakes: [Mistake] = []
    var (notes, summary): ([String], [String]) = ([], [])
    for cohort in plan.cohorts {
      let needed = contrasts[cohort.outcome]?.needed ?? ["T1w"]
      var roster = cohort.roster(root: paths.root, contrasts: needed)
      roster.noteMissing(needed)
      subjects[cohort.name] = roster.subjects
      mistakes += roster.mistakes
      notes += roster.notes.map { "cohort \(cohort.name): \($0)" }
      summary += roster.summary(needed).map { "cohort \(cohort.name): \($0)" }
    }
    guard mistakes.isEmpty else {
      throw StudyError(
        .badData,
        "the data that study.yaml names has \(mistakes.count == 1 ? "a mistake" : "\(mistakes.count) mistakes")",
        remedy: "mend them and run 'bauta check'", mistakes: mistakes)
    }
    return CheckedStudy(
      paths: paths, plan: plan, studyFile: file.bytes,
      subjects: Shelves.assigned(subjects, order: plan.cohorts.map(\.name)),
      notes: notes, summary: summary)
  }
}

extension StudyPlan.Cohort {
  /// The subjects of the cohort.
  func roster(root: String, contrasts: [String]) -> Roster {
    let paths = StudyPaths(root: root)
    switch source {
    case .bids(let folder):
      return BIDSDataset(root: paths.absolute(folder)).roster(cohort: self, contrasts: contrasts)
    case .table(let file):
      return ImageTable(path: paths.absolute(file)).roster(cohort: self)
    }
  }
}

/// Keeps the outputs of different people apart who carry the same label in different cohorts.
enum Shelves {
  /// The subjects, with a folder of their own where a label means other images than before.
  static func assigned(_ subjects: [String: [Subject]], order: [String]) -> [String: [Subject]] {
    var images: [String: [String: String]] = [:]
    var others: [String: [String: String]] = [:]
    var assigned = subjects
    for name in order {
      assigned[name] = (subjects[name] ?? []).map { subject in
        var subject = subject
        if let known = images[subject.stem], known != subject.images {
          subject.shelf = "cohort-\(name)"
        } else {
          images[subject.stem] = subject.images
          // Files that two cohorts share are made in one way, so the gallery has one image for both.
          others[subject.stem] = others[subject.stem] ?? subject.others
          subject.others = others[subject.stem] ?? [:]
        }
        return subject
      }
    }
    return assigned
  }
}
