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
    case trouble(String)
    case said(String)
    case log(title: String, lines: [String])
  }

  private struct Content {
    var answers: [Answer] = []
    var pending = 0
    var isPolling = false
    var nextPoll = 0.0
    var seen: StoreVersion?
    var isClosed = false
  }

  private let source: any StudySource
  private let content = Mutex(Content())
  private let queue = DispatchQueue(label: "bauta.study", qos: .userInitiated)
  /// Seconds between two looks at the change counter.
  private static let pollSeconds = 0.3

  init(_ source: any StudySource) { self.source = source }

  /// Whether an answer is on its way or waits to be taken.
  var isBusy: Bool { content.withLock { $0.pending > 0 || !$0.answers.isEmpty } }

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
    run { try self.read() }
  }

  /// Looks from time to time whether the study has changed, and reads it then.
  func poll(now: Double, isHeld: Bool) {
    let isDue = content.withLock { content in
      guard !isHeld, !content.isPolling, now >= content.nextPoll, !content.isClosed else {
        return false
      }
      content.isPolling = true
      content.nextPoll = now + Self.pollSeconds
      return true
    }
    guard isDue else { return }
    queue.async {
      self.catching { () throws(JobsError) in
        let version = try self.source.version()
        if self.content.withLock({ $0.seen }) != version { try self.read() }
      }
      self.content.withLock { $0.isPolling = false }
    }
  }

  /// Does what an action asked for and says what came of it.
  func ask(_ request: Request) {
    run { () throws(JobsError) in
      if let answer = try self.answer(request) { self.put(answer) }
      try self.read()
    }
  }

  private func answer(_ request: Request) throws(JobsError) -> Answer? {
    switch request {
    case .rerunTask(let id): said(try source.rerun(.id(id)), "put back")
    case .rerunSubject(let subject, let method, let cohort):
      said(
        try source.rerun(TaskFilter(subject: subject, method: method, cohort: cohort)), "put back")
    case .retryFailed(let cohort):
      said(try source.retry(TaskFilter(states: [.failed], cohort: cohort)), "put back")
    case .cancelTask(let id): said(try source.cancel(.id(id)), "taken back")
    case .setPaused(let isPaused): try pause(isPaused)
    case .raisePriority(let subject): try raise(subject)
    case .showLog(let task): .log(title: task, lines: try source.logTail(task: task, lines: 200))
    default: nil
    }
  }

  private func said(_ count: Int, _ what: String) -> Answer {
    .said("\(count) task\(count == 1 ? "" : "s") \(what)")
  }

  private func pause(_ isPaused: Bool) throws(JobsError) -> Answer {
    try source.setPaused(isPaused)
    return .said(isPaused ? "paused: no further task starts" : "going on")
  }

  private func raise(_ subject: String) throws(JobsError) -> Answer? {
    try source.raisePriority(TaskFilter(subject: subject))
    return nil
  }

  private func read() throws(JobsError) {
    let snapshot = try source.snapshot()
    content.withLock { $0.seen = snapshot.version }
    put(.snapshot(snapshot))
  }

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
