import Jobs
import Study

/// A few choices, each with what it means in numbers.
public struct ChoicePanel: Sendable, Equatable {
  /// One of them.
  struct Choice: Sendable, Equatable {
    var words: String
    var count: Int
    var tasks: [String]
  }

  /// Words above.
  var title: String
  /// The choices.
  var choices: [Choice]
  /// The one under the cursor.
  var cursor = 0
}

extension WorkbenchState {
  /// Asks which failed tasks are to be put back: of the shown cohort, of one kind of failure, or all.
  mutating func chooseRetries() {
    let failed = (snapshot?.tasks ?? []).filter { $0.state == .failed }
    guard !failed.isEmpty else { return say("no task has failed") }
    var choices: [ChoicePanel.Choice] = []
    func add(_ words: String, _ tasks: [TaskSummary]) {
      guard !tasks.isEmpty else { return }
      choices.append(.init(words: words, count: tasks.count, tasks: tasks.map(\.id)))
    }
    if let cohort = shownCohort {
      // A task that two cohorts share has the label of one of them.
      let own = Set(cohort.subjects.flatMap { $0.variants.flatMap(\.tasks) })
      add("of the cohort \(cohort.name)", failed.filter { own.contains($0.id) })
    }
    let kinds = Dictionary(grouping: failed) { $0.failureKind ?? "unknown" }
    for (kind, tasks) in kinds.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      add("by \(kind)", tasks)
    }
    add("all of the study", failed)
    panel = .choice(ChoicePanel(title: "put failed tasks back", choices: choices))
  }
}
