import Synchronization

/// One attempt at one task.
struct LeaseKey: Sendable, Hashable {
  var task: String
  var attempt: Int

  init(_ lease: Lease) {
    task = lease.spec.id
    attempt = lease.attempt
  }
}

/// How far running tasks are, written by workers and read by the engine.
final class ProgressBoard: Sendable {
  private struct Content {
    var current: [LeaseKey: TaskProgress] = [:]
    var changed: Set<LeaseKey> = []
  }

  private let content = Mutex(Content())

  func put(_ key: LeaseKey, _ progress: TaskProgress) {
    content.withLock {
      $0.current[key] = progress
      $0.changed.insert(key)
    }
  }

  func remove(_ key: LeaseKey) {
    content.withLock {
      $0.current[key] = nil
      $0.changed.remove(key)
    }
  }

  /// Every running attempt.
  func all() -> [(task: String, step: TaskProgress)] {
    content.withLock { content in
      content.changed = []
      return content.current.map { ($0.key.task, $0.value) }
    }
  }

  /// Those that got further since the last call of either.
  func news() -> [(task: String, step: TaskProgress)] {
    content.withLock { content in
      defer { content.changed = [] }
      return content.changed.compactMap { key in
        content.current[key].map { (key.task, $0) }
      }
    }
  }
}
