import Foundation
import GRDB

/// What came of adding tasks.
public struct AddReport: Sendable, Hashable {
  /// Tasks that are new.
  public var added: Int
  /// Tasks that were there already; their state is untouched.
  public var existing: Int
  /// Whether what was to be remembered is kept; false where another process has kept something since.
  public var isRemembered = true
}

extension TaskStore {
  /// Adds tasks; one whose identity is known already is not added again, only its labels, limits
  /// and payload are brought up to date: the same input may lie elsewhere now. A failed task whose
  /// payload is new gets another chance. Dependencies may come in any order, also later.
  ///
  /// - Parameters:
  ///   - specs: the tasks.
  ///   - memory: what is to be kept beside the queue in the same transaction, with the stamp of what it
  ///     was made from.
  /// - Returns: what came of it.
  /// - Throws: `badData` when tasks depend on each other in a circle; then nothing is added.
  @discardableResult
  public func add(
    _ specs: [TaskSpec], remembering memory: (bytes: Data, after: Int64?)? = nil
  ) throws(JobsError) -> AddReport {
    try change("adding tasks") { change in
      var added: [TaskSpec] = []
      for spec in specs where try !change.refresh(spec) {
        try change.insert(spec)
        added.append(spec)
      }
      try change.refuseCircles(among: specs)
      // What depends on new tasks alone waits, as it does already, unless one of those is blocked.
      let new = Set(added.map(\.id))
      let open = added.filter { $0.dependencies.isEmpty || !new.isSuperset(of: $0.dependencies) }
      try change.settle(open.reversed().map(\.id))
      try change.settleMissing()
      var report = AddReport(added: added.count, existing: specs.count - added.count)
      if let memory {
        report.isRemembered = try change.remember(memory.bytes, after: memory.after)
      }
      return report
    }
  }

  /// Removes every task whose identity is not in `ids`; their attempts stay on record. A worker
  /// that is busy with one of them is stopped by its engine.
  ///
  /// - Returns: the identities removed.
  @discardableResult
  public func removeObsolete(keeping ids: Set<String>) throws(JobsError) -> [String] {
    try change("removing tasks that are no longer part of the study") { change in
      let obsolete = try Standing.fetchAll(change.db, where: "1").filter { !ids.contains($0.id) }
      for task in obsolete { try change.remove(task) }
      if !obsolete.isEmpty { try change.db.execute(sql: "UPDATE meta SET epoch = epoch + 1") }
      try change.settleDependants(of: obsolete.map(\.id))
      return obsolete.map(\.id)
    }
  }
}

extension Change {
  /// Brings labels, limits and payload of a known task up to date; false when it is not known.
  fileprivate func refresh(_ spec: TaskSpec) throws -> Bool {
    let labels = spec.labels
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT subject IS ? AND method IS ? AND cohort IS ? AND timeout = ?
              AND memoryLimitMB IS ? AND threads = ? AND maxAttempts = ? AND payload = ?,
              state = 'failed' AND payload <> ? FROM tasks WHERE id = ?
            """),
        arguments: [
          labels.subject, labels.method, labels.cohort, spec.timeoutSeconds, spec.memoryLimitMB,
          spec.threads, spec.maxAttempts, spec.payload, spec.payload, spec.id,
        ])
    else { return false }
    if row[0] == true { return true }
    try db.execute(
      literal: """
        UPDATE tasks SET subject = \(labels.subject), method = \(labels.method),
          cohort = \(labels.cohort), timeout = \(spec.timeoutSeconds),
          memoryLimitMB = \(spec.memoryLimitMB), threads = \(spec.threads),
          maxAttempts = \(spec.maxAttempts), payload = \(spec.payload), changed = \(next())
          WHERE id = \(spec.id)
        """)
    if row[1] == true, let task = try Standing.fetch(db, id: spec.id) {
      try putBack(task, because: "payload changed")
      try settle([spec.id])
      try settleDependants(of: [spec.id])
    }
    return true
  }

  fileprivate func insert(_ spec: TaskSpec) throws {
    let number = next()
    try db.cachedStatement(
      sql: """
        INSERT INTO tasks (id, kind, subject, method, cohort, payload, priority, timeout,
          memoryLimitMB, threads, maxAttempts, state, addedAt, changed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)
        """
    ).execute(arguments: [
      spec.id, spec.kind, spec.labels.subject, spec.labels.method, spec.labels.cohort,
      spec.payload, spec.priority, spec.timeoutSeconds, spec.memoryLimitMB, spec.threads,
      spec.maxAttempts, now, number,
    ])
    let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO dependencies VALUES (?, ?)")
    for dependency in spec.dependencies {
      try statement.execute(arguments: [spec.id, dependency])
    }
    note(Standing(added: spec), number, from: nil, to: .waiting, spec.note)
  }

  fileprivate func remove(_ task: Standing) throws {
    if task.state == .leased { try closeAttempt(task, .cancelled, failure: nil, Figures()) }
    try db.execute(literal: "DELETE FROM tasks WHERE id = \(task.id)")
    try db.execute(literal: "DELETE FROM dependencies WHERE task = \(task.id)")
    note(task, next(), from: task.state, to: nil)
  }

  /// Throws when a task depends on itself, directly or not (Kahn: what can never be taken off
  /// is part of a circle or behind one). Only new tasks can close a circle.
  fileprivate func refuseCircles(among specs: [TaskSpec]) throws {
    var open: [String: Int] = [:]
    for spec in specs { open[spec.id] = 0 }
    var dependants: [String: [String]] = [:]
    for spec in specs {
      for dependency in Set(spec.dependencies) where open[dependency] != nil {
        dependants[dependency, default: []].append(spec.id)
        open[spec.id, default: 0] += 1
      }
    }
    var free = open.filter { $0.value == 0 }.map(\.key)
    while let id = free.popLast() {
      open[id] = nil
      for dependant in dependants[id] ?? [] {
        let left = (open[dependant] ?? 0) - 1
        open[dependant] = left
        if left == 0 { free.append(dependant) }
      }
    }
    guard let stuck = open.keys.min() else { return }
    throw JobsError(
      .badData,
      "\(open.count) tasks depend on each other in a circle; one of them is \(stuck.prefix(16)).",
      remedy: "Report this: the study made an impossible plan.")
  }
}
