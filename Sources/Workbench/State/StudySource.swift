import Agreement
import Foundation
import Jobs
import Study

/// What the workbench knows of a study and can ask of it; the real one or a made one for tests.
///
/// All calls come from one background queue, never from the thread that draws.
public protocol StudySource: Sendable {
  /// Whether there is a study; otherwise plain images, with nothing to run.
  var holdsStudy: Bool { get }
  /// A number that changes with the study; cheap to ask for.
  func version() throws(JobsError) -> StoreVersion
  /// Whether an engine is alive; cheap to ask for.
  func hasEngine() -> Bool
  /// Whether the study file is another than when the study was opened; cheap to ask for.
  func studyFileHasChanged() -> Bool
  /// What tells whether somebody has rated since; cheap to ask for.
  func ratingsStamp() -> RatingsFolder.Stamp
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
  /// Without a study file nothing changes.
  public func studyFileHasChanged() -> Bool { false }
  /// Without a study nobody rates.
  public func ratingsStamp() -> RatingsFolder.Stamp { RatingsFolder.Stamp() }
  /// Where nothing is run nothing can be changed.
  public func change(_ wish: ParameterWish) throws(JobsError) -> String { "nothing was changed" }
  /// Where nothing is run there is no journal.
  public func journal() throws(JobsError) -> (events: [JournalEvent], isCut: Bool) { ([], false) }
  /// The report of what the snapshot holds.
  public func report(_ snapshot: StudySnapshot) -> StudyReport { StudyReport(snapshot) }
}

/// The queue of an open study.
public final class OpenStudySource: StudySource, @unchecked Sendable {
  // Only ever touched by the one background queue that asks.
  private var study: OpenStudy
  private var reader: StudyReader
  private var tail: JournalTail

  /// A source over an open study.
  public init(_ study: OpenStudy) {
    self.study = study
    reader = study.reader()
    tail = JournalTail(study.store.journal)
  }

  /// The change counter of the queue.
  public func version() throws(JobsError) -> StoreVersion { try study.store.version() }
  /// Whether some process holds the lock of the engine.
  public func hasEngine() -> Bool { EngineLock.holder(folder: study.paths.engineFolder) != nil }
  /// Whether `study.yaml` holds other bytes than when it was read.
  public func studyFileHasChanged() -> Bool { reader.studyFileHasChanged }
  /// The sizes and times of the raters' files.
  public func ratingsStamp() -> RatingsFolder.Stamp { study.paths.ratings.stamp }
  /// The study at this moment.
  public func snapshot() throws(JobsError) -> StudySnapshot {
    // Parameters of single subjects that somebody else changed are part of the plan as well.
    if study.parametersHaveChanged, let current = try? study.withCurrentParameters() {
      take(current)
    }
    return try reader.snapshot()
  }

  private func take(_ study: OpenStudy) {
    self.study = study
    reader = study.reader()
  }

  /// Changes parameters of one subject in the name of who sits here.
  public func change(_ wish: ParameterWish) throws(JobsError) -> String {
    var wish = wish
    if wish.by.isEmpty { wish.by = NSUserName() }
    do {
      let answer = try study.change(wish)
      take(answer.study)
      let count = "\(answer.added) task\(answer.added == 1 ? "" : "s")"
      return answer.changed.isEmpty ? "nothing was changed" : "\(count) to be done anew"
    } catch {
      throw JobsError(
        .badData, [error.message, error.remedy].compactMap { $0 }.joined(separator: "; "),
        remedy: error.remedy ?? "")
    }
  }

  /// What was run, by the end of the journal.
  public func journal() throws(JobsError) -> (events: [JournalEvent], isCut: Bool) {
    tail.read()
    return (tail.events, tail.isCut)
  }

  /// The report with what lies beside the tables.
  public func report(_ snapshot: StudySnapshot) -> StudyReport {
    StudyReport(
      snapshot, searches: FaceSearchFiles(paths: study.paths).searches(snapshot),
      faces: ReportedFaces.read(snapshot, drawsFaces: false, showsOriginals: false))
  }

  /// Puts back what is done and what failed.
  public func rerun(_ filter: TaskFilter) throws(JobsError) -> Int {
    try study.store.rerun(filter) + study.store.retry(filter)
  }

  /// Puts back what failed.
  public func retry(_ filter: TaskFilter) throws(JobsError) -> Int { try study.store.retry(filter) }
  /// Takes back what is not finished.
  public func cancel(_ filter: TaskFilter) throws(JobsError) -> Int {
    try study.store.cancel(filter)
  }

  /// Lets tasks go before others.
  public func raisePriority(_ filter: TaskFilter) throws(JobsError) {
    _ = try study.store.raisePriority(filter)
  }

  /// Lets no further task start, or lets them start again.
  public func setPaused(_ isPaused: Bool) throws(JobsError) { try study.store.setPaused(isPaused) }

  /// What is known of a task, then the end of its log.
  public func logTail(task: String, lines: Int) throws(JobsError) -> [String] {
    guard let record = try study.store.record(task) else { return ["the task is not in the queue"] }
    var text = LogTail.header(of: record)
    if let path = record.logPath {
      text += LogTail.read(study.store.folder + "/" + path, lines: lines)
    }
    return text
  }
}
