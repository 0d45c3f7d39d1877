import GRDB

extension TaskStore {
  /// Puts failed and cancelled tasks back, with all their attempts left; what waited for them is
  /// released.
  ///
  /// - Returns: number of tasks put back.
  @discardableResult
  public func retry(_ filter: TaskFilter) throws(JobsError) -> Int {
    try change("putting tasks back") { change in
      let tasks = try change.tasks(filter, "state IN ('failed', 'cancelled')")
      for task in tasks { try change.putBack(task, because: "retry") }
      try change.settle(tasks.map(\.id))
      try change.settleDependants(of: tasks.map(\.id))
      return tasks.count
    }
  }

  /// Does finished tasks again, whatever came of them, and everything that depends on them.
  ///
  /// - Returns: number of tasks put back.
  @discardableResult
  public func rerun(_ filter: TaskFilter) throws(JobsError) -> Int {
    try change("doing tasks again") { change in
      let roots = try change.tasks(filter, "state IN ('done', 'failed', 'cancelled')")
      var ids = roots.map(\.id)
      for root in roots { ids += try change.allDependants(of: root.id) }
      var seen: Set<String> = []
      for id in ids where seen.insert(id).inserted {
        guard let task = try Standing.fetch(change.db, id: id) else { continue }
        if task.state == .waiting { continue }
        if task.state == .leased { try change.loseAttempt(task) }
        try change.putBack(task, because: "rerun")
      }
      try change.settle(ids)
      return seen.count
    }
  }

  /// Takes tasks back that are not finished; a worker that is busy with one is stopped by its
  /// engine.
  ///
  /// - Returns: number of tasks cancelled.
  @discardableResult
  public func cancel(_ filter: TaskFilter) throws(JobsError) -> Int {
    try change("cancelling tasks") { change in
      let tasks = try change.tasks(filter, "state IN ('waiting', 'queued', 'leased')")
      for task in tasks {
        if task.state == .leased { try change.loseAttempt(task) }
        try change.db.execute(
          literal: "UPDATE tasks SET finishedAt = \(change.now) WHERE id = \(task.id)")
        try change.move(task, to: .cancelled, because: "cancelled")
      }
      try change.settleDependants(of: tasks.map(\.id))
      return tasks.count
    }
  }

  /// Adds `amount` to the priority of tasks that are not finished.
  ///
  /// - Returns: number of tasks changed.
  @discardableResult
  public func raisePriority(_ filter: TaskFilter, by amount: Int = 1) throws(JobsError) -> Int {
    try change("changing priorities") { change in
      let tasks = try change.tasks(filter, "state IN ('waiting', 'queued', 'leased')")
      let number = tasks.isEmpty ? 0 : change.next()
      for task in tasks {
        try change.db.execute(
          literal: """
            UPDATE tasks SET priority = priority + \(amount), changed = \(number)
            WHERE id = \(task.id)
            """)
      }
      return tasks.count
    }
  }

  /// Lets no further task start, or lets them start again; running ones go on.
  public func setPaused(_ isPaused: Bool) throws(JobsError) {
    try change("pausing") { change in
      _ = change.next()
      try change.db.execute(literal: "UPDATE meta SET paused = \(isPaused)")
    }
  }
}

extension Change {
  /// The tasks that `filter` chooses and for which `condition` holds.
  fileprivate func tasks(_ filter: TaskFilter, _ condition: String) throws -> [Standing] {
    let (sql, arguments) = filter.sql
    return try Standing.fetchAll(db, where: "\(condition) AND \(sql)", arguments)
  }

  /// Makes a task wait anew, with all its attempts left.
  func putBack(_ task: Standing, because: String) throws {
    try db.execute(
      literal: """
        UPDATE tasks SET tries = 0, owner = NULL, leaseUntil = NULL, finishedAt = NULL,
          progress = 0, progressMessage = NULL, result = NULL WHERE id = \(task.id)
        """)
    try move(task, to: .waiting, because: because)
  }

  /// Takes the lease away from whoever works on `task`.
  fileprivate func loseAttempt(_ task: Standing) throws {
    try closeAttempt(task, .cancelled, failure: nil, Figures())
    try db.execute(
      literal: "UPDATE tasks SET owner = NULL, leaseUntil = NULL WHERE id = \(task.id)")
  }
}

extension TaskFilter {
  /// A condition on the table of tasks.
  var sql: (String, StatementArguments) {
    var parts = ["1"]
    var arguments: StatementArguments = []
    let lists: [(String, [String]?)] = [
      ("id", ids), ("kind", kinds), ("state", states?.map(\.rawValue)),
      ("failureKind", failureKinds), ("subject", subject.map { [$0] }),
      ("method", method.map { [$0] }), ("cohort", cohort.map { [$0] }),
    ]
    for (column, values) in lists {
      guard let values else { continue }
      parts.append("\(column) IN (SELECT value FROM json_each(?))")
      arguments += [Stored.text(values)]
    }
    return (parts.joined(separator: " AND "), arguments)
  }
}
