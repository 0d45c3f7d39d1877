import Foundation

/// The newest part of a journal as a person reads it, kept up to date while the journal grows.
///
/// Only the end of a large journal is ever read: so many bytes at first, then what is new.
public struct JournalTail: Sendable {
  private let path: String
  private let most: Int
  private var offset: UInt64?
  private var entries: [JournalEntry] = []
  /// Whether older lines were left unread or were let go of.
  public private(set) var isCut = false
  private let firstBytes: UInt64

  /// - Parameters:
  ///   - journal: the journal.
  ///   - bytes: how much of its end is read at first.
  ///   - most: how many changes are kept.
  public init(_ journal: Journal, bytes: Int = 1 << 20, most: Int = 6000) {
    path = journal.path
    (firstBytes, self.most) = (UInt64(max(1, bytes)), max(1, most))
  }

  /// Reads what is new; nothing where there is no journal yet. A line that is not whole is left for
  /// the next time; a journal that became shorter is read anew.
  public mutating func read() {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    guard let end = try? file.seekToEnd() else { return }
    if let offset, end < offset { (self.offset, entries, isCut) = (nil, [], false) }
    let start = offset ?? (end > firstBytes ? end - firstBytes : 0)
    guard (try? file.seek(toOffset: start)) != nil, let data = try? file.readToEnd(),
      let last = data.lastIndex(of: 10)
    else { return }
    var whole = data[...last]
    if offset == nil, start > 0 {
      // The first line begins before what was read.
      isCut = true
      whole = whole[(whole.firstIndex(of: 10).map { $0 + 1 } ?? whole.endIndex)...]
    }
    offset = start + UInt64(last - data.startIndex) + 1
    take(Journal.parse(Data(whole)))
  }

  private mutating func take(_ new: [JournalEntry]) {
    if let first = new.first?.sequence {
      // Of several lines with one number the last one counts.
      while let last = entries.last, last.sequence >= first { entries.removeLast() }
    }
    entries += new
    guard entries.count > most else { return }
    entries.removeFirst(entries.count - most)
    isCut = true
  }

  /// What was run, the newest last. An attempt that came to its end stands once, with its end;
  /// waiting and becoming ready are left out.
  public var events: [JournalEvent] {
    // A task that left the queue and came back counts its attempts anew, so the start of an end is
    // the last one before it.
    var open: [Attempt: Int] = [:]
    var starts: [Int: JournalEntry] = [:]
    var ended: Set<Int> = []
    for (place, entry) in entries.enumerated() {
      let attempt = Attempt(task: entry.task, number: entry.attempt)
      if entry.from == .leased, let start = open.removeValue(forKey: attempt) {
        starts[place] = entries[start]
        ended.insert(start)
      }
      if entry.to == .leased { open[attempt] = place }
    }
    return entries.enumerated().compactMap { place, entry in
      guard Self.isTold(entry, hasEnded: ended.contains(place)) else { return nil }
      return Self.event(entry, start: starts[place])
    }
  }

  private struct Attempt: Hashable {
    var task: String
    var number: Int
  }

  private static func isTold(_ entry: JournalEntry, hasEnded: Bool) -> Bool {
    switch entry.to {
    case .leased: !hasEnded
    case .done, .failed, .cancelled: true
    // A waiting reason is no news; what somebody asked for is.
    case .waiting, .queued:
      entry.from == .leased
        || entry.reason.map { WaitingReason(rawValue: $0) == nil } ?? false
    case nil: entry.from == .leased
    }
  }

  private static func event(_ entry: JournalEntry, start: JournalEntry?) -> JournalEvent {
    let isEnd = entry.from == .leased
    let owner = entry.owner ?? (isEnd ? start?.owner : nil)
    return JournalEvent(
      sequence: entry.sequence, time: entry.time, task: entry.task, kind: entry.kind,
      labels: entry.labels, state: entry.to, attempt: entry.attempt,
      seconds: isEnd ? start.map { max(0, entry.time - $0.time) } : nil,
      host: owner?.split(separator: ":").first.map(String.init), reason: entry.reason)
  }
}
