import Foundation
import Jobs

/// A study whose file was read; its subjects are still to be found and its tasks to be planned, which
/// takes long where there are many.
public struct StudyOpening: Sendable {
  /// How far the opening is.
  public enum Step: Sendable, Equatable {
    /// The subjects are being found.
    case finding
    /// The tasks of so many subjects, of so many, are planned; inputs that are not known yet are read
    /// for it.
    case planning(done: Int, of: Int)
    /// The tasks are being put into the queue.
    case queueing

    /// In words.
    public var words: String {
      switch self {
      case .finding: "finding the subjects"
      case .planning(let done, let count): "checking inputs \(done)/\(count)"
      case .queueing: "queueing tasks"
      }
    }
  }

  private let file: ReadStudyFile
  private let template: TemplateChoice
  /// The queue, where there is one already.
  private let store: TaskStore?
  private let threads: Int
  /// Whether nothing may be written.
  public let isReadOnly: Bool

  /// Where the study keeps its files.
  public var paths: StudyPaths { file.paths }

  /// Reads and checks `study.yaml`, which is quick however many subjects there are.
  ///
  /// - Parameters:
  ///   - folder: the folder that holds `study.yaml`.
  ///   - search: how the template is chosen.
  ///   - threads: how many threads a task may use.
  ///   - isReadOnly: whether nothing may be written; the study must have been run before then.
  /// - Returns: the study, to be opened.
  /// - Throws: one error with every mistake of the file.
  public static func begin(
    folder: String, search: TemplateSearch, threads: Int, isReadOnly: Bool = false
  ) throws(StudyError) -> StudyOpening {
    let file = try ReadStudyFile(folder: folder)
    return StudyOpening(
      file: file, template: try search.choose(),
      // A study that was never opened leaves nothing behind when its data are found to be faulty.
      store: FileManager.default.fileExists(atPath: file.paths.database)
        ? try store(file.paths, isReadOnly: isReadOnly) : nil,
      threads: threads, isReadOnly: isReadOnly)
  }

  private func openedStore() throws(StudyError) -> TaskStore {
    if let store { return store }
    return try Self.store(paths, isReadOnly: isReadOnly)
  }

  private static func store(
    _ paths: StudyPaths, isReadOnly: Bool
  ) throws(StudyError) -> TaskStore {
    try OpenStudy.jobs("opening the queue of the study") { () throws(JobsError) in
      try TaskStore(folder: paths.engineFolder, isReadOnly: isReadOnly)
    }
  }

  /// Finds the subjects and plans their tasks.
  ///
  /// - Parameters:
  ///   - progress: told from time to time how far it is.
  ///   - found: told who is in the study as soon as that is known; a partial snapshot.
  /// - Returns: the open study; no task has been queued yet.
  /// - Throws: one error with every mistake of the datasets.
  public func finish(
    progress: (Step) -> Void = { _ in }, found: (StudySnapshot) -> Void = { _ in }
  ) throws(StudyError) -> OpenStudy {
    progress(.finding)
    let checked = try CheckedStudy.find(file)
    let store = try openedStore()
    if let names = try? reader(of: [], store).glimpse(others: checked.subjects) { found(names) }
    let planned = try PlannedTasks(
      plan: file.plan, subjects: checked.subjects, template: template, paths: paths,
      threads: threads, store: store
    ) { done, count in
      if done == count || done % max(1, count / 100) == 0 {
        progress(.planning(done: done, of: count))
      }
    }
    if !isReadOnly { planned.identity.save() }
    return OpenStudy(
      checked, template: template, store: store, threads: threads, planned: planned)
  }

  /// Who is in the study and how far the first of them are, by what is remembered of the last opening;
  /// nil where nothing is, or where the study file is another one now.
  ///
  /// - Parameter count: of how many subjects of the first cohort the states are read.
  /// - Returns: a partial snapshot.
  public func glimpse(of count: Int = 64) -> StudySnapshot? {
    guard let store, let memory = store.memory().flatMap(PlanMemory.init),
      memory.studyFile == SHA256.hex(of: file.bytes)
    else { return nil }
    let names = memory.names
    guard let first = file.plan.cohorts.first?.name, names.first?.cohort == first else {
      return nil
    }
    let shown = names.prefix(count).prefix { $0.cohort == first }.count
    let entries = memory.entries(0..<shown)
    guard entries.count == shown else { return nil }
    return try? reader(of: entries, store)
      .glimpse(others: Dictionary(grouping: names.dropFirst(shown), by: \.cohort))
  }

  /// Reads the tasks of some subjects of the first cohort.
  private func reader(of entries: [TaskGraph.Entry], _ store: TaskStore) -> StudyReader {
    let first = file.plan.cohorts.first?.name
    let cohorts = file.plan.cohorts.map { cohort in
      TaskGraph.CohortTasks(cohort: cohort, entries: cohort.name == first ? entries : [])
    }
    let graph = TaskGraph(cohorts: cohorts, specs: [])
    return StudyReader(
      plan: file.plan, studyFile: file.bytes, graph: graph, store: store, paths: paths,
      filter: TaskFilter(ids: graph.identities.sorted()))
  }
}
