import GRDB

/// Lets tasks go, or holds them, when something that they depend on changed.
extension Change {
  /// Looks at `ids` and, wherever something changed, at everything that depends on them.
  func settle(_ ids: [String]) throws {
    var open = ids
    while let id = open.popLast() {
      guard let task = try Standing.fetch(db, id: id) else { continue }
      guard task.state == .waiting || task.state == .queued else { continue }
      let (state, reason) = try readiness(of: id)
      guard state != task.state || reason?.rawValue != task.reason else { continue }
      try move(task, to: state, waiting: reason)
      // Whether this one waits or is queued makes no difference to those behind it; the reason does.
      if reason?.rawValue != task.reason { open += try dependants(of: id) }
    }
  }

  /// Looks at everything that depends on `ids`.
  func settleDependants(of ids: [String]) throws {
    for id in ids { try settle(dependants(of: id)) }
  }

  /// Looks at everything that waits for a task that was not there.
  func settleMissing() throws {
    try settle(Standing.fetchAll(db, where: "reason = 'dependency-missing'").map(\.id))
  }

  func dependants(of id: String) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(sql: "SELECT task FROM dependencies WHERE dependsOn = ?"),
      arguments: [id])
  }

  /// Everything that depends on `id`, directly or not.
  func allDependants(of id: String) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE below(id) AS (
          SELECT task FROM dependencies WHERE dependsOn = ?
          UNION SELECT d.task FROM dependencies d JOIN below ON d.dependsOn = below.id)
        SELECT id FROM below
        """, arguments: [id])
  }

  private func readiness(of id: String) throws -> (TaskState, WaitingReason?) {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT t.state, t.reason FROM dependencies d LEFT JOIN tasks t ON t.id = d.dependsOn
          WHERE d.task = ?
          """), arguments: [id])
    var reasons: Set<WaitingReason> = []
    var isReady = true
    for row in rows {
      let text: String? = row[0]
      let state = text.flatMap(TaskState.init(rawValue:))
      isReady = isReady && state == .done
      if let reason = Self.reason(state, row[1]) { reasons.insert(reason) }
    }
    return isReady
      ? (.queued, nil) : (.waiting, WaitingReason.allCases.first(where: reasons.contains))
  }

  /// What a dependency in this state means for the task that waits for it.
  private static func reason(_ state: TaskState?, _ inherited: String?) -> WaitingReason? {
    switch state {
    case .none: .dependencyMissing
    case .failed: .dependencyFailed
    case .cancelled: .dependencyCancelled
    case .waiting: inherited.flatMap(WaitingReason.init(rawValue:))
    case .queued, .leased, .done: nil
    }
  }
}
