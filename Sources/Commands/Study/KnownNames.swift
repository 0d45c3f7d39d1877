import Study

/// Refuses names that the study does not know. Labels of subjects are not repeated unless details
/// were asked for: what was typed may be the label of a person in another study.
struct KnownNames {
  var graph: TaskGraph
  var variants: [String]
  var isDetailed: Bool

  init(_ study: OpenStudy, isDetailed: Bool) {
    graph = study.graph
    variants = ["full"] + study.plan.methods + study.plan.controls
    self.isDetailed = isDetailed
  }

  private var cohorts: [String] { graph.cohorts.map(\.cohort.name) }
  private var stems: [String] { graph.cohorts.flatMap { $0.entries.map(\.subject.stem) } }

  func check(cohort: String?) throws {
    guard let cohort, !cohorts.contains(cohort) else { return }
    throw CommandFailure(
      .usage, "the study has no cohort '\(cohort)'",
      remedy: Suggestion.remedy(for: cohort, in: cohorts))
  }

  func check(method: String?) throws {
    guard let method, !variants.contains(method) else { return }
    throw CommandFailure(
      .usage, "the study has no method '\(method)'",
      remedy: Suggestion.remedy(for: method, in: variants))
  }

  /// The label of a subject as the study writes it: `01` means `sub-01`.
  func label(_ subject: String?) -> String? {
    guard let subject, !stems.contains(subject) else { return subject }
    return stems.contains("sub-" + subject) ? "sub-" + subject : subject
  }

  /// The cohort of a subject, where one alone has it or one is named.
  func cohort(of subject: String, named cohort: String?) throws -> String {
    let found = graph.cohorts.filter { $0.entries.contains { $0.subject.stem == subject } }
      .map(\.cohort.name)
    if let cohort {
      if found.contains(cohort) { return cohort }
      throw CommandFailure(.usage, "the cohort \(cohort) has no subject of that label")
    }
    guard let first = found.first else { throw unknown(subject, "no subject of that label", stems) }
    if found.count == 1 { return first }
    throw CommandFailure(
      .usage, "several cohorts have a subject of that label",
      remedy: "name one of them: --cohort \(found.joined(separator: ", --cohort "))")
  }

  func check(subject: String?) throws {
    guard let subject, !stems.contains(subject) else { return }
    throw unknown(
      subject, isDetailed ? "no subject '\(subject)'" : "no subject of that label", stems)
  }

  /// Subjects or cohorts, as `--only` takes them.
  func check(only names: [String]) throws {
    let known = Set(stems + cohorts)
    guard let stray = names.first(where: { !known.contains($0) }) else { return }
    let what =
      isDetailed ? "no subject or cohort '\(stray)'" : "no subject or cohort of a name given"
    throw unknown(stray, what, stems + cohorts)
  }

  private func unknown(_ word: String, _ what: String, _ known: [String]) -> CommandFailure {
    let nearest = Suggestion.nearest(to: word, in: known)
    let remedy: String
    switch (nearest, isDetailed) {
    case (let nearest?, true): remedy = "did you mean '\(nearest)'?"
    case (_?, false): remedy = "one name of the study is much like it; --detail tells which"
    case (nil, true): remedy = "the cohorts are \(cohorts.joined(separator: ", "))"
    case (nil, false):
      remedy =
        "labels are written as in the data, such as sub-01; "
        + "the cohorts are \(cohorts.joined(separator: ", "))"
    }
    return CommandFailure(.usage, "the study has \(what)", remedy: remedy)
  }
}
