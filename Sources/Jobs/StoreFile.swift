import Foundation
import GRDB

/// How the database keeps its changes safe.
public struct JournalMode: Sendable, Hashable {
  /// Whether readers and the writer work at the same time (write-ahead log).
  public var isWAL: Bool
  /// A sentence for `doctor`.
  public var explanation: String
}

/// What a change waits for before it counts.
public enum Durability: Sendable {
  /// Every change is on the disk when the call returns: survives a power cut.
  case power
  /// Survives the death of any process; a power cut may undo the last changes, never break the
  /// file. For tests.
  case process
}

/// Opens the database with the safest mode that the file system allows.
struct StoreFile {
  var path: String
  var durability: Durability
  var busySeconds: Double
  var isReadOnly = false

  func open() throws(JobsError) -> (any DatabaseWriter, JournalMode) {
    let folder = (path as NSString).deletingLastPathComponent
    let isNew = !FileManager.default.fileExists(atPath: path)
    if isNew, isReadOnly { throw missing }
    do {
      if isReadOnly { return try openToRead() }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let turn = OpeningTurn(folder: folder, seconds: busySeconds)
      defer { turn.end() }
      let opened = try connect(folder, isNew)
      if try opened.0.read(StoreSchema.migrator.hasBeenSuperseded) { throw newer }
      try StoreSchema.migrator.migrate(opened.0)
      return opened
    } catch {
      throw Self.error("opening the study's database", error, path)
    }
  }

  private func openToRead() throws -> (any DatabaseWriter, JournalMode) {
    do {
      return try openToRead(path)
    } catch let error as DatabaseError {
      // A write-ahead log wants to write beside the file even for reading. Where that is not allowed
      // and no log lies there, nobody is writing, and the file can be read as it stands.
      let refused: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR]
      guard refused.contains(error.resultCode),
        !FileManager.default.fileExists(atPath: path + "-wal")
      else { throw error }
      return try openToRead(Self.immutable(path))
    }
  }

  /// The address of a file that is read as it stands, without locks and without a log.
  static func immutable(_ path: String) -> String {
    let allowed = CharacterSet(charactersIn: "/").union(.urlPathAllowed)
      .subtracting(CharacterSet(charactersIn: "?#%"))
    let full = URL(fileURLWithPath: path).standardizedFileURL.path
    let encoded = full.addingPercentEncoding(withAllowedCharacters: allowed) ?? full
    return "file://\(encoded)?immutable=1"
  }

  private func openToRead(_ path: String) throws -> (any DatabaseWriter, JournalMode) {
    var configuration = configuration(mode: nil)
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    if try !queue.read(StoreSchema.migrator.hasCompletedMigrations) { throw newer }
    let mode = try queue.read { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") }
    return (queue, JournalMode(isWAL: mode == "wal", explanation: "Opened for reading only."))
  }

  private func connect(_ folder: String, _ isNew: Bool) throws -> (any DatabaseWriter, JournalMode)
  {
    if let network = FileSystem.network(at: folder) {
      let text = "Rollback journal, because \(network) does not support a write-ahead log."
      return (try queue(), JournalMode(isWAL: false, explanation: text))
    }
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(mode: nil))
      if isNew { try pool.write { db in try db.execute(sql: "PRAGMA user_version = 1") } }
      return (pool, JournalMode(isWAL: true, explanation: "Write-ahead log."))
    } catch let error as DatabaseError where error.resultCode != .SQLITE_NOTADB {
      if error.resultCode == .SQLITE_BUSY { throw error }
      let text =
        "Rollback journal: the file system refused a write-ahead log (\(error.resultCode))."
      return (try queue(), JournalMode(isWAL: false, explanation: text))
    }
  }

  private func queue() throws -> DatabaseQueue {
    try DatabaseQueue(path: path, configuration: configuration(mode: "DELETE"))
  }

  private func configuration(mode: String?) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busySeconds)
    configuration.label = "study"
    let synchronous = durability == .power ? "FULL" : "NORMAL"
    configuration.prepareDatabase { db in
      if !db.configuration.readonly {
        if let mode { try db.execute(sql: "PRAGMA journal_mode = \(mode)") }
        try db.execute(sql: "PRAGMA synchronous = \(synchronous)")
      }
    }
    return configuration
  }

  private var missing: JobsError {
    JobsError(
      .missing, "The study has no database yet.", remedy: "Start it with 'bauta run'.", path: path)
  }

  private var newer: JobsError {
    JobsError(
      .badData, "The study's database was made by another version of the program.",
      remedy: "Use the version that made it, or a newer one.", path: path)
  }

  static func error(
    _ doing: String, _ error: any Error, _ path: String
  ) -> JobsError {
    if let error = error as? JobsError { return error }
    let cause = String(describing: error)
    guard let error = error as? DatabaseError else {
      return JobsError(.cannotCreate, "Failed while \(doing).", path: path, cause: cause)
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return JobsError(
        .busy, "The study's database is held by another process while \(doing).",
        remedy: "Try again in a moment.", path: path, cause: cause)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return JobsError(
        .badData, "The study's database is not a sound SQLite file; found while \(doing).",
        remedy: "Restore .bauta/study.sqlite from a copy, or remove it to start the study anew.",
        path: path, cause: cause)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      return JobsError(
        .cannotCreate, "The study's database could not be written while \(doing).",
        remedy: "Check free space and permissions of the .bauta folder.", path: path, cause: cause)
    default:
      return JobsError(.badData, "Failed while \(doing).", path: path, cause: cause)
    }
  }
}
