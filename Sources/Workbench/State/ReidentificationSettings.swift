import Faces
import Study

/// The search of the people of a cohort by what is left of their faces.
public struct ReidentificationSettings: Sendable {
  /// Whether it is shown in place of the heads.
  public var isShown = false
  /// What was found, and of which state of the cohort.
  var found: Found?
  /// What is being searched.
  var asked: Asked?

  /// A cohort, and what tells whether checks were done since.
  struct Asked: Equatable, Sendable {
    var cohort: String
    var checks: Int
    var changed: Int64

    init(_ cohort: CohortStatus, _ snapshot: StudySnapshot) {
      self.cohort = cohort.name
      let tasks = cohort.subjects.flatMap(\.variants).compactMap { variant in
        variant.face.flatMap { $0.grade == nil ? nil : snapshot.task($0.task) }
      }
      checks = tasks.count
      changed = tasks.reduce(0) { max($0, $1.changed) }
    }
  }

  /// The tables of a cohort, one for each method that has any check.
  struct Found: Sendable {
    var asked: Asked
    var tables: [StudyReidentification.Table]
  }

  /// How often names are shuffled: enough to look at; `bauta reidentify` shuffles more.
  static let permutations = 1_000
}
