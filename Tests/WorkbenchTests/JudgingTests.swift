import Canvas
import Foundation
import Jobs
import Study
import Support
import Terminal
import Testing
import Volumes

@testable import Workbench

extension BenchTests {
  /// Judging through keys, with the rater's file on the disk.
  @Suite(.serialized) struct JudgingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func bench(
      subjects: Int = 4, rater: String = "ann", seed: UInt64? = nil, columns: Int = 100,
      readOnly: Bool = false, loader: any ImageLoader = MadeLoader(),
      fate: @escaping (Int, Int) -> MadeStudy.Fate = { _, _ in .done }
    ) throws -> Bench {
      try Bench(
        MadeStudy.snapshot(subjects: subjects, fate: fate), columns: columns, rows: 30,
        loader: loader, readOnly: readOnly, ratings: folder.path,
        judging: JudgingOptions(rater: rater, blindSeed: seed))
    }

    private func book() -> [Rating] { RatingsFolder(folder.path).read().ratings }

    private func said(_ rating: Rating) -> String { "\(rating.item.subject) \(rating.verdict)" }

    @Test func aVerdictIsKeptCountedAndGoesOn() throws {
      let bench = try bench()
      #expect(bench.recorder.text.contains("not rated: p pass f fail u unsure"))
      bench.press(.character("p"))
      #expect(bench.state.subject == 1 && bench.lastLine.contains("pass; z takes it back"))
      bench.press(.character("<"))
      #expect(book().map(said) == ["sub-01 pass", "sub-02 understripped"])
      #expect(bench.recorder.text.contains("2 of 4 rated"))
      let row = try #require(
        bench.recorder.text.split(separator: "\n").first {
          $0.contains("sub-02 ")
        })
      #expect(row.contains("✗<"))
      let table = try #require(bench.state.shownCohort?.agreement)
      #expect(table.methods[0].complete == 3 && table.methods[0].failures.count == 1)
      bench.press(.character("k"))
      #expect(bench.recorder.text.contains("ann: ✗ understripped"))
      #expect(bench.recorder.text.contains("rejected-by-rater"))
    }

    @Test func undoLeadsBackToEarlierDays() throws {
      let first = try bench()
      first.press(.character("f"), .character("p"))
      first.press(.character("k"), .character("k"), .character("u"))
      let bench = try bench()
      bench.press(.character("j"), .character("j"), .character("j"))
      bench.press(.character("z"))
      #expect(bench.state.subject == 0)
      #expect(bench.lastLine.contains("taken back: unsure: sub-01 quickshear; fail stands again"))
      bench.press(.character("z"))
      #expect(bench.state.subject == 1)
      bench.press(.character("z"))
      #expect(bench.state.subject == 0 && book().isEmpty)
      #expect(bench.state.shownCohort?.agreement?.methods[0].complete == 4)
      bench.press(.character("z"))
      #expect(bench.lastLine.contains("nothing of ann is left to take back"))
    }

    @Test func whoComesToJudgeBeginsWhereHeStopped() throws {
      let first = try bench()
      first.press(.character("p"), .character("p"))
      #expect(try bench().state.subject == 0, "who comes to look begins with the first")
      let again = try Bench(
        MadeStudy.snapshot(subjects: 4), ratings: folder.path,
        judging: JudgingOptions(rater: "ann", goesOn: true))
      #expect(again.state.subject == 2)
      again.press(.character("p"), .character("p"))
      let done = try Bench(
        MadeStudy.snapshot(subjects: 4), ratings: folder.path,
        judging: JudgingOptions(rater: "ann", goesOn: true))
      #expect(done.state.subject == 0 && done.lastLine.contains("all 4 pictures are rated"))
    }

    @Test func notesAreTypedBeforeOrAfterTheVerdict() throws {
      let bench = try bench()
      bench.press(.character("#"))
      bench.type("chin")
      bench.press(.enter)
      #expect(bench.recorder.text.contains("not rated, note: chin") && book().isEmpty)
      bench.press(.character("q"))
      #expect(bench.recorder.text.contains("forget 1 note without a verdict?"))
      bench.press(.character("n"), .character("f"))
      #expect(book().map(\.note) == ["chin"])
      bench.press(.character("k"), .character("#"))
      #expect(bench.lastLine.hasPrefix("#chin"))
      bench.type(", lips")
      bench.press(.enter)
      #expect(bench.state.subject == 0 && book().map(\.note) == ["chin, lips"])
      #expect(bench.recorder.text.contains("ann: ✗ fail, chin, lips"))
      bench.press(.character("#"))
      bench.type(" no")
      bench.press(.escape)
      #expect(book().map(\.note) == ["chin, lips"])
    }

    @Test func keysTypedAheadRateNothingUnseen() throws {
      let bench = try bench()
      for _ in 0..<3 { bench.workbench.handle(.character("p")) }
      bench.settle()
      #expect(book().map(said) == ["sub-01 pass"])
      var state = WorkbenchState()
      state.judging.rater = "ann"
      state.takeJudged(MadeStudy.snapshot(subjects: 2))
      state.judging.isReading = true
      #expect(
        ActionTable.named("judging.pass")?.reasonDisabled(state)
          == "the picture is still being read")
    }

    @Test func aVerdictHasTheStudyReadOnce() throws {
      let bench = try bench()
      bench.press(.character("p"))
      let before = bench.source.asked.snapshots
      bench.press(.character("f"))
      bench.wait(1)
      #expect(bench.source.asked.snapshots == before + 1)
      try bench.act("updates.freeze")
      bench.press(.character("f"))
      bench.wait(1)
      #expect(bench.source.asked.snapshots == before + 1 && book().count == 3)
      try bench.act("updates.freeze")
      #expect(bench.state.shownCohort?.agreement?.methods[0].failures.count == 2)
    }

    @Test func theNextUnratedIsFoundInBothDirections() throws {
      let bench = try bench(fate: { subject, variant in
        subject == 2 && variant == 1 ? .failed : .done
      })
      bench.press(.character("j"), .character("p"))
      #expect(bench.state.subject == 3, "the third has no picture, the fourth is open")
      bench.press(.character("."))
      #expect(bench.state.subject == 0, "round to the first")
      bench.press(.character(","))
      #expect(bench.state.subject == 3)
      bench.press(.character("p"))
      #expect(bench.state.subject == 0)
      bench.press(.character("A"), .character("p"))
      #expect(bench.state.subject == 0 && bench.recorder.text.contains("3 of 3 rated"))
      bench.press(.character("."))
      #expect(bench.lastLine.contains("all 3 pictures are rated"))
    }

    @Test(arguments: [
      (2, "done", "only what a method made is judged"),
      (1, "waiting", "there is no picture to judge"),
    ])
    func whatCannotBeJudgedIsSaid(_ variant: Int, _ fate: String, _ says: String) throws {
      let bench = try bench(fate: { _, index in
        fate == "waiting" && index > 0 ? .waiting : .done
      })
      if variant == 2 { try bench.act("method.next") }
      bench.press(.character("p"))
      #expect(bench.lastLine.contains(says) && book().isEmpty)
    }

    @Test func whoOnlyLooksWritesNothing() throws {
      let judge = try bench()
      judge.press(.character("f"))
      let bench = try bench(rater: "bob", readOnly: true)
      for key in "pfu<>#z" { bench.press(.character(key)) }
      #expect(book().map(\.rater) == ["ann"])
      #expect(bench.lastLine.contains("opened to look only"))
      #expect(bench.recorder.text.contains("✗f"))
    }

    @Test func whatCannotBeKeptIsNotShown() throws {
      try FileManager.default.removeItem(atPath: folder.path)
      try Data().write(to: URL(fileURLWithPath: folder.path))
      let bench = try bench()
      bench.press(.character("p"))
      #expect(bench.lastLine.contains("the rating was not kept"))
      #expect(bench.state.subject == 0 && !bench.recorder.text.contains("1 of 4 rated"))
      bench.press(.character("p"))
      #expect(bench.lastLine.contains("the rating was not kept"), "it can be tried again")
    }

    @Test func anotherRatersVerdictArrivesByItself() throws {
      let bench = try bench()
      let variant = try #require(bench.state.shownVariant)
      let item = try #require(bench.state.shownItem)
      try RaterFile(rater: "bob", folder: folder.path).append(
        Rating(item: item, picture: variant.picture ?? "", verdict: .fail, rater: "bob"))
      bench.wait(1)
      #expect(bench.recorder.text.contains("bob: ✗ fail"))
      #expect(bench.recorder.text.contains("not rated:"))
      #expect(bench.state.shownCohort?.agreement?.methods[0].failures.count == 1)
    }

    @Test func aRatingOfAFormerPictureIsShownAndAskedForAnew() throws {
      let item = RatedItem(cohort: "heads", subject: "sub-01", method: "quickshear")
      try RaterFile(rater: "ann", folder: folder.path).append(
        Rating(item: item, picture: "another", verdict: .fail, rater: "ann"))
      let bench = try bench()
      #expect(bench.recorder.text.contains("of an earlier picture, not counted"))
      #expect(bench.recorder.text.contains("✓↻") && bench.recorder.text.contains("not rated:"))
      bench.press(.character("p"))
      #expect(bench.recorder.text.contains("1 of 4 rated"))
    }

    /// One that goes on costs a step of the cursor besides.
    @Test(arguments: ["xterm-256color", "vt100"], [(true, 600), (false, 400)])
    func aVerdictIsCheap(_ term: String, _ goesOn: (Bool, most: Int)) throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 40), columns: 120, rows: 40, term: term, loader: NoLoader(),
        ratings: folder.path)
      if !goesOn.0 { bench.press(.character("A")) }
      bench.press(.character("p"))
      for key in goesOn.0 ? "pfu><pfpp" : "upupupup" {
        let sent = bench.bytes { bench.press(.character(key)) }
        #expect(sent > 0 && sent <= goesOn.most, "\(key): \(sent) bytes")
      }
    }
  }
}
