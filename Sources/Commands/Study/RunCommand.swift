import ArgumentParser
import Foundation
import Jobs
import Study

struct RunCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs what is waiting, until nothing is left to do.",
    discussion: "Exit 2 when some tasks failed. Interrupting loses nothing: run it again.")

  @OptionGroup var place: StudyArgument
  @Flag(help: "Go on in the background; 'bauta status' and 'bauta open' show how far it is.")
  var background = false
  @Option(
    help: ArgumentHelp("Run only this subject or cohort; may be given again.", valueName: "name"))
  var only: [String] = []
  @OptionGroup var standard: TemplateOptions

  func execute(_ console: Console) async throws {
    if background {
      try checkNames()
      return try BackgroundRun(folder: place.study, arguments: passedOn).start(console)
    }
    let cores = standard.parallel.threads
    let checked = try CheckedStudy.check(folder: place.study)
    let division = StudyRun.Division(workers: checked.plan.engine.workers, cores: cores)
    let study = try place.open(standard, threads: division.threads)
    let summary = try await StudyRunner(
      study: study, division: division, only: only, standard: standard, console: console
    ).run()
    try finish(summary, study: study, console: console)
  }

  /// Names are checked before the terminal is left: afterwards only the log would tell.
  private func checkNames() throws {
    guard !only.isEmpty else { return }
    try KnownNames(try place.open(standard), isDetailed: standard.detail).check(only: only)
  }

  /// The options that a run in the background has to be given again.
  private var passedOn: [String] {
    only.flatMap { ["--only", $0] } + (standard.template.map { ["--template", $0] } ?? [])
      + (standard.threads.map { ["--threads", "\($0)"] } ?? [])
      + (standard.detail ? ["--detail"] : [])
  }

  private func finish(_ summary: EngineSummary, study: OpenStudy, console: Console) throws {
    if summary.isInterrupted { throw Ended(code: .interrupted) }
    let snapshot = try study.withCurrentParameters().reader().snapshot()
    if console.json {
      console.result(JSONText.of(StatusReport(snapshot)))
    } else {
      for line in ResultText(snapshot, isDetailed: standard.detail).lines { console.result(line) }
    }
    if summary.counts[.failed, default: 0] > 0 {
      throw Ended(code: summary.counts[.done, default: 0] > 0 ? .partlyDone : .failed)
    }
  }
}
