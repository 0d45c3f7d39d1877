import Dispatch
import Jobs
import Study
import Synchronization

/// Asks the study in the background, one thing after another, and keeps the answers until the
/// drawing thread takes them.
final class StudyAsker: Sendable {
  /// What came back.
  enum Answer: Sendable {
    case snapshot(StudySnapshot)
    /// How far the opening of the study is, in words.
    case opening(String)
    /// The study cannot be opened.
    case refused(StudyError)
    case trouble(String)
    case said(String)
    case putBack(Int)
    case log(title: String, lines: [String])
    case report([String])
    case reidentification(ReidentificationSettings.Found)
    case journal([JournalEvent], isCut: Bool)
  }

  private struct Content {
    var answers: [Answer] = []
    var pending = 0
    var isPolling = false
    var isAsked = false
    var nextPoll = 0.0
    var seen: StoreVersion?
    var hasEngine = false
    var fileHasChanged = false
    var files = FileStamp()
    var isOutdated = false
    var nextRead = 0.0
    var isClosed = false
  }

  private let source: any StudySource
  private let content = Mutex(Content())
  private let queue = DispatchQueue(label: "bauta.study", qos: .userInitiated)
  /// Searching many people takes long, and nothing else is to wait for it.
  private let searching = DispatchQueue(label: "bauta.reidentification", qos: .utility)
  /// Seconds between two looks at the change counter.
  private static let pollSeconds = 0.3
  /// Seconds after which the study is read again although nothing was written, while an engine is at
  /// work, for what is expected of it.
  private static let engineSeconds = 5.0

  init(_ source: any StudySource) { self.source = source }

  /// Whether an answer is on its way or waits to be taken.
  var isBusy: Bool {
    content.withLock { $0.pending > 0 || $0.isPolling || $0.isAsked || !$0.answers.isEmpty }
  }

  /// The answers so far, the oldest first.
  func answers() -> [Answer] {
    content.withLock { content in
      defer { content.answers = [] }
      return content.answers
    }
  }

  /// Asks nothing more.
  func close() { content.withLock { $0.isClosed = true } }

  /// Reads the study anew.
  func refresh() {
    run { () throws(JobsError) in try self.read() }
  }

  /// Opens the study and reads it; before that comes what is remembered of it, or else who is in it.
  ///
  /// - Parameter glimpses: whether that may be shown.
  func open(glimpses: Bool) {
    run { () throws(JobsError) in
      let glimpse = glimpses ? self.source.glimpse() : nil
      if let glimpse { self.put(.snapshot(glimpse)) }
      do throws(StudyError) {
        try self.source.open {
          self.put(.opening($0))
        } found: {
          if glimpses, glimpse == nil { self.put(.snapshot($0)) }
        }
      } catch {
        self.close()
        return self.put(.refused(error))
      }
      try self.read()
    }
  }

  /// Looks at the next turn whether the study has changed; once, however often it is asked for.
  func pollSoon() { content.withLock { ($0.nextPoll, $0.isAsked) = (0, true) } }

  /// Looks from time to time whether the study has changed, and reads it then.
  func poll(now: Double, isHeld: Bool) {
    let isDue = content.withLock { content in
      guard !isHeld, !content.isPolling, now >= content.nextPoll, !content.isClosed else {
        return false
      }
      (content.isPolling, content.isAsked) = (true, false)
      content.nextPoll = now + Self.pollSeconds
      if content.hasEngine && now >= content.nextRead { content.seen = nil }
      if content.seen == nil { content.nextRead = now + Self.engineSeconds }
      return true
    }
    guard isDue else { return }
    queue.async {
      self.catching { () throws(JobsError) in try self.readIfChanged() }
      self.content.withLock { $0.isPolling = false }
    }
  }

  /// Does what an action asked for and says what came of it.
  func ask(_ request: Request) {
    run { () throws(JobsError) in
      if request.needsPlan {
        // The question may have been answered before the change could be seen.
        try self.readIfChanged()
        if self.content.withLock({ $0.isOutdated }) { return self.put(.said(PlanNotice.words)) }
      }
      let answer = try self.answer(request)
      let snapshot = try self.read()
      if let answer { self.put(snapshot.engineIsRunning ? answer : Self.warned(answer)) }
    }
  }

