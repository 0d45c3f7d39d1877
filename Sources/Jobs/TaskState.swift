/// Where a task stands: `waiting → queued → leased → done | failed | cancelled`.
public enum TaskState: String, Sendable, Codable, CaseIterable {
  /// Some task that it depends on is not done yet.
  case waiting
  /// Ready to be worked on.
  case queued
  /// A worker has it, until its lease runs out.
  case leased
  /// Finished with a result.
  case done
  /// Finished without one; the failure kind says why.
  case failed
  /// Taken back by a person.
  case cancelled
}
