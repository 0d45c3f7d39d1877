import Foundation
import Synchronization
import Testing

@testable import Jobs

struct EngineTests {
  static let options = Engine.Options(version: "1", tick: .milliseconds(5))

  @Test func worksThroughThousandsInTheOrderOfDependencies() async throws {
    let folder = try Folder()
    let store = try folder.store()
    var specs = (0..<1000).map { TaskSpec(id: "a\($0)", kind: "first") }
    specs += (0..<1000).map { TaskSpec(id: "b\($0)", kind: "then", dependencies: ["a\($0)"]) }
    #expect(try store.add(specs.shuffled()) == AddReport(added: 2000, existing: 0))
    #expect(try store.add(specs) == AddReport(added: 0, existing: 2000))
    let executor = InlineExecutor(slots: 4) { task, _ in TaskResult(values: "\"\(task.id)\"") }
    let engine = Engine(store: store, executor: executor, options: .init(version: "1"))
    let summary = try await engine.run()
    #expect(summary.counts[.done] == 2000)
    #expect(summary.done == 2000)
    let entries = try store.journal.entries()
    let ends = Dictionary(
      entries.filter { $0.to == .done }.map { ($0.task, $0.sequence) }, uniquingKeysWith: max)
    let starts = Dictionary(
      entries.filter { $0.to == .leased }.map { ($0.task, $0.sequence) }, uniquingKeysWith: min)
    for index in 0..<1000 {
      #expect(try #require(ends["a\(index)"]) < #require(starts["b\(index)"]))
    }
  }

  @Test func aKilledWorkerLosesOnlyItsTask() async throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([
      TaskSpec(id: "victim", kind: "stubborn", maxAttempts: 1), TaskSpec(id: "other", kind: "good"),
      TaskSpec(id: "suicide", kind: "kill", maxAttempts: 2),
      TaskSpec(id: "after", kind: "good", dependencies: ["victim"]),
    ])
    let executor = LocalExecutor(plan: ShellWorker.plan(workers: 2), folder: folder.path)
    let engine = Engine(store: store, executor: executor, options: Self.options)
    let work = Task { try await engine.run() }
    for await event in engine.events {
      guard case .progress(task: "victim", let step) = event else { continue }
      kill(try #require(step.message.flatMap { pid_t($0) }), SIGKILL)
      break
    }
    let summary = try await work.value
    #expect(summary.counts[.done] == 1)
    #expect(summary.failed == 3)
    let victim = try #require(try store.record("victim"))
    #expect(victim.failure?.kind == "killed")
    #expect(victim.exit == -9)
    #expect(try store.attempts("suicide").count == 2)
    #expect(try store.record("after")?.reason == .dependencyFailed)
  }

