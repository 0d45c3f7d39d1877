import ArgumentParser
import Jobs
import Study

struct RetryCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Puts failed tasks back into the queue.",
    discussion: "A running engine takes them at once; otherwise 'bauta run' does.")

  @OptionGroup var place: StudyArgument
  @Flag(help: "All failed tasks (the default when nothing narrows the choice).")
  var failed = false
  @Option(help: ArgumentHelp("Only this cohort.", valueName: "name")) var cohort: String?
  @Option(help: ArgumentHelp("Only this subject.", valueName: "label")) var subject: String?
  @Option(help: ArgumentHelp("Only this method.", valueName: "name")) var method: String?
  @Option(help: ArgumentHelp("Only this kind of failure.", valueName: "kind")) var kind: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if let kind, FailureKind(rawValue: kind) == nil {
      let known = FailureKind.allCases.map(\.rawValue)
      throw ValidationError(
        "unknown failure kind '\(kind)': \(Suggestion.remedy(for: kind, in: known))")
    }
  }

  func execute(_ console: Console) async throws {
    let study = try place.open(standard)
    let filter = TaskFilter(
      states: [.failed], failureKinds: kind.map { [$0] }, subject: subject, method: method,
      cohort: cohort)
    let count = try study.store.retry(filter)
    if console.json {
      console.result(JSONText.of(["retried": count]))
    } else {
      console.result("\(count) task(s) put back")
    }
  }
}
