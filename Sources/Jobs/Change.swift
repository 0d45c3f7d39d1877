import Foundation
import GRDB

/// One transaction that changes the queue: numbers every change and keeps its journal lines.
final class Change {
  let db: Database
  let now: Double
  private(set) var sequence: Int64
  private(set) var entries: [JournalEntry] = []
  private let sequenceBefore: Int64

  init(_ db: Database, now: Date) throws {
    self.db = db
    self.now = now.timeIntervalSince1970
    sequence = try Int64.fetchOne(db, sql: "SELECT sequence FROM meta") ?? 0
    sequenceBefore = sequence
  }

  /// A number for a change that readers have to notice.
  func next() -> Int64 {
    sequence += 1
    return sequence
  }

  /// Writes the counter; the last statement of the transaction.
  func close() throws {
    guard sequence != sequenceBefore else { return }
    try db.execute(literal: "UPDATE meta SET sequence = \(sequence)")
  }

  /// Moves a task to another state, notes it in the journal and, when `reason` is given, why.
  func move(
    _ task: Standing, to state: TaskState, waiting: WaitingReason? = nil, because: String? = nil,
    owner: String? = nil
  ) throws {
    let number = next()
    try db.cachedStatement(
      sql: "UPDATE tasks SET state = ?, reason = ?, changed = ? WHERE id = ?"
    ).execute(arguments: [state.rawValue, waiting?.rawValue, number, task.id])
    note(task, number, from: task.state, to: state, waiting?.rawValue ?? because, owner)
  }

  /// Notes that a task was added or removed.
  func note(
    _ task: Standing, _ number: Int64, from: TaskState?, to: TaskState?, _ reason: String? = nil,
    _ owner: String? = nil
  ) {
    entries.append(
      JournalEntry(
        sequence: number, time: now, task: task.id, kind: task.kind, labels: task.labels,
        from: from, to: to, attempt: task.attempt, reason: reason, owner: owner))
  }
}

/// What a change needs to know of a task.
struct Standing {
  var id: String
  var kind: String
  var labels: TaskLabels
  var state: TaskState
  var reason: String?
  var attempt: Int
  var tries: Int
  var maxAttempts: Int
  var owner: String?

  static let columns =
    "id, kind, subject, method, cohort, state, reason, attempt, tries, maxAttempts, owner"

  init(_ row: Row) {
    id = row[0]
    kind = row[1]
    labels = TaskLabels(subject: row[2], method: row[3], cohort: row[4])
    state = TaskState(rawValue: row[5]) ?? .waiting
    reason = row[6]
    attempt = row[7]
    tries = row[8]
    maxAttempts = row[9]
    owner = row[10]
  }

  init(added spec: TaskSpec) {
    id = spec.id
    kind = spec.kind
    labels = spec.labels
    state = .waiting
    attempt = 0
    tries = 0
    maxAttempts = spec.maxAttempts
  }

  /// The task with this identity.
  static func fetch(_ db: Database, id: String) throws -> Standing? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM tasks WHERE id = ?"), arguments: [id]
    ).map(Standing.init)
  }

  /// The tasks for which `condition` holds, in the order in which they were added.
  static func fetchAll(
    _ db: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws -> [Standing] {
    try Row.fetchAll(
      db, sql: "SELECT \(columns) FROM tasks WHERE \(condition) ORDER BY position",
      arguments: arguments
    ).map(Standing.init)
  }
}
