import Foundation
import GRDB

/// The durable queue of a study.
///
/// Any process on the host may open it and ask for changes; each change is one immediate
/// transaction. Only the process that holds the ``EngineLock`` claims tasks.
public final class TaskStore: Sendable {
  /// The study's `.bauta` folder.
  public let folder: String
  /// The database file.
  public let path: String
  /// How the database keeps its changes safe.
  public let journalMode: JournalMode
  /// Every change of state, in order.
  public let journal: Journal

  let writer: any DatabaseWriter
  let now: @Sendable () -> Date

  /// Opens `study.sqlite` and `journal.jsonl` in `folder` (`.bauta` of the study), which is made
  /// when missing.
  ///
  /// - Parameters:
  ///   - folder: the study's `.bauta` folder.
  ///   - durability: what a change waits for.
  ///   - busySeconds: how long to wait for another process that writes.
  ///   - isReadOnly: only looks; every change is refused.
  ///   - now: the clock.
  /// - Throws: ``JobsError``: `cannotCreate`, `busy`, `missing` (only when read-only), or `badData`
  ///   for a file that is no database or was made by another version.
  public init(
    folder: String, durability: Durability = .power, busySeconds: Double = 10,
    isReadOnly: Bool = false,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(JobsError) {
    self.folder = folder
    path = folder + "/study.sqlite"
    journal = Journal(path: folder + "/journal.jsonl")
    self.now = now
    let file = StoreFile(
      path: path, durability: durability, busySeconds: busySeconds,
      isReadOnly: isReadOnly)
    (writer, journalMode) = try file.open()
  }

  /// Runs `body` in one immediate transaction; its journal lines are written with it.
  @discardableResult
  func change<T>(_ doing: String, _ body: (Change) throws -> T) throws(JobsError) -> T {
    do {
      return try writer.writeWithoutTransaction { db in
        var answer: T?
        try db.inTransaction(.immediate) {
          let change = try Change(db, now: now())
          answer = try body(change)
          try change.close()
          try journal.append(change.entries)
          return .commit
        }
        guard let answer else { throw JobsError(.badData, "Nothing came of \(doing).") }
        return answer
      }
    } catch {
      throw StoreFile.error(doing, error, path)
    }
  }

  /// Reads one consistent state.
  func read<T>(_ doing: String, _ body: (Database) throws -> T) throws(JobsError) -> T {
    do {
      return try writer.read(body)
    } catch {
      throw StoreFile.error(doing, error, path)
    }
  }
}
