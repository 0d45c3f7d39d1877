/// One line of the journal as a person reads it: what was run, where, and what came of it.
public struct JournalEvent: Sendable, Hashable {
  /// Number of the change.
  public var sequence: Int64
  /// When, in seconds since 1970.
  public var time: Double
  /// The task.
  public var task: String
  /// Its kind.
  public var kind: String
  /// What people call it.
  public var labels: TaskLabels
  /// The state that it came to; nil where it was removed.
  public var state: TaskState?
  /// Number of the attempt.
  public var attempt: Int
  /// Seconds that the attempt took, where its start is known.
  public var seconds: Double?
  /// The machine, where it is known.
  public var host: String?
  /// A failure kind, or what was asked.
  public var reason: String?

  /// An event from its parts.
  public init(
    sequence: Int64, time: Double, task: String, kind: String, labels: TaskLabels,
    state: TaskState?, attempt: Int, seconds: Double? = nil, host: String? = nil,
    reason: String? = nil
  ) {
    (self.sequence, self.time, self.task, self.kind) = (sequence, time, task, kind)
    (self.labels, self.state, self.attempt) = (labels, state, attempt)
    (self.seconds, self.host, self.reason) = (seconds, host, reason)
  }

  /// What happened, in words: `done`, `gate-face-left`, `put back: retry`.
  public var words: String {
    switch state {
    case .leased: "running"
    case .done: "done"
    case .failed: reason ?? "failed"
    case .cancelled: "cancelled"
    case .waiting, .queued: attempt == 0 ? reason ?? "added" : "put back: \(reason ?? "again")"
    case nil: "removed"
    }
  }

  /// Everything that can be looked for.
  public var text: String {
    [labels.subject, labels.cohort, labels.method, kind, host, words, task].compactMap { $0 }
      .joined(separator: " ")
  }
}
