import Foundation
import Jobs
import Study

/// Runs a study in this process, with progress on stderr, until done or interrupted.
struct StudyRunner {
  var study: OpenStudy
  var division: StudyRun.Division
  var only: [String] = []
  var standard: StandardOptions
  var console: Console

  func run() async throws -> EngineSummary {
    let added = try study.enqueue(only: only)
    for line in study.summary { console.warn(line) }
    console.more("template \(study.template.name): \(study.template.reason)")
    console.note(
      "\(added.added) new tasks, \(added.existing) known; "
        + "\(division.workers) workers of \(division.threads) thread(s)")
    if added.retried > 0 {
      console.note(
        "\(added.retried) failed tasks get another chance: what stopped them may have passed")
    }
    if added.removedFiles > 0 {
      console.note(
        "\(added.removedFiles) files were deleted that no task of the study stands behind")
    }
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
