import Foundation
import GRDB

/// What tells a reader cheaply whether something changed.
public struct StoreVersion: Sendable, Hashable {
  /// Grows with every change.
  public var sequence: Int64
  /// Grows when tasks are removed; then a list has to be read anew.
  public var epoch: Int64
  /// Whether no further task may start.
  public var isPaused: Bool

  /// A version from its parts.
  public init(sequence: Int64, epoch: Int64, isPaused: Bool) {
    (self.sequence, self.epoch, self.isPaused) = (sequence, epoch, isPaused)
  }
}

extension TaskStore {
  /// The change counter; costs microseconds, made for polling.
  public func version() throws(JobsError) -> StoreVersion {
    try read("reading the change counter") { db in
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT sequence, epoch, paused FROM meta"))
      guard let row else { throw JobsError(.badData, "The study's database has no counter.") }
      return StoreVersion(sequence: row[0], epoch: row[1], isPaused: row[2])
    }
  }

  /// Tasks as a list shows them, in the order added; with `since`, only those changed after that
  /// number.
  public func summaries(
    _ filter: TaskFilter = .all, since sequence: Int64? = nil
  ) throws(JobsError) -> [TaskSummary] {
    try read("listing tasks") { db in
      var (condition, arguments) = filter.sql
      if let sequence {
        condition += " AND changed > ?"
        arguments += [sequence]
      }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT id, kind, subject, method, cohort, state, reason, attempt, priority, progress,
            progressMessage, failureKind, startedAt, finishedAt, changed
          FROM tasks WHERE \(condition) ORDER BY \(Self.order(filter, since: sequence))
          """, arguments: arguments)
      var summaries: [TaskSummary] = []
      while let row = try rows.next() { summaries.append(TaskSummary(row)) }
      return summaries
    }
  }

  /// The order in which tasks were added, written so that few tasks are found by their index, and not
  /// by going through the whole table in that order.
  private static func order(_ filter: TaskFilter, since sequence: Int64? = nil) -> String {
    filter.ids != nil || sequence != nil ? "+position" : "position"
  }

  /// Number of tasks in each state; a state without tasks is 0.
  public func counts(_ filter: TaskFilter = .all) throws(JobsError) -> [TaskState: Int] {
    try read("counting tasks") { db in
      let (condition, arguments) = filter.sql
      var counts = Dictionary(uniqueKeysWithValues: TaskState.allCases.map { ($0, 0) })
      let rows = try Row.fetchAll(
        db, sql: "SELECT state, COUNT(*) FROM tasks WHERE \(condition) GROUP BY state",
        arguments: arguments)
      for row in rows {
        if let state = TaskState(rawValue: row[0]) { counts[state] = row[1] }
      }
      return counts
    }
  }

  /// One task in full; nil when it is not in the queue.
  public func record(_ id: String) throws(JobsError) -> TaskRecord? {
    try records(.id(id)).first
  }

  /// Tasks in full, in the order added.
  public func records(_ filter: TaskFilter = .all) throws(JobsError) -> [TaskRecord] {
    try read("reading tasks") { db in
      let (condition, arguments) = filter.sql
      return try Row.fetchAll(
        db, sql: "SELECT * FROM tasks WHERE \(condition) ORDER BY \(Self.order(filter))",
        arguments: arguments
      ).map { try TaskRecord($0, db) }
    }
  }

  /// The results of those tasks that are done, with the attempt that gave them.
  public func results(
    of ids: [String]
  ) throws(JobsError) -> [String: (attempt: Int, result: TaskResult)] {
    try read("reading results") { db in
      let (condition, arguments) = TaskFilter(ids: ids, states: [.done]).sql
      let rows = try Row.fetchCursor(
        db, sql: "SELECT id, attempt, result FROM tasks WHERE \(condition)", arguments: arguments)
      var results: [String: (attempt: Int, result: TaskResult)] = [:]
      while let row = try rows.next() {
        results[row[0]] = (row[1], Stored.value(TaskResult.self, row[2]) ?? TaskResult())
      }
      return results
    }
  }

  /// Every attempt at a task, oldest first.
  public func attempts(_ id: String) throws(JobsError) -> [TaskAttempt] {
    try read("reading attempts") { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM attempts WHERE task = ? ORDER BY attempt", arguments: [id]
      ).map(TaskAttempt.init)
    }
  }

  /// Whether a task could be taken now.
  public func hasQueued() throws(JobsError) -> Bool {
    try read("looking for tasks") { db in
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM tasks WHERE state = 'queued')"))
        ?? false
    }
  }

  /// The attempts that `owner` holds leases for, by task.
  public func leases(owner: String) throws(JobsError) -> [String: Int] {
    try read("reading leases") { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, attempt FROM tasks WHERE state = 'leased' AND owner = ?",
        arguments: [owner])
      return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Seconds that finished tasks took: mean over the done ones of each kind.
  public func meanSeconds() throws(JobsError) -> [String: Double] {
    try read("reading durations") { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT kind, AVG(finishedAt - startedAt) FROM tasks
          WHERE state = 'done' AND startedAt IS NOT NULL GROUP BY kind
          """)
      return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }
  }

  static let specColumns = """
    id, kind, subject, method, cohort, payload, priority, timeout, memoryLimitMB, threads, \
    maxAttempts
    """

  static func spec(_ row: Row, _ db: Database) throws -> TaskSpec {
    let id: String = row["id"]
    return TaskSpec(
      id: id, kind: row["kind"],
      labels: TaskLabels(subject: row["subject"], method: row["method"], cohort: row["cohort"]),
      payload: row["payload"],
      dependencies: try String.fetchAll(
        db.cachedStatement(
          sql: "SELECT dependsOn FROM dependencies WHERE task = ? ORDER BY dependsOn"),
        arguments: [id]),
      priority: row["priority"], timeoutSeconds: row["timeout"],
      memoryLimitMB: row["memoryLimitMB"], threads: row["threads"],
      maxAttempts: row["maxAttempts"])
  }
}

