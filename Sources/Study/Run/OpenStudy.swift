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
  public private(set) var graph: TaskGraph
  /// Its queue.
  public let store: TaskStore
  /// How many threads a task may use.
  let threads: Int
  /// The parameters of single subjects that differ from the plan's.
  private(set) var own: SubjectParameters
  /// Size of the file that keeps them when it was read.
  private(set) var parameterBytes: Int
  /// What the next opening is to remember.
  private(set) var lines: [PlanLine]
  /// What was remembered when the study was planned.
  private(set) var former: PlanMemory?
  /// What everybody's tasks depend on, hashed.
  private(set) var shared: String

  /// A study whose tasks are known.
  init(
    _ checked: CheckedStudy, template: TemplateChoice, store: TaskStore, threads: Int,
    planned: PlannedTasks
  ) {
    (paths, plan, studyFile) = (checked.paths, checked.plan, checked.studyFile)
    (notes, summary) = (checked.notes, checked.summary + planned.own.summary)
    (self.template, self.store, self.threads) = (template, store, threads)
    (graph, own, lines) = (planned.graph, planned.own, planned.lines)
    (parameterBytes, former, shared) = (planned.parameterBytes, planned.former, planned.shared)
  }

  /// Takes tasks that were planned anew.
  mutating func take(_ planned: PlannedTasks) {
    (graph, own, lines) = (planned.graph, planned.own, planned.lines)
    (parameterBytes, former, shared) = (planned.parameterBytes, planned.former, planned.shared)
  }

  /// The same study without the drafts of its tasks, which are in the queue.
  public var withoutDrafts: OpenStudy {
    var study = self
    study.graph.specs = []
    return study
  }

  /// Opens a study folder: reads and checks `study.yaml`, finds the subjects, opens the queue.
  ///
  /// - Parameters:
  ///   - folder: the folder that holds `study.yaml`.
  ///   - search: how the template is chosen.
  ///   - threads: how many threads a task may use.
  ///   - isReadOnly: whether nothing may be written; the study must have been run before then.
  ///   - progress: told from time to time how far it is.
  /// - Returns: the open study; no task has been queued yet.
  /// - Throws: one error with every mistake.
  public static func open(
    folder: String, search: TemplateSearch, threads: Int, isReadOnly: Bool = false,
    progress: (StudyOpening.Step) -> Void = { _ in }
  ) throws(StudyError) -> OpenStudy {
    try StudyOpening.begin(
      folder: folder, search: search, threads: threads, isReadOnly: isReadOnly
    ).finish(progress: progress)
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
