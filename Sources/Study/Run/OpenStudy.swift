import Foundation
import Jobs

/// A study that is open: its plan, its subjects, its tasks and its queue.
public struct OpenStudy: Sendable {
  /// Where it keeps its files.
  public let paths: StudyPaths
  /// What it asks for.
  public let plan: StudyPlan
  /// The bytes of the study file that ask for it.
  public let studyFile: Data
  /// What was noticed while finding the subjects; it names them.
  public let notes: [String]
  /// The same in numbers, without naming anybody.
  public let summary: [String]
  /// The template that it takes, and why.
  public let template: TemplateChoice
  /// Its tasks.
  public let graph: TaskGraph
  /// Its queue.
  public let store: TaskStore
  /// How many threads a task may use.
  let threads: Int
  /// The parameters of single subjects that differ from the plan's.
  let own: SubjectParameters
  /// Size of the file that keeps them when it was read.
  let parameterBytes: Int

  /// Opens a study folder: reads and checks `study.yaml`, finds the subjects, opens the queue.
  ///
  /// - Parameters:
  ///   - folder: the folder that holds `study.yaml`.
  ///   - search: how the template is chosen.
  ///   - threads: how many threads a task may use.
  ///   - isReadOnly: whether nothing may be written; the study must have been run before then.
  /// - Returns: the open study; no task has been queued yet.
  /// - Throws: one error with every mistake.
  public static func open(
    folder: String, search: TemplateSearch, threads: Int, isReadOnly: Bool = false
  ) throws(StudyError) -> OpenStudy {
    let checked = try CheckedStudy.check(folder: folder)
    let template = try search.choose()
    let engineFolder = checked.paths.engineFolder
    let store = try jobs("opening the queue of the study") { () throws(JobsError) in
      try TaskStore(folder: engineFolder, isReadOnly: isReadOnly)
    }
    let planned = try PlannedTasks(
      plan: checked.plan, subjects: checked.subjects, template: template, paths: checked.paths,
      threads: threads)
    if !isReadOnly { planned.identity.save() }
    return OpenStudy(
      paths: checked.paths, plan: checked.plan, studyFile: checked.studyFile, notes: checked.notes,
      summary: checked.summary + planned.own.summary, template: template, graph: planned.graph,
      store: store, threads: threads, own: planned.own,
      parameterBytes: planned.parameterBytes)
  }

  /// Puts every task of the study into the queue and takes out those that the plan no longer has.
  ///
  /// Files of tasks that the plan no longer has are deleted, and so are those of tasks that are to be
  /// done (again), unless an engine is at work: what stands in the derivatives belongs to a finished
  /// task of the study.
  ///
  /// - Parameters:
  ///   - names: subjects or cohorts; when given, only their tasks are added.
  ///   - retriesPassing: whether failures that say nothing of the subject are put back, as a run
  ///     does; who only looks does not want failures to vanish.
  /// - Returns: what came of it.
  /// - Throws: an error when a name is not known or the queue cannot be written.
  @discardableResult
  public func enqueue(
    only names: [String] = [], retriesPassing: Bool = true
  ) throws(StudyError) -> EnqueueReport {
    let known = Set(graph.cohorts.flatMap { [$0.cohort.name] + $0.entries.map(\.subject.stem) })
    if let stray = names.first(where: { !known.contains($0) }) {
      throw StudyError(
        .badData, "no subject or cohort of the study is called '\(stray)'",
        remedy: Suggestion.remedy(for: stray, in: known.sorted().prefix(20) + []))
    }
    let chosen = tasks(of: Set(names))
    var report = EnqueueReport()
    let ids = Set(graph.specs.map(\.id))
    report.removedFiles = try Self.jobs("queueing the tasks of the study") { () throws(JobsError) in
      let obsolete = try store.records(TaskFilter()).filter { !ids.contains($0.id) }.map(\.spec)
      _ = try store.removeObsolete(keeping: ids)
      let added = try store.add(graph.specs.filter { names.isEmpty || chosen.contains($0.id) })
      (report.added, report.existing) = (added.added, added.existing)
      // Beside an engine at work a task may finish at any moment; its files are not for us to judge.
      guard EngineLock.holder(folder: store.folder) == nil else {
        return StaleFiles(paths: paths).remove(of: obsolete, but: graph.specs)
      }
      if retriesPassing {
        report.retried = try store.retry(
          TaskFilter(states: [.failed], failureKinds: Self.passing))
      }
      let standing = try standing()
      return StaleFiles(paths: paths).remove(
        of: standing.open + obsolete, but: standing.kept, failed: standing.failed)
    }
    return report
  }

  /// Kinds of failure that say nothing of the subject: they may pass in the next run.
  private static let passing =
    TaskFailure.passing.sorted() + [FailureKind.outputFailed.rawValue]

  /// The tasks of the plan by what is to become of their files: those without a result that nobody works
  /// on, those whose files stay, and those whose last attempt failed.
  private func standing() throws(JobsError) -> (
    open: [TaskSpec], kept: [TaskSpec], failed: [TaskSpec]
  ) {
    let states = Dictionary(
      try store.summaries().map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
    func isOpen(_ spec: TaskSpec) -> Bool {
      states[spec.id].map { $0 != .done && $0 != .leased } ?? false
    }
    return (
      graph.specs.filter(isOpen), graph.specs.filter { !isOpen($0) },
      graph.specs.filter { states[$0.id] == .failed }
    )
  }

  /// The tasks of subjects and cohorts; a task that two cohorts share belongs to both.
  private func tasks(of names: Set<String>) -> Set<String> {
    var ids: Set<String> = []
    for cohort in graph.cohorts {
      for entry in cohort.entries
      where names.contains(cohort.cohort.name) || names.contains(entry.subject.stem) {
        ids.formUnion(entry.tasks)
      }
    }
    return ids
  }

  /// A reader of the study's state.
  public func reader() -> StudyReader {
    StudyReader(
      plan: plan, studyFile: studyFile, graph: graph, store: store, paths: paths)
  }

  /// Runs something of the queue and says what was being done when it fails.
  static func jobs<Result>(
    _ doing: String, _ body: () throws(JobsError) -> Result
  ) throws(StudyError) -> Result {
    do {
      return try body()
    } catch {
      throw StudyError(error, while: doing)
    }
  }
}

extension StudyError {
  /// The error that trouble of the queue means.
  public init(_ error: JobsError, while doing: String) {
    let code: Code =
      switch error.code {
      case .cannotCreate: .cannotCreate
      case .missing: .inputMissing
      case .badData: .badData
      case .busy: .tryAgain
      }
    self.init(code, "\(doing): \(error.message)", remedy: error.remedy, cause: error)
  }
}

extension TemplateChoice {
  /// What results depend on: the bytes of the template's files.
  func identity(hash: (String) -> String) -> String {
    guard let headPath else { return name }
    return [hash(headPath), brainPath.map(hash) ?? "found"].joined(separator: "+")
  }
}
