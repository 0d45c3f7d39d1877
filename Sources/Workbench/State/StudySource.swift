import Agreement
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
}

extension StudySource {
  /// Most sources are studies.
  public var holdsStudy: Bool { true }
  /// Without a study file nothing changes.
  public func studyFileHasChanged() -> Bool { false }
  /// Without a study nobody rates.
  public func ratingsStamp() -> RatingsFolder.Stamp { RatingsFolder.Stamp() }
}

/// The queue of an open study.
public final class OpenStudySource: StudySource, @unchecked Sendable {
  private let study: OpenStudy
  // Only ever touched by the one background queue that asks.
  private let reader: StudyReader

  /// A source over an open study.
  public init(_ study: OpenStudy) {
    self.study = study
    reader = study.reader()
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
  public func snapshot() throws(JobsError) -> StudySnapshot { try reader.snapshot() }

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
