import Agreement
import Foundation
import Jobs
import Study

/// What the workbench knows of a study and can ask of it; the real one or a made one for tests.
///
/// All calls but that of `hasEngine` come from one background queue, never from the thread that draws.
public protocol StudySource: Sendable {
  /// Whether there is a study; otherwise plain images, with nothing to run.
  var holdsStudy: Bool { get }
  /// What is remembered of the study, before it is opened; quick, and nil where nothing is.
  func glimpse() -> StudySnapshot?
  /// Opens the study; asked once, before all that follows.
  ///
  /// - Parameters:
  ///   - progress: told in words how far it is.
  ///   - found: told who is in the study as soon as that is known.
  /// - Throws: an error when the study cannot be opened.
  func open(progress: (String) -> Void, found: (StudySnapshot) -> Void) throws(StudyError)
  /// A number that changes with the study; cheap to ask for.
  func version() throws(JobsError) -> StoreVersion
  /// Whether an engine is alive; cheap to ask for.
  func hasEngine() -> Bool
  /// Whether the study file is another than when the study was opened; cheap to ask for.
  func studyFileHasChanged() -> Bool
  /// What tells whether somebody has rated or searched people since; cheap to ask for.
  func filesStamp() -> FileStamp
  /// The study at this moment.
  func snapshot() throws(JobsError) -> StudySnapshot
  /// Does tasks again with all that depends on them; gives their number.
  func rerun(_ filter: TaskFilter) throws(JobsError) -> Int
  /// Puts failed tasks back; gives their number.
  func retry(_ filter: TaskFilter) throws(JobsError) -> Int
  /// Takes tasks back that are not finished; gives their number.
  func cancel(_ filter: TaskFilter) throws(JobsError) -> Int
  /// Lets what is looked at go first.
  func raisePriority(_ filter: TaskFilter) throws(JobsError)
  /// Lets no further task start, or lets them start again.
  func setPaused(_ isPaused: Bool) throws(JobsError)
  /// The last lines that a task wrote to its log.
  func logTail(task: String, lines: Int) throws(JobsError) -> [String]
  /// Changes parameters of one subject and queues what depends on them; says what came of it.
  func change(_ wish: ParameterWish) throws(JobsError) -> String
  /// What was run, the newest last, and whether older lines were left unread.
  func journal() throws(JobsError) -> (events: [JournalEvent], isCut: Bool)
  /// The report of a study.
  func report(_ snapshot: StudySnapshot) -> StudyReport
}

extension StudySource {
  /// Most sources are studies.
  public var holdsStudy: Bool { true }
  /// Most sources have nothing to remember.
  public func glimpse() -> StudySnapshot? { nil }
  /// Most sources are open from the beginning.
  public func open(
    progress: (String) -> Void, found: (StudySnapshot) -> Void
  ) throws(StudyError) {}
  /// Without a study file nothing changes.
  public func studyFileHasChanged() -> Bool { false }
  /// Without a study nobody rates.
  public func filesStamp() -> FileStamp { FileStamp() }
  /// Where nothing is run nothing can be changed.
  public func change(_ wish: ParameterWish) throws(JobsError) -> String { "nothing was changed" }
  /// Where nothing is run there is no journal.
  public func journal() throws(JobsError) -> (events: [JournalEvent], isCut: Bool) { ([], false) }
  /// The report of what the snapshot holds.
  public func report(_ snapshot: StudySnapshot) -> StudyReport { StudyReport(snapshot) }
}