extension TaskSummary {
  fileprivate init(_ row: Row) {
    let started: Double? = row[12]
    let finished: Double? = row[13]
    let reason: String? = row[6]
    self.init(
      id: row[0], kind: row[1],
      labels: TaskLabels(subject: row[2], method: row[3], cohort: row[4]),
      state: TaskState(rawValue: row[5]) ?? .waiting,
      reason: reason.flatMap(WaitingReason.init(rawValue:)), attempt: row[7], priority: row[8],
      progress: row[9], progressMessage: row[10], failureKind: row[11],
      startedAt: started.map(Date.init(timeIntervalSince1970:)),
      finishedAt: finished.map(Date.init(timeIntervalSince1970:)), changed: row[14])
  }
}

extension TaskRecord {
  fileprivate init(_ row: Row, _ db: Database) throws {
    let reason: String? = row["reason"]
    self.init(
      spec: try TaskStore.spec(row, db), state: TaskState(rawValue: row["state"]) ?? .waiting,
      reason: reason.flatMap(WaitingReason.init(rawValue:)), attempt: row["attempt"],
      leaseOwner: row["owner"], leaseUntil: row.date("leaseUntil"),
      addedAt: row.date("addedAt") ?? .distantPast, startedAt: row.date("startedAt"),
      finishedAt: row.date("finishedAt"), progress: row["progress"],
      progressMessage: row["progressMessage"],
      result: Stored.value(TaskResult.self, row["result"]), failure: TaskFailure(row),
      host: row["host"], peakMemoryMB: row["peakMemoryMB"], exit: row["exit"],
      logPath: row["logPath"])
  }
}

extension TaskAttempt {
  fileprivate init(_ row: Row) {
    self.init(
      task: row["task"], attempt: row["attempt"],
      outcome: Outcome(rawValue: row["outcome"]) ?? .returned, parameters: row["parameters"],
      version: row["version"], owner: row["owner"], host: row["host"],
      startedAt: row.date("startedAt") ?? .distantPast, finishedAt: row.date("finishedAt"),
      peakMemoryMB: row["peakMemoryMB"], exit: row["exit"], logPath: row["logPath"],
      warnings: Stored.value([String].self, row["warnings"]) ?? [],
      hashes: Stored.value([String: String].self, row["hashes"]) ?? [:],
      failure: TaskFailure(row))
  }
}

extension TaskFailure {
  fileprivate init?(_ row: Row) {
    guard let kind: String = row["failureKind"] else { return nil }
    self.init(kind: kind, message: row["failureMessage"] ?? "", remedy: row["failureRemedy"])
  }
}

extension Row {
  fileprivate func date(_ column: String) -> Date? {
    let seconds: Double? = self[column]
    return seconds.map(Date.init(timeIntervalSince1970:))
  }
}