  /// Writes the report of a snapshot in lines of so many columns.
  func report(_ snapshot: StudySnapshot, columns: Int) {
    run { () throws(JobsError) in
      self.put(.report(self.source.report(snapshot).lines(width: columns)))
    }
  }

  /// Searches the people of a cohort by what is left of their faces.
  func reidentify(
    _ asked: ReidentificationSettings.Asked, of cohort: CohortStatus, methods: [String]
  ) {
    content.withLock { $0.pending += 1 }
    searching.async {
      let tables = methods.compactMap {
        StudyReidentification.table(
          of: cohort, method: $0, permutations: ReidentificationSettings.permutations)
      }
      self.put(.reidentification(ReidentificationSettings.Found(asked: asked, tables: tables)))
      self.content.withLock { $0.pending -= 1 }
    }
  }

  /// Reads what is new in the journal.
  func journal() {
    run { () throws(JobsError) in
      let journal = try self.source.journal()
      self.put(.journal(journal.events, isCut: journal.isCut))
    }
  }

  private func answer(_ request: Request) throws(JobsError) -> Answer? {
    switch request {
    case .rerunTasks(let ids): .putBack(try source.rerun(TaskFilter(ids: ids)))
    case .retryTasks(let ids): .putBack(try source.retry(TaskFilter(ids: ids)))
    case .cancelTasks(let ids):
      .said(Self.words(try source.cancel(TaskFilter(ids: ids)), "taken back"))
    case .setPaused(let isPaused): try pause(isPaused)
    case .raisePriority(let subject): try raise(subject)
    case .changeParameters(let wish): .said(try source.change(wish))
    case .showLog(let task): .log(title: task, lines: try source.logTail(task: task, lines: 200))
    default: nil
    }
  }

  /// Work that was put back waits when nobody takes it.
  private static func warned(_ answer: Answer) -> Answer {
    switch answer {
    case .putBack(let count) where count > 0:
      .said(words(count, "put back") + "; no engine is at work: 'bauta run' does it")
    case .said(let words) where words.hasSuffix("to be done anew"):
      .said(words + "; no engine is at work: 'bauta run' does it")
    default: answer
    }
  }

  private static func words(_ count: Int, _ what: String) -> String {
    "\(count) task\(count == 1 ? "" : "s") \(what)"
  }

  private func pause(_ isPaused: Bool) throws(JobsError) -> Answer {
    try source.setPaused(isPaused)
    return .said(isPaused ? "paused: no further task starts" : "going on")
  }

  private func raise(_ subject: String) throws(JobsError) -> Answer? {
    try source.raisePriority(TaskFilter(subject: subject))
    return nil
  }

  /// Reads the study where anything of it is not as it was when last read.
  private func readIfChanged() throws(JobsError) {
    let version = try source.version()
    // An engine that was killed writes nothing, and neither does who edits the study file: both
    // are asked for each time.
    let hasEngine = source.hasEngine()
    let fileHasChanged = source.studyFileHasChanged()
    let files = source.filesStamp()
    let isKnown = content.withLock { content in
      defer { content.fileHasChanged = fileHasChanged }
      return content.seen == version && content.hasEngine == hasEngine
        && content.fileHasChanged == fileHasChanged && content.files == files
    }
    if !isKnown { try read() }
  }

  @discardableResult
  private func read() throws(JobsError) -> StudySnapshot {
    let files = source.filesStamp()
    let snapshot = try source.snapshot()
    content.withLock { content in
      content.files = files
      content.seen = snapshot.version
      content.hasEngine = snapshot.engineIsRunning
      content.isOutdated = snapshot.isOutdated
    }
    put(.snapshot(snapshot))
    return snapshot
  }

  /// In words: so many tasks were put back.
  static func putBack(_ count: Int) -> String { words(count, "put back") }

  private func put(_ answer: Answer) { content.withLock { $0.answers.append(answer) } }

  private func run(_ body: @escaping @Sendable () throws(JobsError) -> Void) {
    content.withLock { $0.pending += 1 }
    queue.async {
      self.catching(body)
      self.content.withLock { $0.pending -= 1 }
    }
  }

  private func catching(_ body: () throws(JobsError) -> Void) {
    do {
      try body()
    } catch {
      put(.trouble(error.message))
    }
  }
}
