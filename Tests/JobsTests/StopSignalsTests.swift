import Foundation
import Testing

@testable import Jobs

struct StopSignalsTests {
  @Test func aSignalStopsTheEngineAndNotTheProcess() async {
    await #expect(processExitsWith: .exitCode(130)) {
      let folder = try Folder()
      let store = try folder.store()
      try store.add([TaskSpec(id: "a", kind: "k")])
      let executor = InlineExecutor { _, _ in
        kill(getpid(), SIGTERM)
        try await Task.sleep(for: .seconds(1000))
        return TaskResult()
      }
      let engine = Engine(store: store, executor: executor, options: EngineTests.options)
      let signals = StopSignals { _ in engine.stop() }
      let summary = try await engine.run()
      withExtendedLifetime(signals) {}
      let isReturned = try store.record("a")?.state == .queued
      exit(summary.isInterrupted && isReturned ? 130 : 1)
    }
  }
}
