import Canvas
import Foundation
import Jobs
import Study
import Terminal
import Testing
import Volumes

@testable import Workbench

/// A workbench on a recorder, whose clock a test sets and whose end of work a test awaits.
final class Bench {
  let recorder: Recorder
  let source: MadeSource
  let workbench: Workbench
  private let time: Time

  final class Time { var now = 2_000.0 }

  init(
    _ snapshot: StudySnapshot, columns: Int = 80, rows: Int = 24, term: String = "xterm-256color",
    utf8: Bool = true, depth: ColorDepth = .palette, loader: any ImageLoader = MadeLoader(),
    readOnly: Bool = false, pictures: PictureChoice = .auto
  ) throws {
    let theme = ThemeLibrary().theme(named: "lagoon").theme
    recorder = try Recorder(
      columns: columns, rows: rows, term: term, utf8: utf8, depth: depth, theme: theme)
    source = MadeSource(snapshot)
    let time = Time()
    self.time = time
    workbench = Workbench(
      screen: recorder.screen, source: source, loader: loader,
      options: WorkbenchOptions(readOnly: readOnly, pictures: pictures), clock: { time.now })
    workbench.start()
    settle()
  }

  var state: WorkbenchState { workbench.state }

  /// Lets everything that is under way come to its end.
  func settle() {
    repeat { workbench.step(timeoutMS: 0) } while workbench.isBusy
  }

  /// Does actions by name, waiting for each.
  func act(_ names: String...) throws {
    for name in names {
      workbench.perform(try #require(ActionTable.named(name)))
      workbench.step(timeoutMS: 0)
      settle()
    }
  }

  /// Presses keys, waiting for each.
  func press(_ keys: Key...) {
    for key in keys {
      workbench.handle(key)
      settle()
    }
  }

  /// Types words.
  func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Lets the clock go on.
  func wait(_ seconds: Double) {
    time.now += seconds
    workbench.step(timeoutMS: 0)
    settle()
  }

  /// Bytes that something sends.
  func bytes(_ body: () throws -> Void) rethrows -> Int { try recorder.bytes(sentBy: body) }

  var lastLine: String { recorder.line(recorder.screen.size.rows - 1) }
}

/// All suites that open screens; ncurses keeps its state for the whole process.
@Suite(.serialized) struct BenchTests {}

extension BenchTests {
  @Suite(.serialized) struct Budgets {
    @Test(arguments: ViewKind.allCases.filter(\.isBuilt))
    func idleSendsNothing(_ view: ViewKind) throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 40), columns: 120, rows: 40)
      try bench.act("view.\(view)")
      #expect(bench.recorder.bytesSent > 1000)
      let idle = bench.bytes { for _ in 0..<50 { bench.wait(0.4) } }
      #expect(idle == 0)
    }

    @Test(arguments: [("xterm-256color", 40), ("vt100", 40), ("xterm-256color", 10_000)])
    func cursorStepIsCheap(_ term: String, _ subjects: Int) throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: subjects), columns: 120, rows: 40, term: term,
        loader: NoLoader())
      for _ in 0..<12 {
        let sent = try bench.bytes { try bench.act("subject.next") }
        #expect(sent > 0 && sent <= 400, "\(sent) bytes")
      }
    }

    @Test(arguments: ViewKind.allCases.filter(\.isBuilt), ["xterm-256color", "vt100"])
    func tickIsCheap(_ view: ViewKind, _ term: String) throws {
      let fates = Fates.mixed
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 6, engine: true, fate: fates.of), columns: 120, rows: 40,
        term: term)
      try bench.act("view.\(view)")
      bench.wait(0.5)
      for _ in 0..<20 {
        let drawn = bench.workbench.picturesDrawn
        let sent = bench.bytes { bench.wait(0.5) }
        #expect(sent > 0 && sent <= 80, "\(sent) bytes")
        #expect(bench.workbench.picturesDrawn == drawn)
      }
    }

    @Test func frozenScreenStandsStill() throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 6, engine: true, fate: Fates.mixed.of), columns: 120, rows: 40)
      try bench.act("updates.freeze")
      bench.wait(20)
      let before = bench.recorder.text
      bench.source.set(MadeStudy.snapshot(subjects: 6, sequence: 9))
      let sent = bench.bytes { for _ in 0..<20 { bench.wait(0.5) } }
      #expect(sent == 0)
      #expect(bench.recorder.text == before)
      #expect(bench.recorder.line(0).contains("FROZEN"))
      try bench.act("updates.freeze")
      #expect(bench.recorder.line(0).contains("all done"))
    }

    @Test func firstScreenOfManySubjectsIsCheap() throws {
      let loader = MadeLoader()
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 10_000), columns: 120, rows: 40, loader: loader)
      #expect(bench.source.asked.snapshots == 1)
      #expect(bench.workbench.picturesDrawn == 2)
      #expect(loader.paths.count == 4)
      #expect(bench.recorder.bytesSent < 60_000)
      #expect(bench.recorder.line(4).contains("sub-01"))
      #expect(bench.recorder.text.contains("1/10000"))
    }
  }
}

