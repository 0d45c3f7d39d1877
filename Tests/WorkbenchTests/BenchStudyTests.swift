import Canvas
import Foundation
import Jobs
import Study
import Terminal
import Testing
import Volumes

@testable import Workbench

/// What the workbench tells of a study and asks before it changes anything.
extension BenchTests.Behaviour {
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
    let words = "the study has changed: open it again"
    let bench = try Bench(
      MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of), columns: columns, utf8: utf8)
    #expect(!bench.recorder.text.contains(words))
    bench.press(.character("R"))
    var changed = MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of)
    changed.isOutdated = true
    bench.source.set(changed)
    bench.press(.enter)
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
    let text = bench.recorder.text
    for words in ["of the cohort heads", "by gate-face-left", "all of the study", "2 tasks"] {
      #expect(text.contains(words))
    }
    bench.press(.escape)
    #expect(bench.source.asked.retries.isEmpty && bench.state.panel == nil)
    bench.press(.character("R"), .character("j"), .enter)
    #expect(
      bench.source.asked.retries == [TaskFilter(ids: ["sub-02-quickshear", "sub-03-full"])])
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
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let bench = try Bench(
        MadeStudy.snapshot(subjects: subjects, fate: Fates.mixed.of), loader: NoLoader(),
        screensFolder: folder.path)
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
      let saved = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(Set(saved.map { $0.suffix(5) }) == [".ansi", "0.txt"], "\(saved)")
    }
  }

  @Test func sizesFromTinyToHugeAreDrawn() throws {
    let bench = try Bench(MadeStudy.snapshot(subjects: 5, fate: Fates.mixed.of))
    for size in [(1, 1), (20, 5), (63, 18), (64, 18), (80, 24), (100, 30), (240, 70), (300, 20)] {
      bench.recorder.resize(columns: size.0, rows: size.1)
      for view in ViewKind.allCases {
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
    bench.press(.mouse(Mouse(.press, column: 39, row: 1)))
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
