import Jobs

/// Where a task stands, as a person says it: the one vocabulary of every header, list and report.
///
/// In the order in which lists show them: what needs an eye first.
public enum TaskStanding: String, Sendable, CaseIterable {
  /// A worker is busy with it.
  case running
  /// A worker was busy with it when its engine ended; the next engine begins it anew.
  case interrupted
  /// Its last attempt failed.
  case failed
  /// Nothing stands before it.
  case ready
  /// It waits for another task.
  case waiting
  /// It can never start: a task that it needs failed, was cancelled or is not there.
  case blocked
  /// A person took it back.
  case cancelled
  /// It has a result.
  case done

  /// The word for it.
  public var word: String { rawValue }
}

extension TaskSummary {
  /// Where it stands.
  ///
  /// - Parameter engineIsRunning: whether an engine is alive; without one nothing runs.
  /// - Returns: the standing.
  public func standing(engineIsRunning: Bool) -> TaskStanding {
    switch state {
    case .leased: engineIsRunning ? .running : .interrupted
    case .failed: .failed
    case .queued: .ready
    case .waiting: reason == nil ? .waiting : .blocked
    case .cancelled: .cancelled
    case .done: .done
    }
  }
}

extension StudySnapshot {
  /// Where a task stands.
  public func standing(of task: TaskSummary) -> TaskStanding {
    task.standing(engineIsRunning: engineIsRunning)
  }

  /// Number of tasks in a standing.
  public func count(_ standing: TaskStanding) -> Int { standings[standing] ?? 0 }

  /// Number of tasks that are still going to be done by themselves, or by the next engine.
  public var comingCount: Int {
    [.running, .interrupted, .ready, .waiting].reduce(0) { $0 + count($1) }
  }

  /// Every standing that has tasks, with its number, as in `3 running, 2 failed`.
  public var standingWords: [String] {
    TaskStanding.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.word)" }
  }

  /// What the end looks like where nothing more is going to happen, as in
  /// `all done, 16 blocked by 4 failures`; nil before the end.
  public var endWords: String? {
    guard comingCount == 0 else { return nil }
    let (failed, blocked) = (count(.failed), count(.blocked))
    let cancelled = count(.cancelled)
    var words = ["all done"]
    if blocked > 0 {
      let causes = [
        failed > 0 ? "\(failed) failure\(failed == 1 ? "" : "s")" : nil,
        cancelled > 0 ? "\(cancelled) cancelled" : nil,
      ].compactMap { $0 }
      let by = causes.isEmpty ? "" : " by \(causes.joined(separator: " and "))"
      words.append("\(blocked) blocked\(by)")
    } else {
      if failed > 0 { words.append("\(failed) failed") }
      if cancelled > 0 { words.append("\(cancelled) cancelled") }
    }
    return words.joined(separator: ", ")
  }
}
