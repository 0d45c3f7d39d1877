import Foundation
import Testing

@testable import Jobs

struct EngineTests {
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
}
