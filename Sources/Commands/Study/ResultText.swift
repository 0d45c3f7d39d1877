import Agreement
import Jobs
import Study

/// The state and the results of a study as plain lines.
enum ResultText {
  /// State, failures and agreement.
  static func lines(of snapshot: StudySnapshot) -> [String] {
    status(of: snapshot)
      + snapshot.cohorts.flatMap { cohort -> [String] in
        guard let table = cohort.agreement else { return [] }
        return ["", "Agreement with the full images: cohort \(cohort.name), \(cohort.outcome)"]
          + table.lines(width: 120)
      }
  }

  /// State and failures.
  static func status(of snapshot: StudySnapshot) -> [String] {
    let counts = TaskState.allCases.compactMap { state -> String? in
      let count = snapshot.counts[state] ?? 0
      return count > 0 ? "\(count) \(state.rawValue)" : nil
    }
    let engine = snapshot.engineIsRunning ? "an engine is at work" : "no engine is at work"
    var lines = ["study '\(snapshot.name)': \(engine)"]
    lines.append("  tasks: \(counts.isEmpty ? "none queued yet" : counts.joined(separator: ", "))")
    if snapshot.engineIsRunning, let seconds = snapshot.remainingSeconds {
      lines.append("  expected end: in \(ProgressBar.duration(seconds))")
    }
    for cohort in snapshot.cohorts { lines += self.lines(of: cohort) }
    return lines
  }

  private static func lines(of cohort: CohortStatus) -> [String] {
    let finished = cohort.subjects.count - cohort.pending
    var lines = [
      "  cohort \(cohort.name): \(finished) of \(cohort.subjects.count) subjects finished"
    ]
    for subject in cohort.subjects {
      for variant in subject.variants {
        guard case .failed(let step, let kind) = variant.state else { continue }
        let message = variant.failure?.message ?? kind.sentence
        lines.append(
          "    \(subject.subject.stem) \(variant.name): \(step) \(kind.rawValue): \(message)")
      }
    }
    return lines
  }
}
