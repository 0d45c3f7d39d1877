import Foundation
import GRDB

/// What the caller keeps beside the queue so that the next opening need not plan everything anew.
public struct StoreMemory: Sendable, Hashable {
  /// The bytes, of which the queue knows nothing.
  public var bytes: Data
  /// Grows each time it is written.
  public var stamp: Int64

  /// A memory from its parts.
  public init(bytes: Data, stamp: Int64) { (self.bytes, self.stamp) = (bytes, stamp) }
}

extension TaskStore {
  /// What was kept beside the queue; nil where nothing was, or where it cannot be read, since it only
  /// saves time.
  public func memory() -> StoreMemory? {
    try? read("reading what is remembered of the plan") { db in
      guard try db.tableExists("memory") else { return nil }
      return try Row.fetchOne(db, sql: "SELECT bytes, stamp FROM memory").map {
        StoreMemory(bytes: $0[0], stamp: $0[1])
      }
    }
  }

  /// The identities of all tasks; cheaper than listing them.
  public func identities() throws(JobsError) -> Set<String> {
    try read("listing tasks") { db in
      let rows = try String.fetchCursor(db, sql: "SELECT id FROM tasks ORDER BY id")
      var ids: Set<String> = []
      while let id = try rows.next() { ids.insert(id) }
      return ids
    }
  }

  /// The states of all tasks.
  public func states() throws(JobsError) -> [String: TaskState] {
    try read("listing states") { db in
      let rows = try Row.fetchCursor(db, sql: "SELECT id, state FROM tasks")
      var states: [String: TaskState] = [:]
      while let row = try rows.next() { states[row[0]] = TaskState(rawValue: row[1]) ?? .waiting }
      return states
    }
  }
}

extension Change {
  /// Keeps bytes beside the queue, unless somebody else has kept others since `stamp`; then both give way
  /// to none, so that the next opening plans everything.
  ///
  /// - Parameters:
  ///   - bytes: what is kept.
  ///   - stamp: of the memory that they were made from; nil where there was none.
  /// - Returns: whether it is kept.
  /// - Throws: an error of the database.
  func remember(_ bytes: Data, after stamp: Int64?) throws -> Bool {
    // Beside the released tables: a database without this one is as complete as one with it.
    try db.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS memory (
          one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL, bytes BLOB NOT NULL)
        """)
    let last = try Int64.fetchOne(db, sql: "SELECT stamp FROM memory")
    let isCurrent = last == stamp
    let number = (last ?? 0) &+ 1
    try db.execute(
      sql: "INSERT OR REPLACE INTO memory VALUES (1, ?, ?)",
      arguments: [number, isCurrent ? bytes : Data()])
    return isCurrent
  }
}
