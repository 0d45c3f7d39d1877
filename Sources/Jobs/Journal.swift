import Foundation

/// One change of state, as it stands in the journal.
public struct JournalEntry: Sendable, Codable, Hashable {
  /// Number of the change; grows by one, and the last line with a number is the one that counts.
  public var sequence: Int64
  /// When it happened, in seconds since 1970.
  public var time: Double
  /// The task concerned.
  public var task: String
  /// Its kind.
  public var kind: String
  /// What people call it.
  public var labels: TaskLabels
  /// The state before; nil for a task that was just added.
  public var from: TaskState?
  /// The state after; nil for a task that was removed.
  public var to: TaskState?
  /// Number of the attempt.
  public var attempt: Int
  /// Why: a waiting reason, a failure kind, or what was asked.
  public var reason: String?
  /// Who holds the lease.
  public var owner: String?
}

/// The history of a study: one JSON line for each change of state, appended in one write each.
///
/// Lines are written while the database is held for writing and just before the change is
/// committed. A crash between the two leaves a line whose number is given again to the next
/// change, therefore readers keep the last line of each number.
public struct Journal: Sendable {
  /// The file.
  public var path: String

  /// The journal at `path`; made with the first line.
  public init(path: String) {
    self.path = path
  }

  /// Appends lines in a single write. A torn line left by a power cut is closed first.
  public func append(_ entries: [JournalEntry]) throws(JobsError) {
    guard !entries.isEmpty else { return }
    let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure("opened") }
    defer { close(file) }
    var bytes = Data()
    let end = lseek(file, 0, SEEK_END)
    var last: UInt8 = 10
    if end > 0, pread(file, &last, 1, end - 1) == 1, last != 10 { bytes.append(10) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for entry in entries {
      guard let line = try? encoder.encode(entry) else { continue }
      bytes.append(line)
      bytes.append(10)
    }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count else {
      ftruncate(file, end)
      throw failure("written")
    }
  }

  /// All entries in order; lines that are torn or foreign are left out.
  public func entries() throws(JobsError) -> [JournalEntry] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else { throw failure("read") }
    return Self.parse(data)
  }

  /// Entries in `data`; of several with the same number the last one counts.
  static func parse(_ data: Data) -> [JournalEntry] {
    let decoder = JSONDecoder()
    var entries: [JournalEntry] = []
    for line in data.split(separator: 10) {
      guard let entry = try? decoder.decode(JournalEntry.self, from: line) else { continue }
      while let last = entries.last, last.sequence >= entry.sequence { entries.removeLast() }
      entries.append(entry)
    }
    return entries
  }

  private func failure(_ what: String) -> JobsError {
    JobsError(
      .cannotCreate, "The journal of the study could not be \(what).",
      remedy: "Check free space and permissions of the .bauta folder.", path: path,
      cause: String(cString: strerror(errno)))
  }
}
