/// What an engine tells those who look on.
public enum EngineEvent: Sendable {
  /// Leases of an engine that is gone were returned.
  case recovered(tasks: Int)
  /// An attempt began.
  case started(Lease)
  /// A worker reports how far it is.
  case progress(task: String, TaskProgress)
  /// A task has a result.
  case done(Lease, TaskResult)
  /// An attempt failed; `willRetry` when the task goes back by itself.
  case failed(Lease, TaskFailure, willRetry: Bool)
  /// An attempt was stopped: cancelled, removed, taken away, or the engine is leaving.
  case stopped(Lease)
  /// The queue changed, by this engine or by another process.
  case queueChanged(StoreVersion)
  /// The database cannot be written just now; it is tried again.
  case trouble(JobsError)
}

/// What came of a run of the engine.
public struct EngineSummary: Sendable, Hashable {
  /// Number of tasks in each state at the end.
  public var counts: [TaskState: Int]
  /// Attempts that gave a result in this run.
  public var done: Int
  /// Attempts that failed in this run.
  public var failed: Int
  /// Whether somebody asked it to stop.
  public var isInterrupted: Bool
}
