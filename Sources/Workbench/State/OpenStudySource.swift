import Foundation
import Jobs
import Study
import Synchronization

/// The queue of an open study.
public final class OpenStudySource: StudySource, @unchecked Sendable {
  private struct Opened {
    var study: OpenStudy
    var reader: StudyReader
    var tail: JournalTail

    init(_ study: OpenStudy) {
      self.study = study
      reader = study.reader()
      tail = JournalTail(study.store.journal)
    }
  }

  private let paths: StudyPaths
  private let opening: StudyOpening?
  // Only ever touched by the one background queue that asks.
  private var opened: Opened? {
    didSet { shown.withLock { $0 = opened?.study } }
  }
  private let shown = Mutex<OpenStudy?>(nil)

  /// A source over an open study.
  public init(_ study: OpenStudy) {
    (paths, opening, opened) = (study.paths, nil, Opened(study))
    shown.withLock { $0 = study }
  }

  /// A source over a study that is still to be opened.
  public init(_ opening: StudyOpening) { (paths, self.opening) = (opening.paths, opening) }

  /// Who is in the study, by what is remembered of the last opening.
  public func glimpse() -> StudySnapshot? { opening?.glimpse() }

  /// Finds the subjects, plans and queues their tasks.
  public func open(
    progress: (String) -> Void, found: (StudySnapshot) -> Void
  ) throws(StudyError) {
    guard opened == nil, let opening else { return }
    let study = try opening.finish(progress: { progress($0.words) }, found: found)
    if !opening.isReadOnly {
      progress(StudyOpening.Step.queueing.words)
      try study.enqueue(retriesPassing: false)
    }
    opened = Opened(study.withoutDrafts)
  }

  /// The study, once it is open; for any thread.
  var study: OpenStudy? { shown.withLock { $0 } }

  private func current() throws(JobsError) -> Opened {
    guard let opened else {
      throw JobsError(.busy, PlanNotice.opening, remedy: "Try again in a moment.")
    }
    return opened
  }

  private var store: TaskStore {
    get throws(JobsError) { try current().study.store }
  }

  /// The change counter of the queue.
  public func version() throws(JobsError) -> StoreVersion { try store.version() }
  /// Whether some process holds the lock of the engine.
  public func hasEngine() -> Bool { EngineLock.holder(folder: paths.engineFolder) != nil }
  /// Whether `study.yaml` holds other bytes than when it was read.
  public func studyFileHasChanged() -> Bool { opened?.reader.studyFileHasChanged ?? false }
  /// The sizes and times of the raters' files and of those of searches.
  public func filesStamp() -> FileStamp {
    paths.ratings.stamp.with(FaceSearchFiles(paths: paths).stamp)
  }
  /// The study at this moment.
  public func snapshot() throws(JobsError) -> StudySnapshot {
    // Parameters of single subjects that somebody else changed are part of the plan as well.
    let study = try current().study
    if study.parametersHaveChanged, let current = try? study.withCurrentParameters() {
      take(current)
    }
    return try current().reader.snapshot()
  }

  private func take(_ study: OpenStudy) {
    opened?.study = study
    opened?.reader = study.reader()
  }

  /// Changes parameters of one subject in the name of who sits here.
  public func change(_ wish: ParameterWish) throws(JobsError) -> String {
    var wish = wish
    if wish.by.isEmpty { wish.by = NSUserName() }
    let study = try current().study
    do throws(StudyError) {
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
    var tail = try current().tail
    tail.read()
    opened?.tail = tail
    return (tail.events, tail.isCut)
  }

  /// The report with what lies beside the tables.
  public func report(_ snapshot: StudySnapshot) -> StudyReport {
    StudyReport(
      snapshot, searches: FaceSearchFiles(paths: paths).searches(snapshot),
      faces: ReportedFaces.read(snapshot, drawsFaces: false, showsOriginals: false))
  }

  /// Puts back what is done and what failed.
  public func rerun(_ filter: TaskFilter) throws(JobsError) -> Int {
    try store.rerun(filter) + store.retry(filter)
  }

  /// Puts back what failed.
  public func retry(_ filter: TaskFilter) throws(JobsError) -> Int { try store.retry(filter) }
  /// Takes back what is not finished.
  public func cancel(_ filter: TaskFilter) throws(JobsError) -> Int {
    try store.cancel(filter)
  }

  /// Lets tasks go before others.
  public func raisePriority(_ filter: TaskFilter) throws(JobsError) {
    _ = try store.raisePriority(filter)
  }

  /// Lets no further task start, or lets them start again.
  public func setPaused(_ isPaused: Bool) throws(JobsError) { try store.setPaused(isPaused) }

  /// What is known of a task, then the end of its log.
  public func logTail(task: String, lines: Int) throws(JobsError) -> [String] {
    guard let record = try store.record(task) else { return ["the task is not in the queue"] }
    var text = LogTail.header(of: record)
    if let path = record.logPath {
      text += LogTail.read(paths.engineFolder + "/" + path, lines: lines)
    }
    return text
  }
}
