import ArgumentParser
import Jobs
import Study

struct WorkerCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Works on tasks that come as JSON lines on stdin (started by the engine).",
    discussion: """
      Each line of stdin is {"task": …, "attempt": n}. Answers are JSON lines on stdout: any number \
      with "progress", then one with "result" or "failure". Ends when stdin is closed.
      """)

  @OptionGroup var place: StudyArgument
  @OptionGroup var standard: TemplateOptions

  func execute(_ console: Console) async throws {
    let loop = WorkerLoop.standard()
    let checked = try CheckedStudy.check(folder: place.study)
    let worker = StudyWorker(
      paths: checked.paths, choice: try TemplateSearch(option: standard.template).choose(),
      parallel: standard.parallel)
    await loop.run { task, progress in
      try worker.perform(task, progress: progress)
    }
  }
}
