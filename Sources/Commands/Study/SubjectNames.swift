import Jobs
import Study

/// What messages call subjects: by their place in the cohort's list, unless details were asked for,
/// as messages are pasted where labels do not belong.
struct SubjectNames: Sendable {
  private let isDetailed: Bool
  private let places: [String: [String: String]]

  /// Names for cohorts with the stems of their subjects in order.
  init(_ cohorts: [(name: String, stems: [String])], isDetailed: Bool) {
    self.isDetailed = isDetailed
    places = Dictionary(
      cohorts.map { cohort in
        let all = cohort.stems.count
        let numbered = cohort.stems.enumerated().map { ($1, "\($0 + 1)/\(all)") }
        return (cohort.name, Dictionary(numbered, uniquingKeysWith: { first, _ in first }))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Names for the subjects of a study.
  init(_ graph: TaskGraph, isDetailed: Bool) {
    self.init(
      graph.cohorts.map { ($0.cohort.name, $0.entries.map(\.subject.stem)) },
      isDetailed: isDetailed)
  }

  /// Names for the subjects of a snapshot.
  init(_ snapshot: StudySnapshot, isDetailed: Bool) {
    self.init(
      snapshot.cohorts.map { ($0.name, $0.subjects.map(\.subject.stem)) }, isDetailed: isDetailed)
  }

  /// `AD 3/7`, or `AD sub-03` with details.
  func name(cohort: String?, stem: String?) -> String {
    guard let stem else { return cohort ?? "" }
    let place = places[cohort ?? ""]?[stem] ?? "a subject"
    return [cohort, isDetailed ? stem : place].compactMap { $0 }.joined(separator: " ")
  }

  /// `AD 3/7 full measure`.
  func name(_ labels: TaskLabels, step: String) -> String {
    let words = [name(cohort: labels.cohort, stem: labels.subject), labels.method ?? "", step]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
