import Agreement
import Jobs
import Study
import Workbench

/// The state and the results of a study as plain lines.
struct ResultText {
  private let snapshot: StudySnapshot
  private let names: SubjectNames

  /// - Parameters:
  ///   - snapshot: the study.
  ///   - isDetailed: whether subjects are called by their labels.
  init(_ snapshot: StudySnapshot, isDetailed: Bool) {
    self.snapshot = snapshot
    names = SubjectNames(snapshot, isDetailed: isDetailed)
  }

  /// State, failures and agreement.
  var lines: [String] {
    status
      + snapshot.cohorts.flatMap { cohort -> [String] in
        guard cohort.agreement != nil else { return [] }
        return ["", "Agreement with the full images: cohort \(cohort.name), \(cohort.outcome)"]
          + AgreementColumns.lines(of: cohort, width: 120)
      }
  }

  /// State and failures.
  var status: [String] {
    let engine = snapshot.engineIsRunning ? "an engine is at work" : "no engine is at work"
    let counts = snapshot.standingWords
    var lines = ["study '\(snapshot.name)': \(engine)"]
    lines.append("  tasks: \(counts.isEmpty ? "none queued yet" : counts.joined(separator: ", "))")
    if let end = snapshot.endWords, !snapshot.tasks.isEmpty { lines.append("  \(end)") }
    if snapshot.engineIsRunning, snapshot.comingCount > 0, let seconds = snapshot.remainingSeconds {
      lines.append("  expected end: in \(ProgressBar.duration(seconds))")
    }
    return lines + snapshot.cohorts.flatMap(self.lines)
  }

  /// Subjects whose parameters differ from the study's.
  private func ownParameters(_ cohort: CohortStatus) -> [String] {
    guard let count = OwnParameters(cohort).words else { return [] }
    return ["    \(count)"]
      + cohort.subjects.flatMap { subject in
        let own = subject.ownParameters
        let name = names.name(cohort: cohort.name, stem: subject.subject.stem)
        return own.map { "      \(name) \($0.words)" }
      }
  }

  private func lines(of cohort: CohortStatus) -> [String] {
    let given = cohort.parameters.sorted { $0.key < $1.key }.map { ", \($0.key) '\($0.value)'" }
    let outcome = given.isEmpty ? "" : " (\(cohort.outcome)\(given.joined()))"
    var lines = ["  cohort \(cohort.name)\(outcome): \(cohort.standing.words)"]
    lines += FaceGrades(cohort, methods: snapshot.methods).lines
    lines += ownParameters(cohort)
    for subject in cohort.subjects {
      let name = names.name(cohort: cohort.name, stem: subject.subject.stem)
      for variant in subject.variants {
        for further in variant.furtherFailures {
          let failure = further.failure
          lines.append(
            "    \(name) \(variant.name) deface \(further.contrast): \(failure.kind): "
              + failure.message)
          if let remedy = failure.remedy { lines.append("      help: \(remedy)") }
        }
        if let failure = variant.face?.failure {
          lines.append("    \(name) \(variant.name) face: \(failure.kind): \(failure.message)")
        }
        guard case .failed(let step, let kind) = variant.state else { continue }
        let message = variant.failure?.message ?? kind.sentence
        lines.append("    \(name) \(variant.name) \(step): \(kind.rawValue): \(message)")
        lines.append("      help: \(variant.failure?.remedy ?? kind.remedy)")
      }
    }
    return lines
  }
}
