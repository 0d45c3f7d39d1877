import Canvas
import Foundation
import Jobs
import Study
import Terminal
import Testing
import Volumes

@testable import Workbench

/// All suites that open screens; ncurses keeps its state for the whole process.
@Suite(.serialized) struct BenchTests {}

extension BenchTests {
  /// The same budgets with true colours, whose codes are the longest.
  @Suite(
    .serialized,
    .enabled(if: hasDirectColor, "xterm-direct is not installed (Debian package ncurses-term)"))
  struct TrueColorBudgets {
    private func bench(
      _ snapshot: StudySnapshot, loader: any ImageLoader = MadeLoader()
    ) throws -> Bench {
      let bench = try Bench(
        snapshot, columns: 120, rows: 40, depth: .truecolor, loader: loader)
      #expect(bench.recorder.screen.depth == .truecolor)
      return bench
    }

    @Test(arguments: ViewKind.allCases)
    func idleSendsNothing(_ view: ViewKind) throws {
      let bench = try bench(MadeStudy.snapshot(subjects: 40))
      try bench.act("view.\(view)")
      let idle = bench.bytes { for _ in 0..<50 { bench.wait(0.4) } }
      #expect(idle == 0)
    }

    @Test(arguments: [40, 10_000])
    func cursorStepIsCheap(_ subjects: Int) throws {
      let bench = try bench(
        MadeStudy.snapshot(subjects: subjects, fate: Fates.mixed.of), loader: NoLoader())
      try bench.act("subject.last", "subject.previous")
      for _ in 0..<12 {
        let sent = try bench.bytes { try bench.act("subject.previous") }
        #expect(sent > 0 && sent <= 400, "\(sent) bytes")
      }
    }

    @Test(arguments: ViewKind.allCases)
    func tickIsCheap(_ view: ViewKind) throws {
      let bench = try bench(MadeStudy.snapshot(subjects: 6, engine: true, fate: Fates.mixed.of))
      try bench.act("view.\(view)")
      bench.wait(0.5)
      for _ in 0..<20 {
        let sent = bench.bytes { bench.wait(0.5) }
        #expect(sent > 0 && sent <= 80, "\(sent) bytes")
      }
    }
  }

  @Suite(.serialized) struct Behaviour {
    @Test func pictureIsAlwaysThatOfTheSubject() throws {
      let loader = MadeLoader()
      let bench = try Bench(MadeStudy.snapshot(subjects: 9), columns: 120, rows: 40, loader: loader)
      for _ in 0..<8 {
        try bench.act("subject.next")
        let pair = ImageWishes.pair(of: bench.state)
        #expect(pair.full?.path.contains(bench.state.shownSubject?.subject.stem ?? "?") == true)
        #expect(pair.variant?.path.contains(bench.state.shownSubject?.subject.stem ?? "?") == true)
      }
      #expect(Set(loader.paths).count == loader.paths.count, "an image was read twice")
    }

    @Test func neighboursAreThereBeforeTheyAreWanted() throws {
      let loader = MadeLoader()
      let bench = try Bench(MadeStudy.snapshot(subjects: 5), columns: 120, rows: 40, loader: loader)
      #expect(loader.paths.contains("/data/sub-02.nii"))
      let before = bench.workbench.picturesDrawn
      bench.workbench.handle(.character("j"))
      bench.workbench.step(timeoutMS: 0)
      #expect(bench.workbench.picturesDrawn == before + 2)
    }

