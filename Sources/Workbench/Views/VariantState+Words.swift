import Jobs
import Study

extension VariantState {
  /// The standing that the state means, in the words of every list.
  func standing(engineIsRunning: Bool) -> TaskStanding {
    switch self {
    case .waiting: .waiting
    case .queued: .ready
    case .running: engineIsRunning ? .running : .interrupted
    case .done: .done
    case .failed: .failed
    case .blocked: .blocked
    case .cancelled: .cancelled
    }
  }

  /// The state in a few words: `running deface 50 %`, `failed gate-face-left`, `ready`.
  func words(engineIsRunning: Bool) -> String {
    switch self {
    case .running(let step, let fraction) where engineIsRunning:
      "running \(step) \(Int(min(1, max(0, fraction)) * 100)) %"
    case .failed(_, let kind): "failed \(kind.rawValue)"
    case .blocked: "blocked \(WaitingReason.dependencyFailed.rawValue)"
    default: standing(engineIsRunning: engineIsRunning).word
    }
  }
}

extension WaitingReason {
  /// The reason as a clause.
  var clause: String {
    switch self {
    case .dependencyFailed: "a task it needs has failed"
    case .dependencyCancelled: "a task it needs was cancelled"
    case .dependencyMissing: "a task it needs is not in the queue"
    }
  }
}