  @Test func aKilledEngineLosesOnlyWhatItWasRunning() async throws {
    let folder = try Folder()
    let path: String = folder.path
    let ids = (0..<20).map { "t\($0)" }
    try folder.store().add(ids.map { TaskSpec(id: $0, kind: "k") })
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try TaskStore(folder: path, durability: .process)
      let executor = InlineExecutor(slots: 3) { task, _ in
        if task.id == "t9" { kill(getpid(), SIGKILL) }
        return TaskResult()
      }
      _ = try await Engine(store: store, executor: executor, options: EngineTests.options).run()
    }
    let store = try folder.store()
    #expect(EngineLock.holder(folder: path) == nil)
    let before = try store.counts()
    #expect(try store.record("t9")?.state == .leased)
    let again = Mutex<[String]>([])
    let executor = InlineExecutor { task, _ in
      again.withLock { $0.append(task.id) }
      return TaskResult()
    }
    let summary = try await Engine(store: store, executor: executor, options: Self.options).run()
    #expect(summary.counts[.done] == 20)
    let done = again.withLock { $0 }
    #expect(done.count == 20 - (before[.done] ?? 0))
    #expect(Set(done).count == done.count)
    #expect(try store.attempts("t9").map(\.outcome) == [.returned, .done])
  }

  @Test func anotherProcessCancelsAndRetries() async throws {
    let folder = try Folder()
    let store = try folder.store()
    let other = try folder.store()
    try store.add([TaskSpec(id: "a", kind: "k")])
    let executor = InlineExecutor(slots: 2) { _, report in
      if try other.record("a")?.attempt == 1 {
        report(0.1, "waiting for ever")
        try await Task.sleep(for: .seconds(1000))
      }
      return TaskResult()
    }
    let engine = Engine(store: store, executor: executor, options: Self.serving)
    let work = Task { try await engine.run() }
    var steps: [String] = []
    events: for await event in engine.events {
      switch event {
      case .progress:
        steps.append("progress")
        try other.cancel(.id("a"))
      case .stopped:
        steps.append("stopped")
        #expect(try other.record("a")?.state == .cancelled)
        try other.retry(.all)
      case .done:
        steps.append("done")
        break events
      default: break
      }
    }
    engine.stop()
    let summary = try await work.value
    #expect(steps == ["progress", "stopped", "done"])
    #expect(summary.isInterrupted)
    #expect(try store.attempts("a").map(\.outcome) == [.cancelled, .done])
  }

  @Test func stoppingReturnsTheLeasesAsIfNeverTried() async throws {
    let folder = try Folder()
    let store = try folder.store()
    try store.add([TaskSpec(id: "a", kind: "stubborn", maxAttempts: 1)])
    for attempt in 1...2 {
      let executor = LocalExecutor(plan: ShellWorker.plan(), folder: folder.path)
      let engine = Engine(store: store, executor: executor, options: Self.options)
      let work = Task { try await engine.run() }
      for await event in engine.events {
        if case .progress = event { break }
      }
      engine.stop()
      let summary = try await work.value
      #expect(summary.isInterrupted)
      #expect(summary.counts[.queued] == 1)
      #expect(try store.record("a")?.attempt == attempt)
    }
    #expect(EngineLock.holder(folder: folder.path) == nil)
  }

  @Test func aResultIsKeptWhileTheDatabaseIsHeld() async throws {
    let folder = try Folder()
    let store = try TaskStore(folder: folder.path, durability: .process, busySeconds: 0.02)
    try store.add([TaskSpec(id: "a", kind: "k")])
    let holder = try Holder(store.path)
    let executor = InlineExecutor { _, _ in
      try holder.hold()
      return TaskResult(values: "42")
    }
    let engine = Engine(store: store, executor: executor, options: Self.options)
    let work = Task { try await engine.run() }
    var troubles = 0
    for await event in engine.events {
      guard case .trouble(let error) = event else { continue }
      #expect(error.code == .busy)
      troubles += 1
      if troubles == 3 { break }
    }
    try holder.release()
    #expect(try await work.value.counts[.done] == 1)
    #expect(try store.attempts("a").count == 1)
    #expect(try store.record("a")?.result?.values == "42")
  }

  @Test func patienceWithTheDatabaseEnds() async throws {
    let folder = try Folder()
    let store = try TaskStore(folder: folder.path, durability: .process, busySeconds: 0.005)
    try store.add([TaskSpec(id: "a", kind: "k")])
    let holder = try Holder(store.path)
    let executor = InlineExecutor { _, _ in
      try holder.hold()
      return TaskResult()
    }
    var options = Self.options
    options.patienceTicks = 3
    let engine = Engine(store: store, executor: executor, options: options)
    let error = await #expect(throws: JobsError.self) { try await engine.run() }
    #expect(error?.code == .busy)
    try holder.release()
    #expect(try store.record("a")?.state == .leased)
  }

  @Test func aServingEngineTakesWhatComesAndKeepsAPause() async throws {
    let folder = try Folder()
    let store = try folder.store()
    let other = try folder.store()
    try other.setPaused(true)
    try other.add([TaskSpec(id: "a", kind: "k")])
    let executor = InlineExecutor { _, _ in TaskResult() }
    let engine = Engine(store: store, executor: executor, options: Self.serving)
    let work = Task { try await engine.run() }
    var started: [String] = []
    events: for await event in engine.events {
      switch event {
      case .queueChanged(let version) where version.isPaused:
        #expect(try other.counts()[.queued] == 1)
        try other.setPaused(false)
      case .started(let lease): started.append(lease.spec.id)
      case .done(let lease, _) where lease.spec.id == "a":
        try other.add([TaskSpec(id: "b", kind: "k", dependencies: ["a"])])
      case .done: break events
      default: break
      }
    }
    engine.stop()
    #expect(try await work.value.counts[.done] == 2)
    #expect(started == ["a", "b"])
  }

  @Test func aSecondEngineIsRefused() async throws {
    let folder = try Folder()
    let store = try folder.store()
    let lock = try EngineLock.acquire(folder: folder.path)
    let executor = InlineExecutor { _, _ in TaskResult() }
    let engine = Engine(store: store, executor: executor, options: Self.options)
    let error = await #expect(throws: JobsError.self) { try await engine.run() }
    #expect(error?.code == .busy)
    withExtendedLifetime(lock) {}
  }

  @Test func leasesAreRenewedWhileTheWorkGoesOn() async throws {
    let folder = try Folder()
    let clock = ManualDate()
    let store = try folder.store(now: { clock.now })
    try store.add([TaskSpec(id: "a", kind: "k")])
    let (released, release) = AsyncStream<Void>.makeStream()
    let executor = InlineExecutor { _, _ in
      for await _ in released {}
      return TaskResult()
    }
    var options = Self.options
    options.leaseSeconds = 0.03
    let engine = Engine(store: store, executor: executor, options: options)
    let work = Task { try await engine.run() }
    for await event in engine.events {
      if case .started = event { break }
    }
    clock.advance(500)
    for await event in engine.events {
      guard case .queueChanged = event else { continue }
      if try #require(try store.record("a")?.leaseUntil) > clock.now { break }
    }
    release.finish()
    #expect(try await work.value.done == 1)
  }

  static let serving = Engine.Options(version: "1", tick: .milliseconds(5), isServing: true)
}
