import Foundation

/// Follows a journal while it grows.
public struct JournalReader: Sendable {
  private let path: String
  private var offset: UInt64

  /// Reads `journal` from its beginning, or only what is still to come.
  public init(_ journal: Journal, fromEnd: Bool = false) {
    path = journal.path
    offset = 0
    if fromEnd {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      offset = (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
    }
  }

  /// Entries since the last call. A line that is not whole yet is left for the next; when the
  /// file became shorter it is read anew. No file means no entries.
  public mutating func next() -> [JournalEntry] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    guard let end = try? file.seekToEnd() else { return [] }
    if end < offset { offset = 0 }
    guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.readToEnd(),
      let last = data.lastIndex(of: 10)
    else { return [] }
    let whole = data[...last]
    offset += UInt64(whole.count)
    return Journal.parse(whole)
  }
}
