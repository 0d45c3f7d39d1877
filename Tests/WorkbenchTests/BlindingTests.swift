import Foundation
import Jobs
import Study
import Support
import Terminal
import Testing

@testable import Workbench

extension BenchTests {
  /// What can be seen while subjects and methods are hidden.
  @Suite(.serialized) struct BlindingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func bench(
      seed: UInt64 = 7, subjects: Int = 6, rater: String = "ann", engine: Bool = false,
      fate: @escaping (Int, Int) -> MadeStudy.Fate = { _, _ in .done }
    ) throws -> Bench {
      try Bench(
        MadeStudy.snapshot(subjects: subjects, engine: engine, fate: fate), columns: 120, rows: 40,
        ratings: folder.path, judging: JudgingOptions(rater: rater, blindSeed: seed))
    }

    private func order(_ bench: Bench) -> [RatedItem] { bench.state.judging.blinding?.items ?? [] }

    @Test func theSeedDecidesTheOrder() throws {
      let one = order(try bench(subjects: 20))
      #expect(try order(bench(subjects: 20)) == one)
      #expect(try order(bench(seed: 8, subjects: 20)) != one)
      #expect(Set(one.map(\.subject)).count == 20)
      #expect(one.map(\.subject) != one.map(\.subject).sorted())
      #expect(Blinding.seed(of: "ann") == Blinding.seed(of: "ann"))
      #expect(Blinding.seed(of: "ann") != Blinding.seed(of: "bob"))
    }

    @Test func picturesKeepTheirNumbersWhileOthersAreMade() throws {
      let all = try bench()
      let labels = Dictionary(
        uniqueKeysWithValues: zip(
          order(all), all.state.shownCohort?.subjects.map(\.subject.stem) ?? []))
      let some = try bench(fate: { subject, _ in subject == 3 ? .waiting : .done })
      #expect(order(some).count == 5)
      for (item, status) in zip(order(some), some.state.shownCohort?.subjects ?? []) {
        #expect(labels[item] == status.subject.stem)
      }
      let shown = order(some)[some.state.subject]
      some.press(.character("j"), .character("j"))
      let under = order(some)[some.state.subject]
      some.source.set(MadeStudy.snapshot(subjects: 6, sequence: 9))
      some.wait(1)
      #expect(order(some).count == 6 && order(some)[some.state.subject] == under && shown != under)
    }

    /// Names that must not be seen, wherever keys lead.
    @Test func noKeyTellsWhoOrWhat() throws {
      let names = ["sub-", "quickshear", "noise", "heads", "NBV", "14.8", "ml"]
      let bench = try bench(engine: true, fate: Fates.mixed.of)
      let keys =
        ActionTable.all.filter { !["program.quit", "program.suspend"].contains($0.name) }
        .flatMap(\.keys)
      for key in keys + keys {
        bench.press(key)
        let found = names.filter { bench.recorder.text.contains($0) }
        if case .help? = bench.state.panel {
          bench.press(.escape)
          continue
        }
        #expect(found.isEmpty, "\(KeyName.of(key)): \(found)")
        if bench.state.panel != nil { bench.press(.escape) }
      }
      bench.press(.character("/"))
      bench.type("sub-01")
      bench.press(.enter)
      #expect(bench.lastLine.contains("no subject matches"))
      for action in ActionTable.all where !action.name.hasPrefix("program.") {
        bench.press(.character(":"))
        bench.type(action.name)
        bench.press(.enter, .escape)
        let found = names.filter { bench.recorder.text.contains($0) }
        #expect(found.isEmpty, ":\(action.name): \(found)")
      }
      #expect([.slices, .face].contains(bench.state.view))
    }

    @Test(arguments: [
      "view.agreement", "view.queue", "view.matrix", "task.log", "value.copy", "subject.rerun",
      "tasks.retryFailed", "cohort.next", "method.next", "queue.pause",
    ])
    func whatWouldTellIsClosed(_ name: String) throws {
      let bench = try bench()
      let label = try #require(ActionTable.named(name)).label
      #expect(label.isEmpty || !bench.lastLine.contains(label), "the bar offers what is closed")
      try bench.act(name)
      #expect(bench.lastLine.contains("closed while blinded"))
      #expect(bench.recorder.line(0).contains("BLINDED"))
      #expect(!bench.recorder.line(1).contains("Agreement"))
    }

    @Test func noTabLeadsToWhatIsClosed() throws {
      let bench = try bench()
      for column in 0..<100 {
        bench.press(.mouse(Mouse(.press, column: column, row: 1)))
        #expect([.slices, .face].contains(bench.state.view))
      }
      #expect(bench.state.view == .face)
    }

    @Test func manyPicturesAreShuffledFast() throws {
      let bench = try bench(subjects: 2_000)
      #expect(order(bench).count == 2_000)
      bench.press(.character("p"), .character("z"))
      #expect(bench.recorder.line(0).contains("0 of 2000 rated"))
    }

    @Test func oneGoesOnWhereOneStopped() throws {
      let first = try bench()
      #expect(first.recorder.text.contains("0 of 6 rated"))
      first.press(.character("p"), .character("f"))
      let at = order(first)[first.state.subject]
      let again = try bench()
      #expect(order(again)[again.state.subject] == at)
      #expect(again.recorder.line(0).contains("2 of 6 rated"))
      let ratings = RatingsFolder(folder.path).read().ratings
      #expect(ratings.allSatisfy { $0.isBlinded && $0.seed == 7 && $0.rater == "ann" })
      #expect(ratings.map(\.item) == Array(order(first).prefix(2)))
    }

    @Test func whatWasSaidOpenlyOrByOthersIsHidden() throws {
      let open = try Bench(MadeStudy.snapshot(subjects: 6), ratings: folder.path)
      open.press(.character("f"), .character("p"))
      let bob = try bench(rater: "bob")
      bob.press(.character("p"))
      let bench = try bench()
      #expect(bench.recorder.text.contains("0 of 6 rated"))
      #expect(!bench.recorder.text.contains("bob") && !bench.recorder.text.contains("ann: "))
      #expect(!bench.recorder.text.contains("rejected"))
      bench.press(.character("z"))
      #expect(bench.lastLine.contains("nothing of ann is left to take back"))
      bench.press(.character("u"), .character("z"))
      #expect(bench.lastLine.hasSuffix("taken back: unsure: image-001"))
    }
  }
}
