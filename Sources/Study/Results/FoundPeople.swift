import Faces

/// Who of a cohort was found again after one method.
struct FoundPeople: Codable, Equatable {
  /// Name of the cohort.
  var cohort: String
  /// Name of the method.
  var method: String
  /// Whether there were people enough to judge by.
  var isJudged: Bool
  /// How probable it is that chance finds as many.
  var p: Double
  /// Those who were found first, by the stems of their files.
  var found: [String]
  /// How they were found, as a sentence that names nobody.
  var finding: String
  /// Everybody who was searched for, likewise; nil in a file of a version that did not say so.
  var searched: [String]?

  init(_ table: StudyReidentification.Table) {
    (cohort, method) = (table.cohort, table.method)
    (isJudged, p) = (table.result.isAboveChance != nil, table.result.p)
    (found, finding) = (table.result.found, table.result.finding ?? "")
    searched = table.people
  }
}

extension StudySnapshot {
  /// Takes note of those who were found again: their faces are still there, whatever is left of them.
  mutating func take(_ found: [FoundPeople]) {
    for search in found {
      guard let cohort = cohorts.firstIndex(where: { $0.name == search.cohort }) else { continue }
      let people = Set(search.found)
      for subject in cohorts[cohort].subjects.indices {
        guard people.contains(cohorts[cohort].subjects[subject].subject.stem) else { continue }
        let variants = cohorts[cohort].subjects[subject].variants
        for variant in variants.indices where variants[variant].name == search.method {
          cohorts[cohort].subjects[subject].variants[variant].face?.take(finding: search.finding)
        }
      }
    }
  }
}
