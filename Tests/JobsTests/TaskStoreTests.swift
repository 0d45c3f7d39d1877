import Foundation
import Testing

@testable import Jobs

struct TaskStoreTests {
  let me = Claimant(owner: "me", version: "1")

  /// a → b → c
  static let chain = [
    TaskSpec(id: "a", kind: "k"), TaskSpec(id: "b", kind: "k", dependencies: ["a"]),
    TaskSpec(id: "c", kind: "k", dependencies: ["b"]),
  ]

  func standings(_ store: TaskStore) throws -> [String] {
    try store.summaries().map { task in
      task.state.rawValue + (task.reason.map { ":\($0.rawValue)" } ?? "")
    }
  }

  @Test func aFailureBlocksWhatWaitsForItAndARetryReleasesIt() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add(Self.chain.reversed())
    #expect(try store.summaries().map(\.id) == ["c", "b", "a"])
    #expect(try standings(store) == ["waiting", "waiting", "queued"])
    let lease = try #require(try store.claim(me).first)
    #expect(try store.claim(me).isEmpty)
    try store.fail(lease, TaskFailure(kind: "input-missing", message: "No file."))
    let blocked = "waiting:dependency-failed"
    #expect(try standings(store) == [blocked, blocked, "failed"])
    #expect(try store.retry(TaskFilter(failureKinds: ["timeout"])) == 0)
    #expect(try store.retry(TaskFilter(failureKinds: ["input-missing"])) == 1)
    #expect(try standings(store) == ["waiting", "waiting", "queued"])
    let again = try #require(try store.claim(me).first)
    #expect(again.attempt == 2)
    #expect(try store.complete(again, TaskResult(values: "7")))
    #expect(try standings(store) == ["waiting", "queued", "done"])
    #expect(try store.record("a")?.result?.values == "7")
    #expect(try store.record("a")?.failure == nil)
  }

  @Test func aKnownTaskTakesItsNewPayloadAndAFailedOneAnotherChance() throws {
    let folder = try Folder()
    let store = try folder.store()
    let ids = ["a", "b", "c"]
    try store.add(ids.map { TaskSpec(id: $0, kind: "k", payload: "old folder") })
    let leases = try store.claim(me, limit: 2)
    try store.complete(leases[0], TaskResult())
    try store.fail(leases[1], TaskFailure(kind: "input-missing", message: "No file."))
    let same = try store.add(ids.map { TaskSpec(id: $0, kind: "k", payload: "old folder") })
    #expect(same == AddReport(added: 0, existing: 3))
    #expect(try standings(store) == ["done", "failed", "queued"])
    try store.add(ids.map { TaskSpec(id: $0, kind: "k", payload: "new folder") })
    #expect(try ids.map { try store.record($0)?.spec.payload } == ids.map { _ in "new folder" })
    #expect(try standings(store) == ["done", "queued", "queued"])
  }

  @Test func aDependencyMayComeLater() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([Self.chain[1]])
    #expect(try standings(store) == ["waiting:dependency-missing"])
    try store.add([Self.chain[0]])
    #expect(try standings(store) == ["waiting", "queued"])
  }

  @Test func circlesAreRefusedAndNothingIsAdded() throws {
    let folder = try Folder()
    let store = try folder.store()
    var circle = Self.chain
    circle[0].dependencies = ["c"]
    #expect(throws: JobsError.self) { try store.add(circle) }
    #expect(try store.summaries().isEmpty)
    #expect(try store.journal.entries().isEmpty)
  }

  @Test(arguments: [
    ("timeout", [true, true, false]), ("crashed", [true, true, false]),
    ("killed", [true, true, false]), ("out-of-memory", [false]), ("input-missing", [false]),
  ])
  func onlyWhatCanPassIsTriedAgain(_ kind: String, _ goesBack: [Bool]) throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([TaskSpec(id: "a", kind: "k", maxAttempts: 3)])
    for back in goesBack {
      let lease = try #require(try store.claim(me).first)
      try store.fail(lease, TaskFailure(kind: kind, message: "It failed."), Figures(exit: -9))
      #expect(try store.record("a")?.state == (back ? .queued : .failed))
    }
    let attempts = try store.attempts("a")
    #expect(attempts.map(\.attempt) == Array(1...goesBack.count))
    #expect(attempts.allSatisfy { $0.failure?.kind == kind && $0.exit == -9 })
    try store.retry(.all)
    #expect(try store.claim(me).first?.attempt == goesBack.count + 1)
  }

  @Test func highestPriorityFirstThenOldest() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add((0..<4).map { TaskSpec(id: "t\($0)", kind: "k", priority: $0 == 3 ? 1 : 0) })
    #expect(try store.raisePriority(.id("t2"), by: 5) == 1)
    #expect(try store.claim(me, limit: 9).map(\.spec.id) == ["t2", "t3", "t0", "t1"])
  }

  @Test func aLostLeaseRecordsNothing() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([Self.chain[0]])
    let old = try #require(try store.claim(me).first)
    #expect(try store.reclaim(all: true) == 1)
    let new = try #require(try store.claim(Claimant(owner: "other", version: "1")).first)
    #expect(try store.complete(old, TaskResult()) == false)
    #expect(try store.fail(old, TaskFailure(kind: "timeout", message: "Late.")) == false)
    let step = TaskProgress(fraction: 0.5, attempt: 1)
    #expect(try store.renew([("a", step)], owner: "me") == ["a"])
    #expect(try store.complete(new, TaskResult()))
    #expect(try store.attempts("a").map(\.outcome) == [.returned, .done])
  }

  @Test func leasesRunOutUnlessRenewed() throws {
    let folder = try Folder()
    let clock = ManualDate()
    let store = try folder.store(now: { clock.now })
    try store.add([TaskSpec(id: "a", kind: "k", maxAttempts: 2)])
    _ = try store.claim(me, leaseSeconds: 60)
    clock.advance(50)
    #expect(try store.renew([("a", TaskProgress(fraction: 0.4, attempt: 1))], owner: "me").isEmpty)
    clock.advance(50)
    #expect(try store.reclaim() == 0)
    #expect(try store.record("a")?.progress == 0.4)
    clock.advance(11)
    #expect(try store.reclaim() == 1)
    #expect(try store.record("a")?.state == .queued)
    _ = try store.claim(me)
    clock.advance(100)
    #expect(try store.reclaim() == 1)
    #expect(try store.record("a")?.failure?.kind == "crashed")
    #expect(try store.record("a")?.state == .failed)
  }

  @Test func cancelledTasksHoldTheirDependantsUntilRetried() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add(Self.chain)
    let lease = try #require(try store.claim(me).first)
    #expect(try store.cancel(.id("a")) == 1)
    let blocked = "waiting:dependency-cancelled"
    #expect(try standings(store) == ["cancelled", blocked, blocked])
    #expect(try store.complete(lease, TaskResult()) == false)
    #expect(try store.retry(.all) == 1)
    #expect(try standings(store) == ["queued", "waiting", "waiting"])
  }

  @Test func aRerunDoesEverythingBelowAgain() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add(Self.chain)
    for _ in 0..<3 {
      for lease in try store.claim(me) { try store.complete(lease, TaskResult()) }
    }
    #expect(try standings(store) == ["done", "done", "done"])
    #expect(try store.rerun(.id("b")) == 2)
    #expect(try standings(store) == ["done", "queued", "waiting"])
  }

  @Test func obsoleteTasksGoButTheirAttemptsStay() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add(Self.chain)
    let lease = try #require(try store.claim(me).first)
    let before = try store.version()
    #expect(try store.removeObsolete(keeping: ["b", "c"]) == ["a"])
    #expect(try store.version().epoch == before.epoch + 1)
    #expect(try store.complete(lease, TaskResult()) == false)
    #expect(try store.attempts("a").map(\.outcome) == [.cancelled])
    #expect(try standings(store).first == "waiting:dependency-missing")
  }

  @Test func pausedQueuesGiveNothing() throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([Self.chain[0]])
    try store.setPaused(true)
    #expect(try store.claim(me).isEmpty)
    #expect(try store.version().isPaused)
    try store.setPaused(false)
    #expect(try store.claim(me).count == 1)
  }

  @Test func readersSeeOnlyWhatChanged() throws {
    let folder = try Folder()
    let store = try folder.store()
    let other = try folder.store()
    try store.add((0..<5).map { TaskSpec(id: "t\($0)", kind: $0 < 2 ? "x" : "y") })
    let seen = try other.version()
    #expect(try other.version() == seen)
    #expect(try store.claim(me).count == 1)
    #expect(try other.version().sequence > seen.sequence)
    #expect(try other.summaries(since: seen.sequence).map(\.id) == ["t0"])
    #expect(try other.counts()[.leased] == 1)
    #expect(try other.counts(TaskFilter(kinds: ["y"]))[.queued] == 3)
  }

  @Test func addingAgainUpdatesLabelsAndLimitsOnly() throws {
    let folder = try Folder()
    let store = try folder.store()
    var spec = TaskSpec(id: "a", kind: "k", labels: TaskLabels(subject: "s1"), priority: 1)
    try store.add([spec])
    try store.raisePriority(.id("a"), by: 3)
    spec.labels.subject = "s2"
    spec.timeoutSeconds = 5
    let seen = try store.version()
    try store.add([spec])
    let record = try #require(try store.record("a"))
    #expect(record.spec.labels.subject == "s2")
    #expect(record.spec.timeoutSeconds == 5)
    #expect(record.spec.priority == 4)
    #expect(try store.summaries(since: seen.sequence).count == 1)
  }

  @Test func everythingOfATaskIsKept() throws {
    let folder = try Folder()
    let store = try folder.store(now: { Date(timeIntervalSince1970: 1000) })
    let spec = TaskSpec(
      id: "a/../b c", kind: "k", labels: TaskLabels(subject: "s", method: "m", cohort: "c"),
      payload: #"{"x":[1,2]}"#, dependencies: [], priority: 3, timeoutSeconds: 12.5,
      memoryLimitMB: 99, threads: 2, maxAttempts: 4)
    try store.add([spec])
    let lease = try #require(try store.claim(Claimant(owner: "o", host: "h", version: "9")).first)
    #expect(lease.spec == spec)
    #expect(lease.logPath == "logs/a____b_c-1.log")
    let result = TaskResult(
      values: "[1]", artefacts: ["x.nii"], warnings: ["w"], hashes: ["x.nii": "ff"])
    try store.complete(lease, result, Figures(peakMemoryMB: 12, exit: 0))
    let record = try #require(try TaskStore(folder: folder.path, isReadOnly: true).record(spec.id))
    #expect(record.spec == spec)
    #expect(record.result == result)
    #expect(record.peakMemoryMB == 12)
    #expect(record.finishedAt == Date(timeIntervalSince1970: 1000))
    let attempt = try #require(try store.attempts(spec.id).first)
    #expect(attempt.version == "9")
    #expect(attempt.host == "h")
    #expect(attempt.parameters == spec.payload)
    #expect(attempt.warnings == ["w"])
    #expect(attempt.hashes == ["x.nii": "ff"])
  }
}
