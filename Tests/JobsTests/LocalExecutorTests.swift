import Foundation
import Testing

@testable import Jobs

struct LocalExecutorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: String
    var failure: String?
    var exit: Int?
    var timeout = 20.0
    var memoryMB: Int?
    var testDescription: String { kind }
  }

  static let cases = [
    Case(kind: "good"),
    Case(kind: "bad", failure: "input-missing"),
    Case(kind: "hang", failure: "timeout", exit: -15, timeout: 0.3),
    Case(kind: "stubborn", failure: "timeout", exit: -9, timeout: 0.3),
    Case(kind: "segv", failure: "crashed", exit: -11),
    Case(kind: "orphan", failure: "crashed", exit: -11),
    Case(kind: "kill", failure: "killed", exit: -9),
    Case(kind: "exit", failure: "crashed", exit: 3),
    Case(kind: "mute", failure: "tool-output-unreadable", exit: -15),
    Case(kind: "silent"),
    Case(kind: "flood"),
    Case(kind: "noise"),
    Case(kind: "garbage", failure: "tool-output-unreadable", exit: -15),
    Case(kind: "fat", failure: "out-of-memory", exit: -15, memoryMB: 40),
    Case(kind: "threads"),
  ]

  @Test(arguments: cases) func everyEndOfAWorkerIsNamed(_ item: Case) async throws {
    let folder = try Folder()
    let executor = LocalExecutor(plan: ShellWorker.plan(), folder: folder.path)
    let end = await executor.run(Self.lease(item)) { _ in }
    await executor.close()
    switch end {
    case .done:
      #expect(item.failure == nil)
    case .failed(let failure, let figures):
      #expect(failure.kind == item.failure)
      #expect(figures.exit == item.exit)
      #expect(failure.message.hasSuffix("."))
    case .stopped: Issue.record("nobody stopped it")
    }
  }

  @Test func aProcessTakesManyTasksAndKeepsTheirLogsApart() async throws {
    let folder = try Folder()
    let executor = LocalExecutor(plan: ShellWorker.plan(tasksPerWorker: 3), folder: folder.path)
    var pids: [String] = []
    for index in 0..<4 {
      let lease = Lease(spec: TaskSpec(id: "t\(index)", kind: "good"), attempt: 1, owner: "me")
      let end = await executor.run(lease) { _ in }
      guard case .done(let result, let figures) = end else { throw JobsError(.badData, "\(end)") }
      pids.append(result.values)
      #expect(result.warnings == ["mind the gap"])
      #expect(try #require(figures.peakMemoryMB) > 0.2)
      let log = try String(contentsOfFile: "\(folder.path)/\(lease.logPath)", encoding: .utf8)
      #expect(log == "a note\n")
    }
    await executor.close()
    #expect(Set(pids.prefix(3)).count == 1)
    #expect(pids[3] != pids[0])
  }

  @Test func aSecondAnswerIsNotTakenForThatOfTheNextTask() async throws {
    let folder = try Folder()
    let executor = LocalExecutor(plan: ShellWorker.plan(), folder: folder.path)
    let twice = Lease(spec: TaskSpec(id: "a", kind: "twice"), attempt: 1, owner: "me")
    guard case .done = await executor.run(twice, progress: { _ in }) else {
      throw JobsError(.badData, "no answer")
    }
    let bad = Lease(spec: TaskSpec(id: "b", kind: "bad"), attempt: 1, owner: "me")
    let end = await executor.run(bad) { _ in }
    await executor.close()
    guard case .failed(let failure, _) = end else { throw JobsError(.badData, "\(end)") }
    #expect(failure.kind == "input-missing")
  }

  @Test(arguments: ["hang", "orphan"])
  func whatAWorkerStartedDiesWithIt(_ kind: String) async throws {
    let folder = try Folder()
    let executor = LocalExecutor(plan: ShellWorker.plan(), folder: folder.path)
    let (steps, step) = AsyncStream<pid_t>.makeStream()
    let work = Task {
      _ = await executor.run(Self.lease(Case(kind: kind))) { progress in
        if let child = progress.message.flatMap({ pid_t($0) }) { step.yield(child) }
      }
      step.finish()
    }
    let child = try #require(await steps.first { _ in true })
    if kind == "hang" { work.cancel() }
    _ = await work.value
    let state = ProcessSession.text("/proc/\(child)/stat")
    #expect(ProcessSession.session(fromStat: state) == nil)
  }

  @Test(arguments: [
    ("12 (sh) S 1 12 7 0 -1", 7), ("12 (a) b) (c) R 1 12 8 0", 8), ("12 (sh) Z 1 12 7 0", nil),
    ("", nil), ("12 (sh) S", nil),
  ])
  func aSessionIsReadWhateverTheNameOfTheProcess(_ line: String, _ session: pid_t?) {
    #expect(ProcessSession.session(fromStat: line) == session)
  }

  @Test func stoppingTheWorkStopsTheWorker() async throws {
    let folder = try Folder()
    let executor = LocalExecutor(plan: ShellWorker.plan(), folder: folder.path)
    let (steps, step) = AsyncStream<Void>.makeStream()
    let work = Task {
      await executor.run(Self.lease(Case(kind: "stubborn"))) { _ in step.yield() }
    }
    for await _ in steps { break }
    work.cancel()
    #expect(await work.value == .stopped)
  }

  @Test func aMissingProgramIsNamed() async throws {
    let folder = try Folder()
    var plan = ShellWorker.plan()
    plan.executable = "/nowhere/worker"
    let executor = LocalExecutor(plan: plan, folder: folder.path)
    let end = await executor.run(Self.lease(Case(kind: "good"))) { _ in }
    guard case .failed(let failure, _) = end else { throw JobsError(.badData, "\(end)") }
    #expect(failure.kind == "tool-missing")
  }

  @Test(arguments: [(8, nil, 8, 1), (8, 3, 3, 2), (2, 5, 2, 1), (7, 2, 2, 3), (0, 0, 1, 1)])
  func workersTimesThreadsFitTheCores(
    _ cores: Int, _ wanted: Int?, _ workers: Int, _ threads: Int
  ) {
    let plan = WorkerPlan(executable: "/bin/sh", cores: cores, workers: wanted)
    #expect(plan.workers == workers)
    #expect(plan.threads == threads)
    #expect(plan.workers * plan.threads <= max(1, cores))
  }

  @Test func aWorkerGetsNoMoreThreadsThanItsShare() async throws {
    let folder = try Folder()
    let executor = LocalExecutor(plan: ShellWorker.plan(workers: 2), folder: folder.path)
    let spec = TaskSpec(id: "t", kind: "threads", threads: 16)
    let end = await executor.run(Lease(spec: spec, attempt: 1, owner: "me")) { _ in }
    await executor.close()
    guard case .done(let result, _) = end else { throw JobsError(.badData, "\(end)") }
    let fields = result.values.split(separator: " ").compactMap { Int($0) }
    #expect(fields.prefix(2) == [2, 2])
    #expect(fields[2] >= 5)
  }

  static func lease(_ item: Case) -> Lease {
    let spec = TaskSpec(
      id: "task-\(item.kind)", kind: item.kind, timeoutSeconds: item.timeout,
      memoryLimitMB: item.memoryMB, threads: 16)
    return Lease(spec: spec, attempt: 1, owner: "me")
  }
}
