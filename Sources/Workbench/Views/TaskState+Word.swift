import Jobs

extension TaskState {
  /// The state as a person says it.
  var word: String {
    switch self {
    case .waiting: "waiting"
    case .queued: "ready"
    case .leased: "running"
    case .done: "done"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }
}
