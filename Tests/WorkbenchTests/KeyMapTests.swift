import Foundation
import Terminal
import Testing

@testable import Jobs
@testable import Study
@testable import Workbench

@Suite struct KeyMapTests {
  private func map(_ text: String) -> KeyMap { KeyMap(KeyFile(text), named: "keys.yaml") }

  private func keys(_ map: KeyMap, _ action: String) -> [Key]? {
    map.actions.first { $0.name == action }?.keys
  }

  @Test func keysOfTheUserTakeThePlaceOfTheUsualOnes() {
    let map = map("subject.next: [',', Down]\nprogram.quit: ^X\nhelp.show: F2\nview.slices: 9\n")
    #expect(map.mistakes == [])
    #expect(keys(map, "subject.next") == [.character(","), .down])
    #expect(keys(map, "program.quit") == [.control("x")])
    #expect(
      keys(map, "help.show") == [.function(2)] && keys(map, "view.slices") == [.character("9")])
    #expect(map.actions.count == ActionTable.all.count)
  }

  @Test func sentencesNameTheKeysInForce() {
    let map = self.map("method.next: F5\nhelp.show: F2\njudging.undo: F3\njudging.pass: F4\n")
    #expect(map.mistakes == [])
    var state = WorkbenchState()
    #expect(state.key("method.next") == "m" && state.key("judging.undo") == "z")
    state.actions = map.actions
    #expect(state.key("method.next") == "F5" && state.key("judging.undo") == "F3")
    #expect(state.key("no.such") == ":no.such")
    state.take(MadeStudy.snapshot(subjects: 2))
    state.variant = 2
    #expect(state.judgingObstacle == "only what a method made is judged; F5 shows the next")
  }

  @Test(arguments: [
    (
      "subject.nxt: x\n", "keys.yaml:1: unknown action 'subject.nxt' (did you mean 'subject.next'?)"
    ),
    (
      "\nsubject.next: PgDwn\n",
      "keys.yaml:2: unknown key 'PgDwn' of subject.next (did you mean 'PgDn'?)"
    ),
    (
      "theme.next: ','\nqueue.pause: ','\n",
      "keys.yaml:2: , would do both queue.pause and theme.next in the view Slices; the usual keys stay"
    ),
    (
      "theme.next: r\n",
      "keys.yaml:1: j would do"
    ),
    ("theme.next: {a: b}\n", "keys.yaml:1: 'theme.next' must have a key, or a list of keys"),
    ("theme.next: [\n", "cannot be read as YAML; quote keys such as '[' and '#'"),
    ("theme.next: a\ntheme.next: b\n", "'theme.next' stands more than once; keep one"),
    ("just words\n", "keys.yaml:1: expected lines such as 'subject.rerun: x'"),
  ])
  func mistakesNameFileLineAndBothActions(_ text: String, _ says: String) {
    let map = map(text)
    guard text != "theme.next: r\n" else {
      // A key of one view goes before one of everywhere: that is no conflict.
      #expect(map.mistakes.isEmpty)
      return
    }
    #expect(map.mistakes.contains { $0.contains(says) }, "\(map.mistakes)")
    #expect(ActionTable.conflicts(of: map.actions) == [])
  }

  @Test func aConflictWithAUsualKeyNamesBoth() {
    let map = map("task.log: F\n")
    #expect(
      map.mistakes.first
        == "keys.yaml:1: F would do both task.log and updates.freeze in the view Slices; "
        + "the usual keys stay")
    #expect(map.mistakes.count == 1)
    #expect(keys(map, "task.log") == [.character("L")])
  }

  @Test func everyKeyHasANameThatIsReadAgain() {
    for key in ActionTable.all.flatMap(\.keys) {
      #expect(KeyName.key(KeyName.of(key)) == key, "\(key)")
    }
    #expect(KeyName.key("") == nil && KeyName.key("jj") == nil && KeyName.key("^1") == nil)
  }
}

extension BenchTests {
  @Suite(.serialized) struct KeysAndSavedScreens {
    @Test func theWorkbenchDoesWhatTheFileSays() throws {
      let keys = KeyMap(KeyFile("view.queue: Q\nview.matrix: nokey\n"), named: "keys.yaml")
      let bench = try Bench(MadeStudy.snapshot(subjects: 3), keys: keys)
      #expect(bench.lastLine.contains("keys.yaml:2: unknown key 'nokey' of view.matrix"))
      bench.press(.character("Q"))
      #expect(bench.state.view == .queue)
      bench.press(.character("1"), .character("4"))
      #expect(bench.state.view == .slices)
      bench.press(.character("?"), .character("/"))
      bench.type("view.queue")
      #expect(bench.recorder.text.contains("Q           Shows the view Queue."))
    }

    @Test(arguments: ViewKind.allCases)
    func savedScreensNameNobodyAndShowNoPicture(_ view: ViewKind) throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 30, fate: Fates.mixed.of), columns: 120, rows: 40)
      bench.source.set(MadeJournal.events(30))
      try bench.act("view.\(view)")
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.path + "/screen.txt"
      bench.press(.character(":"))
      bench.type("save-screen \(path)")
      bench.press(.enter)
      #expect(bench.lastLine.contains("the screen is in"))
      for name in ["screen.txt", "screen.ansi"] {
        let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
        #expect(!text.contains("sub-"), "\(name)\n\(text)")
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 41)
        if view == .slices {
          #expect(text.contains("subject 1") && text.contains("pictures are off"))
        }
      }
      bench.press(.character(":"))
      bench.type("save-screen \(path)")
      bench.press(.enter)
      #expect(bench.lastLine.contains("already; name another"))
    }

    @Test func plainImagesAreNumberedToo() throws {
      var state = WorkbenchState()
      state.holdsStudy = false
      state.take(try FileSource(files: ["/d/sub-07_T1w.nii", "/d/sub-07_defaced.nii"]).snapshot())
      let size = Size(columns: 120, rows: 40)
      let theme = ThemeLibrary().theme(named: "lagoon").theme
      for isDetailed in [false, true] {
        let saving = ScreenSaving(
          state: state, context: DrawContext(), size: size, theme: theme, isDetailed: isDetailed)
        #expect(saving.text.contains("sub-07") == isDetailed)
        #expect(saving.ansi.contains("sub-07") == isDetailed)
        #expect(saving.text.contains("file 2") != isDetailed)
      }
    }

    @Test func withDetailsTheScreenIsSavedAsItIs() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 3), columns: 120, rows: 40)
      let saving = ScreenSaving(
        state: bench.state, context: DrawContext(), size: Size(columns: 120, rows: 40),
        theme: bench.recorder.screen.theme, isDetailed: true)
      #expect(saving.text.contains("sub-01") && saving.ansi.contains("\u{1B}[0"))
    }

    @Test func tabCompletesTheCommandToSave() {
      #expect(CommandLineText.completed("save") == "save-screen")
      #expect(ScreenSaving.request("save-screen") == .saveScreen(file: nil, isDetailed: false))
      #expect(
        ScreenSaving.request("save-screen --detail a b.txt")
          == .saveScreen(file: "a b.txt", isDetailed: true))
      #expect(ScreenSaving.request("view.slices") == nil)
    }
  }
}
