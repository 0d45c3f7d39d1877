import Foundation
import Testing

@testable import Jobs

struct RemainingTimeTests {
  struct Case: Sendable {
    var rest: [String: RemainingTime.Rest]
    var means: [String: Double]
    var usual: [String: Double] = [:]
    var slots: Int
    var seconds: Double?
  }

  static let cases: [Case] = [
    Case(rest: [:], means: [:], slots: 2, seconds: 0),
    Case(rest: ["a": .init(count: 3)], means: [:], slots: 2, seconds: nil),
    Case(rest: ["a": .init(count: 4)], means: ["a": 10], slots: 2, seconds: 20),
    Case(rest: ["b": .init(count: 4)], means: ["a": 10, "c": 30], slots: 4, seconds: 20),
    Case(rest: ["a": .init(count: 1)], means: ["a": 10], slots: 8, seconds: 10),
    Case(rest: ["a": .init(count: 2, elapsed: [4, 15])], means: ["a": 10], slots: 2, seconds: 6),
    Case(rest: ["a": .init(count: 3, elapsed: [4])], means: ["a": 10], slots: 1, seconds: 26),
    Case(rest: ["b": .init(count: 4)], means: [:], usual: ["b": 6], slots: 2, seconds: 12),
    Case(rest: ["b": .init(count: 4)], means: [:], usual: ["a": 6], slots: 2, seconds: nil),
    Case(
      rest: ["b": .init(count: 4)], means: ["a": 4, "quick": 9],
      usual: ["a": 2, "b": 6, "quick": 0.1], slots: 2, seconds: 24),
  ]

  @Test(arguments: cases)
  func theRestIsJudgedByWhatIsDone(_ item: Case) {
    let remaining = RemainingTime(
      rest: item.rest, means: item.means, usual: item.usual, slots: item.slots)
    #expect(remaining.seconds == item.seconds)
  }

  @Test func blockedTasksDoNotCount() throws {
    let folder = try Folder()
    let clock = ManualDate()
    let store = try folder.store(now: { clock.now })
    let me = Claimant(owner: "me", version: "1")
    try store.add(TaskStoreTests.chain + (0..<4).map { TaskSpec(id: "t\($0)", kind: "k") })
    let leases = try store.claim(me, limit: 3)
    clock.advance(8)
    try store.fail(leases[0], TaskFailure(kind: "input-missing", message: "No file."))
    try store.complete(leases[1], TaskResult())
    clock.advance(-5)
    let remaining = try store.remainingTime(slots: 1)
    let listed = RemainingTime(of: try store.summaries(), usual: [:], slots: 1, now: store.now())
    #expect(listed == remaining)
    #expect(
      remaining
        == RemainingTime(
          rest: ["k": .init(count: 3, elapsed: [3])], means: ["k": 8], slots: 1))
    #expect(remaining.seconds == 21)
  }
}
