import Foundation
import Testing

@testable import Jobs

struct WorkerLoopTests {
  /// A worker in this process and the engine's ends of its streams.
  struct Bench {
    var toWorker: FileHandle
    var fromWorker: FileHandle
    var loop: WorkerLoop
    var orphaned: AsyncStream<Void>

    init() {
      let (input, output) = (Pipe(), Pipe())
      let (orphaned, tell) = AsyncStream<Void>.makeStream()
      self.orphaned = orphaned
      toWorker = input.fileHandleForWriting
      fromWorker = output.fileHandleForReading
      let ends = (
        dup(input.fileHandleForReading.fileDescriptor),
        dup(output.fileHandleForWriting.fileDescriptor)
      )
      loop = WorkerLoop(input: ends.0, output: ends.1) { tell.yield() }
    }

    func send(_ task: TaskSpec) throws {
      try toWorker.write(contentsOf: JSONLine.data(WorkerRequest(task: task, attempt: 1)))
    }

    func answers() throws -> [WorkerAnswer] {
      fromWorker.availableData.split(separator: 10).compactMap {
        JSONLine.value(WorkerAnswer.self, $0)
      }
    }
  }

  @Test func tasksAreAnsweredOneAfterAnother() async throws {
    let bench = Bench()
    try bench.send(TaskSpec(id: "good", kind: "k"))
    try bench.send(TaskSpec(id: "bad", kind: "k"))
    try bench.send(TaskSpec(id: "odd", kind: "k"))
    try bench.toWorker.write(contentsOf: Data("nonsense\n".utf8))
    let (steps, step) = AsyncStream<Void>.makeStream()
    let work = Task {
      await bench.loop.run { task, progress in
        progress(0.5, "half")
        progress(0.51, "too soon after the other")
        step.yield()
        switch task.id {
        case "good": return TaskResult(values: "1")
        case "bad": throw TaskFailure(kind: "gate-face-left", message: "A nose is left.")
        default: throw CancellationError()
        }
      }
    }
    var seen = 0
    for await _ in steps {
      seen += 1
      if seen == 3 { break }
    }
    var answers: [WorkerAnswer] = []
    while answers.count < 7 { answers += try bench.answers() }
    try bench.toWorker.close()
    await work.value
    #expect(answers.compactMap(\.progress) == [0.5, 0.5, 0.5])
    #expect(answers.compactMap(\.result?.values) == ["1"])
    #expect(
      answers.compactMap(\.failure?.kind) == [
        "gate-face-left", "crashed", "tool-output-unreadable",
      ])
  }

  @Test func theEndOfTheEngineIsNoticedInTheMiddleOfATask() async throws {
    let bench = Bench()
    let (released, release) = AsyncStream<Void>.makeStream()
    let work = Task {
      await bench.loop.run { _, _ in
        for await _ in released {}
        return TaskResult()
      }
    }
    try bench.send(TaskSpec(id: "long", kind: "k"))
    try bench.toWorker.close()
    for await _ in bench.orphaned { break }
    release.finish()
    await work.value
  }
}
