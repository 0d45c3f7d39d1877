import Foundation
import Testing

@testable import Jobs

struct JournalTests {
  func entry(_ sequence: Int64, _ task: String, _ to: TaskState) -> JournalEntry {
    JournalEntry(
      sequence: sequence, time: 1, task: task, kind: "k", labels: TaskLabels(subject: "s/1"),
      from: .waiting, to: to, attempt: 0, reason: nil, owner: nil)
  }

  @Test func aTornLineIsSkippedAndTheNextStartsAnew() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    #expect(try journal.entries().isEmpty)
    try journal.append([entry(1, "a", .queued), entry(2, "b", .queued)])
    let whole = try #require(FileManager.default.contents(atPath: journal.path))
    try whole.dropLast(20).write(to: URL(fileURLWithPath: journal.path))
    #expect(try journal.entries().map(\.task) == ["a"])
    try journal.append([entry(3, "c", .queued)])
    #expect(try journal.entries().map(\.task) == ["a", "c"])
  }

  @Test func ofTheSameNumberTheLastCounts() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    try journal.append([entry(1, "a", .queued)])
    try journal.append([entry(2, "undone", .queued), entry(3, "undone", .queued)])
    try journal.append([entry(2, "b", .leased)])
    #expect(try journal.entries().map(\.task) == ["a", "b"])
  }

  @Test func theJournalTellsTheHistory() throws {
    let folder = try Folder()
    let store = try folder.store()
    let me = Claimant(owner: "me", version: "1")
    try store.add(TaskStoreTests.chain + [TaskSpec(id: "x", kind: "k", maxAttempts: 2)])
    let leases = try store.claim(me, limit: 2)
    try store.complete(leases[0], TaskResult())
    try store.fail(leases[1], TaskFailure(kind: "timeout", message: "Late."))
    try store.cancel(.id("b"))
    try store.retry(.all)
    _ = try store.claim(me)
    try store.reclaim(all: true)
    try store.removeObsolete(keeping: ["a", "b", "x"])
    let entries = try store.journal.entries()
    var states: [String: TaskState] = [:]
    for entry in entries {
      #expect(states[entry.task] == entry.from, "\(entry)")
      states[entry.task] = entry.to
    }
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
    let truth = try store.summaries().map { ($0.id, $0.state) }
    #expect(states == Dictionary(uniqueKeysWithValues: truth))
    #expect(entries.last?.to == nil)
    #expect(entries.filter { $0.task == "x" }.compactMap(\.reason).first == "timeout")
  }

  @Test func aReaderFollowsWholeLines() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    var reader = JournalReader(journal)
    #expect(reader.next().isEmpty)
    try journal.append([entry(1, "a", .queued), entry(2, "b", .queued)])
    var late = JournalReader(journal, fromEnd: true)
    #expect(reader.next().map(\.task) == ["a", "b"])
    #expect(reader.next().isEmpty)
    let file = try #require(FileHandle(forWritingAtPath: journal.path))
    try file.seekToEnd()
    let line = JSONLine.data(entry(3, "c", .done))
    try file.write(contentsOf: line.prefix(30))
    #expect(reader.next().isEmpty)
    try file.write(contentsOf: line.dropFirst(30))
    #expect(reader.next().map(\.task) == ["c"])
    #expect(late.next().map(\.task) == ["c"])
    try file.truncate(atOffset: 0)
    try journal.append([entry(1, "new", .queued)])
    #expect(reader.next().map(\.task) == ["new"])
  }

  @Test func linesAreCutWhereverTheBytesAreCut() {
    let text = Array("one\n\ntwo\nthree".utf8)
    for size in 1...text.count {
      var buffer = LineBuffer()
      var lines: [String] = []
      for start in stride(from: 0, to: text.count, by: size) {
        buffer.append(text[start..<min(text.count, start + size)])
        while let line = buffer.next() { lines.append(String(decoding: line, as: UTF8.self)) }
      }
      #expect(lines == ["one", "", "two"])
      #expect(buffer.pending == 5)
    }
  }
}