/// Whether terminals with true colours can be opened here.
let hasDirectColor = ColorChoice.colors(ofTerm: "xterm-direct") != nil

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

    @Test(arguments: ViewKind.allCases.filter(\.isBuilt))
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

    @Test(arguments: ViewKind.allCases.filter(\.isBuilt))
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

    @Test func deadEngineIsToldWithinOneLook() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 5, engine: true, fate: Fates.mixed.of))
      bench.source.set(MadeStudy.snapshot(subjects: 5, engine: false, fate: Fates.mixed.of))
      bench.wait(0.4)
      #expect(bench.recorder.line(0).contains("1 interrupted"))
      #expect(bench.recorder.line(0).contains("no engine"))
      let sent = bench.bytes { for _ in 0..<10 { bench.wait(0.5) } }
      #expect(sent == 0)
    }

    @Test func endTellsWhatIsBlockedByWhat() throws {
      let bench = try Bench(
        MadeStudy.snapshot(
          subjects: 6,
          fate: { subject, variant in
            switch (subject, variant) {
            case (1, 1), (2, 0): .failed
            case (2, _): .blocked
            default: .done
            }
          }), columns: 120, rows: 40)
      #expect(bench.recorder.line(0).hasSuffix("all done, 2 blocked by 2 failures"))
      bench.press(.character("3"))
      let text = bench.recorder.text
      #expect(text.contains("n = 4 of 6 complete, 2 failed"))
      #expect(text.contains("cohort heads: 4 of 6 complete, 2 failed"))
      #expect(text.contains("quickshear  4 of 6") && text.contains("noise       4 of 6"))
      #expect(text.contains("sub-03  full gate-face-left"))
      #expect(!text.contains("No value for"))
    }

    @Test(arguments: [(80, true), (160, true), (80, false)])
    func changedStudyIsToldAndNothingIsRerun(_ columns: Int, _ utf8: Bool) throws {
      let words = "the study has changed; q and open again"
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of), columns: columns, utf8: utf8)
      #expect(!bench.recorder.text.contains(words))
      bench.press(.character("R"))
      var changed = MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of)
      changed.isOutdated = true
      bench.source.set(changed)
      bench.press(.character("y"))
      #expect(bench.lastLine == " " + words, "asked before the change was seen")
      bench.wait(20)
      #expect(bench.recorder.line(0).contains(words))
      for keys: [Key] in [
        [.character("r")], [.character("R")], [.character("X")],
        [.character("4"), .character("r")],
      ] {
        for key in keys { bench.press(key) }
        #expect(bench.state.panel == nil && bench.lastLine == " " + words)
      }
      #expect(bench.source.asked.retries.isEmpty && bench.source.asked.reruns.isEmpty)
      let idle = bench.bytes {
        bench.wait(9)
        bench.wait(9)
      }
      #expect(idle < 2_000, "one notice goes, nothing is sent again and again")
      bench.source.set(MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of))
      bench.wait(1)
      #expect(!bench.recorder.text.contains(words), "the file is again as it was")
    }

    @Test func retryAsksWithTheCount() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of))
      bench.press(.character("R"))
      #expect(bench.recorder.text.contains("Put 2 failed tasks of the study back"))
      bench.press(.character("n"))
      #expect(bench.source.asked.retries.isEmpty)
      bench.press(.character("R"), .character("y"))
      #expect(bench.source.asked.retries == [TaskFilter(states: [.failed])])
    }

    @Test func cancelAsksAndPauseToggles() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 5, engine: true, fate: Fates.mixed.of))
      bench.press(.character("4"))
      while bench.state.shownTask?.state != .leased { bench.press(.character("j")) }
      let id = try #require(bench.state.shownTask?.id)
      bench.press(.character("X"))
      #expect(bench.recorder.text.contains("Take 'sub-04 quickshear deface' back?"))
      bench.press(.character("y"), .character("P"))
      #expect(bench.source.asked.cancels == [TaskFilter(ids: [id])])
      #expect(bench.source.asked.pauses == [true])
    }

    @Test func lookingOnlyChangesNothing() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2, fate: Fates.mixed.of), readOnly: true)
      bench.press(.character("r"), .character("R"), .character("P"))
      bench.wait(5)
      #expect(bench.source.asked.reruns.isEmpty && bench.source.asked.pauses.isEmpty)
      #expect(bench.source.asked.raised.isEmpty)
      #expect(bench.recorder.line(0).contains("READ-ONLY"))
    }

    @Test func whatIsLookedAtGoesFirstOnce() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 5, engine: true, fate: Fates.mixed.of))
      bench.wait(3)
      #expect(bench.source.asked.raised.isEmpty)
      try bench.act("subject.last")
      bench.wait(0.1)
      bench.wait(1.5)
      bench.wait(3)
      #expect(bench.source.asked.raised == [TaskFilter(subject: "sub-05")])
    }

    @Test func searchGoesRoundAndSaysWhenThereIsNone() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 30))
      bench.press(.character("/"))
      bench.type("-1")
      bench.press(.enter)
      #expect(bench.state.shownSubject?.subject.stem == "sub-10")
      bench.press(.character("N"))
      #expect(bench.state.shownSubject?.subject.stem == "sub-19")
      bench.press(.character("n"))
      #expect(bench.state.shownSubject?.subject.stem == "sub-10")
      bench.press(.character("/"))
      bench.type("x")
      bench.press(.enter)
      #expect(bench.lastLine == " no subject matches 'x'")
    }

    @Test func commandsAreDoneByName() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character(":"))
      bench.type("view.q")
      bench.press(.tab, .enter)
      #expect(bench.state.view == .queue)
      bench.press(.character(":"))
      bench.type("plane.axial")
      bench.press(.enter)
      #expect(bench.lastLine == " plane.axial works in Slices")
      bench.press(.character(":"))
      bench.type("subject.nxt")
      bench.press(.enter)
      #expect(bench.lastLine.contains("no action 'subject.nxt'"))
      bench.press(.character(":"), .character("q"), .enter)
      #expect(bench.state.isOver)
    }

    @Test func helpScrollsAndSearches() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character("?"))
      let first = bench.recorder.text
      bench.press(.character("G"), .character("k"), .character("j"))
      #expect(bench.recorder.text.contains("Closes the workbench"))
      bench.press(.character("g"))
      #expect(bench.recorder.text == first)
      bench.press(.character("/"))
      bench.type("crosshair")
      bench.press(.backspace, .enter)
      #expect(bench.recorder.text.contains("Marks the point"))
      bench.press(.escape, .escape)
      #expect(bench.state.panel == nil)
    }

    @Test func logScrollsToItsBeginning() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character("L"))
      #expect(bench.recorder.text.contains("line 60 of sub-01-quickshear"))
      bench.press(.character("g"))
      #expect(bench.recorder.text.contains("line 1 of sub-01-quickshear"))
      bench.press(.pageDown, .character("G"))
      #expect(bench.recorder.text.contains("line 60 of sub-01-quickshear"))
      bench.press(.escape)
      #expect(bench.state.panel == nil)
    }

    @Test(arguments: ["2", "6", "7"])
    func viewsThatAreNotThereSaySo(_ digit: String) throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character(Character(digit)))
      #expect(bench.lastLine.hasPrefix(" there is no view"))
      #expect(bench.state.view == .slices)
    }

    @Test func escapeGoesBackStepByStep() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3))
      bench.press(.character("b"), .character("4"), .character("?"), .escape)
      #expect(bench.state.panel == nil && bench.state.view == .queue)
      bench.press(.escape)
      #expect(bench.state.view == .slices && bench.state.slices.arrangement == .variant)
      bench.press(.escape)
      #expect(bench.state.slices.arrangement == .beside)
    }

    @Test func newResultsArriveWithoutLosingTheCursor() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 6, engine: true, fate: Fates.waiting.of))
      try bench.act("subject.last")
      bench.source.set(MadeStudy.snapshot(subjects: 6, sequence: 2))
      bench.wait(1)
      #expect(bench.state.subject == 5)
      #expect(bench.recorder.line(0).contains("all done"))
      bench.source.set(MadeStudy.snapshot(subjects: 2, sequence: 3))
      bench.wait(1)
      #expect(bench.state.subject == 1)
    }

    @Test func everyKeyIsSafeInEveryView() throws {
      for subjects in [0, 5] {
        let bench = try Bench(
          MadeStudy.snapshot(subjects: subjects, fate: Fates.mixed.of), loader: NoLoader())
        for view in ViewKind.allCases {
          try bench.act("view.\(view)")
          for action in ActionTable.all {
            for key in action.keys
            where ![.character("q"), .control("c"), .control("z")].contains(key) {
              bench.press(key)
              bench.press(.escape)
              try bench.act("view.\(view)")
            }
          }
        }
        #expect(!bench.state.isOver)
      }
    }

    @Test func sizesFromTinyToHugeAreDrawn() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 5, fate: Fates.mixed.of))
      for size in [(1, 1), (20, 5), (63, 18), (64, 18), (80, 24), (100, 30), (240, 70), (300, 20)] {
        bench.recorder.resize(columns: size.0, rows: size.1)
        for view in ViewKind.allCases.filter(\.isBuilt) {
          bench.press(.resize(Size(columns: size.0, rows: size.1)))
          try bench.act("view.\(view)")
          #expect(!bench.recorder.text.isEmpty)
        }
      }
    }

    @Test func mouseChoosesSubjectsTabsAndPoints() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 9), columns: 120, rows: 40)
      bench.press(.mouse(Mouse(.press, column: 5, row: 7)))
      #expect(bench.state.subject == 3)
      bench.press(.mouse(Mouse(.wheelDown, column: 5, row: 7)))
      #expect(bench.state.subject == 4)
      let before = bench.state.slices.point
      bench.press(.mouse(Mouse(.wheelDown, column: 60, row: 20)))
      #expect(bench.state.slices.point != before)
      bench.press(.mouse(Mouse(.press, column: 45, row: 20)))
      #expect(bench.state.slices.hasCrosshair)
      bench.press(.mouse(Mouse(.press, column: 30, row: 1)))
      #expect(bench.state.view == .queue)
      bench.press(.mouse(Mouse(.press, column: 30, row: 5)))
      #expect(bench.state.queue.cursor == 1)
    }

    @Test func plainImagesHaveNoListAndNothingToRun() throws {
      let theme = ThemeLibrary().theme(named: "lagoon").theme
      let recorder = try Recorder(theme: theme)
      let workbench = Workbench(
        screen: recorder.screen, source: FileSource(files: ["/a/one.nii", "/a/two.nii"]),
        loader: MadeLoader(), options: WorkbenchOptions(readOnly: true), clock: { 1 })
      workbench.start()
      repeat { workbench.step(timeoutMS: 0) } while workbench.isBusy
      #expect(recorder.line(0) == " bauta  one.nii  two.nii")
      #expect(recorder.line(1).hasPrefix("┌ one.nii ─"))
      #expect(workbench.picturesDrawn == 2)
      #expect(recorder.line(23).hasPrefix(" s/c/a plane"))
      #expect(!recorder.line(23).contains("rerun"))
      workbench.handle(.character("r"))
      workbench.step(timeoutMS: 0)
      #expect(recorder.line(23) == " these are plain images, there is nothing to run")
      workbench.handle(.character("4"))
      workbench.step(timeoutMS: 0)
      #expect(workbench.state.view == .slices)
    }
  }
}
