import Foundation
import Jobs
import Study

/// Runs a study in this process, with progress on stderr, until done or interrupted.
struct StudyRunner {
  var study: OpenStudy
  var division: StudyRun.Division
  var only: [String] = []
  var standard: TemplateOptions
  var console: Console

  func run() async throws -> EngineSummary {
    try KnownNames(study, isDetailed: console.detail).check(only: only)
    let added = try study.enqueue(only: only)
    for line in study.summary { console.warn(line) }
    console.more("template \(study.template.name): \(study.template.reason)")
    console.note(
      "\(Plural.of(added.added, "new task")), \(added.existing) known; "
        + "\(Plural.of(division.workers, "worker")) of \(Plural.of(division.threads, "thread"))")
    if added.retried > 0 {
      console.note(
        "\(Plural.of(added.retried, "failed task")) put back: what stopped them may have passed")
    }
    if added.removedFiles > 0 {
      console.note(
        "\(Plural.of(added.removedFiles, "file")) deleted that no task of the study stands behind")
    }
    let summary = try await work()
    if !summary.isInterrupted {
      StudySearch.refresh(
        study, permutations: ReidentifyCommand.usualPermutations, console: console)
    }
    return summary
  }

  /// Does the tasks. A signal stops them in order; once they are done it ends the program as usual.
  private func work() async throws -> EngineSummary {
    let run = StudyRun(
      study: study, division: division, worker: workerCommand, version: StudyVersion.current)
    let signals = StopSignals([SIGINT, SIGTERM, SIGHUP]) { _ in run.engine.stop() }
    defer { withExtendedLifetime(signals) {} }
    let progress = RunProgress(study: study, console: console)
    let watching = Task { await progress.watch(run.engine.events) }
    defer { watching.cancel() }
    let summary = try await run.run()
    await watching.value
    return summary
  }

  private var workerCommand: [String] {
    var command = [
      OwnProgram.path, "worker", study.paths.root, "--threads", "\(division.threads)",
    ]
    if let path = standard.template { command += ["--template", path] }
    return command
  }
}