    @Test func sliceStepsMoveBothPicturesByTheSameMillimetres() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2), columns: 120, rows: 40)
      try bench.act("slice.next", "slice.next", "slice.forward", "slice.previous")
      let centre = MadeImage.loaded().box.centre
      #expect(bench.state.slices.point == centre + Vector3(22, 0, 0))
      #expect(
        bench.recorder.text.contains("sagittal  x=+24.5 mm")
          || bench.recorder.text.contains("x=+22.0 mm"))
      try bench.act("picture.reset")
      #expect(bench.state.slices.point == nil)
    }

    @Test func finishedResultsAreOnlyDoneAgainAfterAQuestion() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2))
      bench.press(.character("r"))
      #expect(bench.recorder.text.contains("Rerun 1 finished task of this subject?"))
      bench.press(.character("n"))
      #expect(bench.source.asked.reruns.isEmpty && bench.source.asked.retries.isEmpty)
      bench.press(.character("r"), .character("y"))
      #expect(bench.source.asked.reruns == [TaskFilter(ids: ["sub-01-quickshear"])])
      #expect(bench.lastLine == " 2 tasks put back; no engine is at work: 'bauta run' does it")
    }

    @Test func whatFailedOfTheSubjectIsPutBackAtOnce() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4, engine: true, fate: Fates.mixed.of))
      bench.press(.character("j"), .character("r"))
      #expect(bench.state.panel == nil)
      #expect(bench.source.asked.retries == [TaskFilter(ids: ["sub-02-quickshear"])])
      #expect(bench.source.asked.reruns.isEmpty)
      #expect(bench.lastLine == " 1 task put back")
    }

    @Test func queueAsksBeforeAFinishedTaskIsDoneAgain() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4, engine: true, fate: Fates.mixed.of))
      bench.press(.character("4"), .character("j"), .character("r"))
      #expect(bench.source.asked.retries == [TaskFilter(ids: ["sub-02-quickshear"])])
      bench.press(.character("G"), .character("r"))
      #expect(bench.recorder.text.contains("Rerun 1 finished task, those that need it included?"))
      bench.press(.character("y"))
      #expect(bench.source.asked.reruns.count == 1)
    }

    @Test func markedRowsAreWhatIsActedOn() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 6, engine: true, fate: Fates.mixed.of))
      bench.press(.character(" "), .character(" "), .character(" "))
      #expect(bench.state.markedSubjects.count == 3 && bench.state.subject == 3)
      #expect(bench.recorder.text.contains("+sub-02"))
      bench.press(.character("r"))
      #expect(
        bench.source.asked.retries == [TaskFilter(ids: ["sub-02-quickshear", "sub-03-full"])])
      bench.press(.character("R"))
      #expect(bench.recorder.text.contains("Put 2 failed tasks of 3 marked subjects back"))
      bench.press(.escape, .escape)
      #expect(bench.state.markedSubjects.isEmpty)
      bench.press(.character("G"), .character("X"))
      #expect(bench.recorder.text.contains("Take 2 tasks of this subject back?"))
    }

    @Test func controlCAsksOnlyWhereSomethingWouldBeForgotten() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character(" "), .control("c"))
      #expect(!bench.state.isOver)
      #expect(bench.recorder.text.contains("Leave and forget 1 mark?"))
      bench.press(.character("n"), .escape, .character("/"), .character("x"), .control("c"))
      #expect(bench.recorder.text.contains("Leave and forget the words typed?"))
      bench.press(.character("n"), .control("c"))
      #expect(bench.state.isOver)
    }

    @Test func controlCAgainLeaves() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character(" "), .control("c"), .control("c"))
      #expect(bench.state.isOver)
    }

    @Test func unknownKeysAreAnswered() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character("~"))
      #expect(bench.lastLine == " no such key; ? for help")
      bench.press(.character("4"), .character("]"))
      #expect(bench.lastLine == " no such key here, ] works in Slices; ? for help")
    }

    @Test(arguments: [
      ("xterm-256color", "sent to the clipboard"), ("vt100", "this terminal copies"),
    ])
    func valueIsCopiedWhereTheTerminalCan(_ term: String, _ words: String) throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3), term: term)
      bench.press(.character("y"))
      #expect(bench.lastLine.contains(words) && bench.lastLine.hasSuffix(": 1394.5"))
      let sent = String(decoding: bench.recorder.bytes, as: UTF8.self)
      #expect(sent.contains("\u{1B}]52;c;MTM5NC41\u{07}") == (term != "vt100"))
    }

    @Test func imagesOfASubjectAreShownInTurn() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2), columns: 120, rows: 40)
      bench.press(.character("v"))
      #expect(bench.lastLine == " there is one image only, T1w")
      var snapshot = MadeStudy.snapshot(subjects: 2, sequence: 2)
      snapshot.cohorts[0].subjects[0].subject.images["FLAIR"] = "/data/sub-01-flair.nii"
      bench.source.set(snapshot)
      bench.wait(1)
      bench.press(.character("v"))
      #expect(ImageWishes.pair(of: bench.state).full?.path == "/data/sub-01-flair.nii")
      #expect(bench.recorder.text.contains("no FLAIR of quickshear"))
      bench.press(.character("v"))
      #expect(ImageWishes.pair(of: bench.state).full?.path == "/data/sub-01.nii")
    }

    @Test func arrowsGoThroughSlicesAndControlKeysThroughPages() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 90), columns: 120, rows: 40)
      bench.press(.right, .right, .left)
      #expect(bench.state.slices.point == MadeImage.loaded().box.centre + Vector3(2, 0, 0))
      bench.press(.control("d"))
      #expect(bench.state.subject == bench.state.pageRows / 2)
      bench.press(.pageDown, .control("u"), .pageUp)
      #expect(bench.state.subject == 0)
    }

    @Test func clickMovesTheCrosshairOfAllPlanes() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2), columns: 160, rows: 50)
      try bench.act("plane.three")
      let before = bench.recorder.text
      bench.press(.mouse(Mouse(.press, column: 50, row: 10)))
      let point = try #require(bench.state.slices.point)
      let centre = MadeImage.loaded().box.centre
      #expect(point.x == centre.x && point.y != centre.y && point.z != centre.z)
      try bench.act("plane.axial")
      let place = (0..<3).map { Signed.text(point[$0], decimals: 0) }.joined(separator: " ")
      #expect(bench.recorder.text.contains("axial  \(place) mm"))
      #expect(bench.recorder.text != before)
    }

    @Test func picturesCanBeOff() throws {
      let loader = MadeLoader()
      let bench = try Bench(MadeStudy.snapshot(subjects: 2), loader: loader, pictures: .off)
      #expect(loader.paths.isEmpty && bench.workbench.picturesDrawn == 0)
      #expect(bench.recorder.text.contains("pictures are off"))
      bench.press(.character("i"))
      #expect(bench.workbench.picturesDrawn >= 2)
    }

    @Test func queueFollowsATaskAndSkipsEmptyFilters() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 6, engine: true, fate: Fates.mixed.of))
      bench.press(.character("4"))
      #expect(bench.state.shownTask?.state == .leased)
      bench.press(.character("j"))
      let id = bench.state.shownTask?.id
      bench.source.set(MadeStudy.snapshot(subjects: 6, sequence: 2, fate: Fates.mixed.of))
      bench.wait(1)
      #expect(bench.state.shownTask?.id == id)
      var seen: [String] = []
      repeat {
        bench.press(.character("\\"))
        seen.append(bench.state.queue.filter?.word ?? "all")
      } while bench.state.queue.filter != nil && seen.count < 20
      #expect(seen == ["interrupted", "failed", "waiting", "blocked", "done", "all"])
    }
  }
}
