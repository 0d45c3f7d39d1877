/// What came of a conversation with a worker.
struct ConversationReport: Sendable {
  /// How it ended.
  enum End: Sendable, Hashable {
    case answered(WorkerAnswer)
    case timeout
    case memory
    case unreadable
    case lost
    case stopped
  }

  var end: End
  var peakMemoryMB: Double
  /// Whether the worker can take another task.
  var isReusable: Bool

  /// Whether the worker goes on with something that nobody wants.
  var isToBeStopped: Bool {
    switch end {
    case .answered, .lost: false
    case .timeout, .memory, .unreadable, .stopped: true
    }
  }

  /// The end of the attempt; `process` is that of a worker that ended with it.
  func attemptEnd(_ lease: Lease, _ process: WorkerProcess.End?) -> AttemptEnd {
    let figures = Figures(peakMemoryMB: peakMemoryMB, exit: process?.status)
    switch end {
    case .stopped: return .stopped
    case .answered(let answer):
      if let result = answer.result { return .done(result, figures) }
      return .failed(answer.failure ?? unreadable(lease), figures)
    case .timeout: return .failed(timeout(lease), figures)
    case .memory: return .failed(outOfMemory(lease), figures)
    case .unreadable: return .failed(unreadable(lease), figures)
    case .lost:
      if process?.wasForced == true { return .failed(mute, figures) }
      return .failed(lost(lease, process?.status), figures)
    }
  }

  private func timeout(_ lease: Lease) -> TaskFailure {
    TaskFailure(
      kind: TaskFailure.timeout,
      message: "The task took longer than the \(lease.spec.timeoutSeconds) s that it may take.",
      remedy: "Allow more time in the study file (failure, timeout), or see the log.")
  }

  private func outOfMemory(_ lease: Lease) -> TaskFailure {
    TaskFailure(
      kind: TaskFailure.outOfMemory,
      message: "The task held \(Int(peakMemoryMB)) MB of memory; "
        + "\(lease.spec.memoryLimitMB.map { "\($0) MB" } ?? "less") was allowed.",
      remedy: "Allow more memory, or use fewer workers.")
  }

  private func unreadable(_ lease: Lease) -> TaskFailure {
    TaskFailure(
      kind: TaskFailure.outputUnreadable,
      message: "The worker wrote something to standard output that is not an answer.",
      remedy: "See the log, which holds the line.")
  }

  private var mute: TaskFailure {
    TaskFailure(
      kind: TaskFailure.outputUnreadable,
      message: "The worker closed its standard output without an answer, but did not end.",
      remedy: "See the log of the attempt.")
  }

  private func lost(_ lease: Lease, _ exit: Int?) -> TaskFailure {
    let log = "See the log of the attempt."
    switch exit {
    case .some(-9) where isNearLimit(lease):
      return outOfMemory(lease)
    case .some(-9):
      return TaskFailure(
        kind: TaskFailure.killed,
        message: "The worker was killed from outside (signal 9) while it held "
          + "\(Int(peakMemoryMB)) MB.",
        remedy: "If the machine ran out of memory, use fewer workers. " + log)
    case .some(-15), .some(-2), .some(-1):
      return TaskFailure(
        kind: TaskFailure.killed, message: "The worker was asked to end from outside.",
        remedy: log)
    case .some(let status) where status < 0:
      return TaskFailure(
        kind: TaskFailure.crashed, message: "The worker crashed with signal \(-status).",
        remedy: log)
    default:
      let status = exit.map { "with status \($0)" } ?? "in an unknown way"
      return TaskFailure(
        kind: TaskFailure.crashed, message: "The worker ended \(status) without an answer.",
        remedy: log)
    }
  }

  private func isNearLimit(_ lease: Lease) -> Bool {
    guard let most = lease.spec.memoryLimitMB else { return false }
    return peakMemoryMB > 0.9 * Double(most)
  }
}
