import Jobs

/// When the work will be done, guessed from what finished tasks took.
public enum RemainingTime {
  /// Seconds of work left, divided by the number of tasks that run at once; nil before any task of
  /// each kind has finished.
  static func seconds(of tasks: [TaskSummary], store: TaskStore) throws(JobsError) -> Double? {
    let open = tasks.filter { $0.state == .queued || $0.state == .leased || isComing($0) }
    guard !open.isEmpty else { return nil }
    let means = try store.meanSeconds()
    var total = 0.0
    for task in open {
      guard let mean = means[task.kind] else { return nil }
      total += mean * (task.state == .leased ? max(0, 1 - task.progress) : 1)
    }
    return total / Double(max(1, open.count { $0.state == .leased }))
  }

  private static func isComing(_ task: TaskSummary) -> Bool {
    task.state == .waiting && task.reason == nil
  }
}
