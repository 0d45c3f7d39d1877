import ArgumentParser
import Jobs
import Study

struct RetryCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Puts failed or cancelled tasks back into the queue.",
    discussion: "A running engine takes them at once; otherwise 'bauta run' does.")

  @OptionGroup var place: StudyArgument
  @Flag(help: "All failed tasks (the default when nothing narrows the choice).")
  var failed = false
  @Flag(help: "Cancelled tasks; with --failed both.") var cancelled = false
  @Option(help: ArgumentHelp("Only this cohort.", valueName: "name")) var cohort: String?
  @Option(help: ArgumentHelp("Only this subject.", valueName: "label")) var subject: String?
  @Option(help: ArgumentHelp("Only this method.", valueName: "name")) var method: String?
  @Option(help: ArgumentHelp("Only this kind of failure.", valueName: "kind")) var kind: String?
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if let kind, FailureKind(rawValue: kind) == nil {
      let known = FailureKind.allCases.map(\.rawValue)
      throw ValidationError(
        "unknown failure kind '\(kind)': \(Suggestion.remedy(for: kind, in: known))")
    }
  }

  func execute(_ console: Console) async throws {
    let study = try place.open(standard)
    let known = KnownNames(study, isDetailed: standard.detail)
    try known.check(cohort: cohort)
    try known.check(subject: subject)
    try known.check(method: method)
    let takesFailed = failed || kind != nil || !cancelled
    let count = try takesFailed ? study.store.retry(filter(.failed)) : 0
    let back = try cancelled ? study.store.retry(filter(.cancelled)) : 0
    let left = try cancelled ? 0 : study.store.counts(filter(.cancelled))[.cancelled] ?? 0
    if console.json {
      console.result(JSONText.of(["retried": count + back, "cancelled_left": left]))
    } else {
      console.result("\(Plural.of(count + back, "task")) put back")
      if left > 0 {
        console.note(
          "\(Plural.of(left, "cancelled task")) left; 'bauta retry --cancelled' puts \(left == 1 ? "it" : "them") back"
        )
      }
    }
  }

  private func filter(_ state: TaskState) -> TaskFilter {
    TaskFilter(
      states: [state], failureKinds: state == .failed ? kind.map { [$0] } : nil, subject: subject,
      method: method, cohort: cohort)
  }
}
