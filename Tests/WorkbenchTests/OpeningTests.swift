import Canvas
import Dispatch
import Foundation
import Jobs
import Study
import Support
import Terminal
import Testing

@testable import Workbench

extension BenchTests {
  /// What is on the screen while the study is still being opened.
  @Suite(.serialized) struct Opening {
    private static let study = MadeStudy.snapshot(subjects: 200, fate: Fates.mixed.of)

    private func bench(
      _ opening: MadeOpening, study: StudySnapshot = study, blind: Bool = false
    ) throws -> Bench {
      var judging = JudgingOptions(rater: "ann")
      judging.blindSeed = blind ? 7 : nil
      return try Bench(study, columns: 120, rows: 40, judging: judging, opening: opening)
    }

    /// Does an action without waiting for the opening to end.
    private func act(_ bench: Bench, _ name: String) throws {
      bench.workbench.perform(try #require(ActionTable.named(name)))
      bench.workbench.step(timeoutMS: 0)
    }

    @Test func `names, marks and pictures are there before the study is open`() throws {
      let opening = MadeOpening(glimpse: MadeOpening.glimpse(Self.study, of: 64))
      let bench = try bench(opening)
      #expect(bench.state.snapshot?.isPartial == true)
      #expect(bench.recorder.line(0).contains("200 subjects"))
      #expect(bench.recorder.line(0).contains("checking inputs 3/10"))
      #expect(bench.state.ratedWords == nil)
      #expect(!bench.recorder.text.contains("failed") && !bench.recorder.text.contains(" open "))
      #expect(bench.recorder.line(4).contains("sub-01"))
      #expect(bench.state.shownVariant?.name == "quickshear")
      // Anybody can be looked for, also who has no marks yet.
      try act(bench, "subject.last")
      #expect(bench.recorder.text.contains("200/200"))
      for view in ViewKind.allCases where view != .slices {
        try act(bench, "view.\(view)")
        #expect(bench.recorder.line(0).contains("checking inputs"), "\(view)")
      }
      try act(bench, "view.queue")
      #expect(!bench.recorder.text.contains("noise"))
      try act(bench, "view.slices")
      opening.gate.signal()
      bench.settle()
      #expect(bench.state.snapshot?.isPartial == false && bench.state.opening == nil)
      #expect(!bench.recorder.line(0).contains("checking inputs"))
      #expect(bench.state.shownSubject?.subject.stem == "sub-200")
    }

    @Test(arguments: [
      "subject.rerun", "tasks.retryFailed", "judging.pass", "judging.undo", "judging.next",
      "subject.parameters", "task.cancel", "queue.pause",
    ])
    func `nothing is changed before the study is open`(_ name: String) throws {
      let opening = MadeOpening(glimpse: MadeOpening.glimpse(Self.study, of: 64))
      let bench = try bench(opening)
      try act(bench, name)
      #expect(bench.state.notice?.text == "the study is being opened", "\(name)")
      #expect(bench.state.panel == nil)
      opening.gate.signal()
      bench.settle()
      #expect(bench.source.asked.reruns.isEmpty && bench.source.asked.wishes.isEmpty)
    }

    @Test func `the cursor stays on the person where the order is another one`() throws {
      var glimpse = MadeOpening.glimpse(Self.study, of: 64)
      glimpse.cohorts[0].subjects.remove(at: 3)
      let opening = MadeOpening(glimpse: glimpse)
      let bench = try bench(opening)
      for _ in 0..<5 { try act(bench, "subject.next") }
      #expect(bench.state.shownSubject?.subject.stem == "sub-07")
      opening.gate.signal()
      bench.settle()
      #expect(bench.state.shownSubject?.subject.stem == "sub-07" && bench.state.subject == 6)
    }

    @Test func `without a memory the screen says what is being done`() throws {
      let opening = MadeOpening()
      let bench = try bench(opening)
      #expect(bench.state.snapshot == nil)
      #expect(bench.recorder.text.contains("checking inputs 3/10"))
      opening.gate.signal()
      bench.settle()
      #expect(bench.recorder.line(4).contains("sub-01"))
    }

    @Test func `without a memory names are there as soon as they are found`() throws {
      let opening = MadeOpening(names: MadeOpening.glimpse(Self.study, of: 0))
      let bench = try bench(opening)
      #expect(bench.state.snapshot?.isPartial == true)
      #expect(bench.recorder.line(0).contains("checking inputs 3/10"))
      #expect(bench.recorder.line(4).contains("sub-01"))
      try act(bench, "subject.last")
      #expect(bench.recorder.text.contains("200/200"))
      try act(bench, "judging.pass")
      #expect(bench.state.notice?.text == "the study is being opened")
      opening.gate.signal()
      bench.settle()
      #expect(bench.state.snapshot?.isPartial == false)
    }

    @Test func `what is remembered is not replaced by names alone`() throws {
      let opening = MadeOpening(
        glimpse: MadeOpening.glimpse(Self.study, of: 64),
        names: MadeOpening.glimpse(Self.study, of: 0))
      let bench = try bench(opening)
      #expect(bench.state.shownSubject?.variants.isEmpty == false)
      opening.gate.signal()
      bench.settle()
    }

    @Test func `a blinded rater sees no name before the pictures are hidden`() throws {
      let opening = MadeOpening(
        glimpse: MadeOpening.glimpse(Self.study, of: 64),
        names: MadeOpening.glimpse(Self.study, of: 0))
      let bench = try bench(opening, blind: true)
      #expect(bench.state.snapshot == nil && !bench.recorder.text.contains("sub-"))
      opening.gate.signal()
      bench.settle()
      #expect(bench.state.snapshot != nil && !bench.recorder.text.contains("sub-"))
    }

    @Test func `a study that cannot be opened is left with its error`() throws {
      let error = StudyError(.badData, "the data that study.yaml names has a mistake")
      let opening = MadeOpening(refusal: error)
      let bench = try bench(opening)
      opening.gate.signal()
      bench.settle()
      #expect(bench.state.isOver && bench.workbench.refusal?.message == error.message)
    }

    @Test func `it can be left at once`() throws {
      let opening = MadeOpening(glimpse: MadeOpening.glimpse(Self.study, of: 64))
      let bench = try bench(opening)
      try act(bench, "program.quit")
      #expect(bench.state.isOver || bench.state.panel != nil)
      opening.gate.signal()
    }
  }
}
