import Foundation
import Testing

@testable import Jobs

struct JournalTailTests {
  private func entry(
    _ sequence: Int64, _ task: String, from: TaskState?, to: TaskState?, at time: Double = 0,
    attempt: Int = 1, reason: String? = nil
  ) -> JournalEntry {
    JournalEntry(
      sequence: sequence, time: time, task: task, kind: "deface",
      labels: TaskLabels(subject: "sub-1"), from: from, to: to, attempt: attempt, reason: reason,
      owner: to == .leased ? "node1:77:abc" : nil)
  }

  @Test func anAttemptStandsOnceWithHostTimeAndEnd() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    var tail = JournalTail(journal)
    tail.read()
    #expect(tail.events.isEmpty && !tail.isCut)
    try journal.append([
      entry(1, "a", from: nil, to: .waiting, attempt: 0),
      entry(2, "a", from: .waiting, to: .queued, attempt: 0),
      entry(3, "b", from: nil, to: .waiting, attempt: 0, reason: "quickshear buffer 15mm"),
      entry(4, "a", from: .queued, to: .leased, at: 10),
    ])
    tail.read()
    #expect(tail.events.map(\.words) == ["quickshear buffer 15mm", "running"])
    try journal.append([
      entry(5, "a", from: .leased, to: .failed, at: 52, reason: "timeout"),
      entry(6, "a", from: .failed, to: .waiting, at: 60, reason: "retry"),
      entry(7, "a", from: .waiting, to: .waiting, at: 61, reason: "dependency-failed"),
    ])
    tail.read()
    let events = tail.events
    #expect(events.map(\.words) == ["quickshear buffer 15mm", "timeout", "put back: retry"])
    #expect(events[1].seconds == 42 && events[1].host == "node1" && events[1].state == .failed)
  }

  /// A parameter that was set, taken back and set again leads to the same task, which left the queue
  /// in between.
  @Test func attemptsOfATaskThatCameBackKeepTheirTimes() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    try journal.append([
      entry(1, "a", from: .queued, to: .leased, at: 10),
      entry(2, "a", from: .leased, to: .failed, at: 14, reason: "gate-face-left"),
      entry(3, "a", from: .failed, to: nil, at: 20),
      entry(4, "a", from: nil, to: .waiting, at: 30, attempt: 0),
      entry(5, "a", from: .queued, to: .leased, at: 40),
    ])
    var tail = JournalTail(journal)
    tail.read()
    #expect(tail.events.map(\.words) == ["gate-face-left", "running"])
    #expect(tail.events.map(\.seconds) == [4, nil])
  }

  @Test func onlyTheEndOfALargeJournalIsRead() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    let many = (1...3000).map { entry(Int64($0), "t\($0)", from: .leased, to: .done) }
    try journal.append(many)
    var tail = JournalTail(journal, bytes: 20_000, most: 50)
    tail.read()
    #expect(tail.isCut && tail.events.count <= 50)
    #expect(tail.events.last?.task == "t3000")
    try journal.append([entry(3001, "new", from: .leased, to: .done)])
    tail.read()
    #expect(tail.events.last?.task == "new" && tail.events.count <= 50)
  }

  @Test func theLastLineOfANumberCountsAndShorterJournalsAreReadAnew() throws {
    let folder = try Folder()
    let journal = Journal(path: folder.path + "/journal.jsonl")
    try journal.append([entry(1, "a", from: .leased, to: .done)])
    var tail = JournalTail(journal)
    tail.read()
    try journal.append([entry(1, "b", from: .leased, to: .done)])
    tail.read()
    #expect(tail.events.map(\.task) == ["b"])
    try Data().write(to: URL(fileURLWithPath: journal.path))
    try journal.append([entry(1, "c", from: .leased, to: .done)])
    // Shorter than before, so that it must be another one.
    tail.read()
    #expect(tail.events.map(\.task) == ["c"])
  }
}
