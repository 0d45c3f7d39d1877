import Study
import Terminal

/// Every action of the workbench: the one list behind keys, key bar, help and documents.
public enum ActionTable {
  /// All actions, in the order of the help.
  public static let all: [Action] =
    moving + viewing + tables + picturing + turning + judging + working + parameters
    + reporting + housekeeping

  /// The action that a key does in a view; one of the view goes before one of everywhere.
  public static func action(
    for key: Key, in view: ViewKind, of actions: [Action] = all
  ) -> Action? {
    let fitting = actions.filter { $0.keys.contains(key) && $0.applies(in: view) }
    return fitting.first { !$0.views.isEmpty } ?? fitting.first
  }

  /// The action of a name.
  public static func named(_ name: String) -> Action? { all.first { $0.name == name } }

  /// Pairs of actions that claim the same key in the same view.
  public static var conflicts: [String] {
    conflicts(of: all).map { "\(KeyName.of($0.key)) in \($0.view): \($0.first), \($0.second)" }
  }

  /// Two actions that claim the same key in the same view.
  struct Conflict: Equatable {
    var key: Key
    var view: ViewKind
    var first: String
    var second: String
  }

  /// The conflicts among some actions, each pair once for each view.
  static func conflicts(of actions: [Action]) -> [Conflict] {
    ViewKind.allCases.flatMap { view -> [Conflict] in
      let here = actions.filter { $0.applies(in: view) }
      return here.indices.flatMap { first in
        here.indices.filter { $0 > first }.compactMap { second -> Conflict? in
          let shared = here[first].keys.first { here[second].keys.contains($0) }
          let isOverride = here[first].views.isEmpty != here[second].views.isEmpty
          guard let shared, !isOverride else { return nil }
          return Conflict(
            key: shared, view: view, first: here[first].name, second: here[second].name)
        }
      }
    }
  }
}

// MARK: - Moving

extension ActionTable {
  static let moving: [Action] = [
    Action(
      "subject.next", [.character("j"), .down], "subject", "Goes to the next subject.",
      isInBar: true
    ) {
      state, _ in state.move(by: 1)
    },
    Action("subject.previous", [.character("k"), .up], "", "Goes to the subject before.") {
      state, _ in state.move(by: -1)
    },
    Action("subject.pageDown", [.pageDown], "", "Goes one page on.") { state, _ in
      state.movePages(1)
    },
    Action("subject.pageUp", [.pageUp], "", "Goes one page back.") { state, _ in
      state.movePages(-1)
    },
    Action("subject.halfDown", [.control("d")], "", "Goes half a page on.") { state, _ in
      state.movePages(0.5)
    },
    Action("subject.halfUp", [.control("u")], "", "Goes half a page back.") { state, _ in
      state.movePages(-0.5)
    },
    Action("subject.first", [.character("g"), .home], "", "Goes to the first subject.") {
      state, _ in state.move(by: -1_000_000)
    },
    Action("subject.last", [.character("G"), .end], "", "Goes to the last subject.") {
      state, _ in state.move(by: 1_000_000)
    },
    Action("subject.search", [.character("/")], "", "Searches for a subject by its label.") {
      state, _ in
      state.panel = .prompt(.search, "")
    },
    Action("subject.searchNext", [.character("n")], "", "Goes to the next subject that matches.") {
      state, _ in state.findNext(forward: true)
    },
    Action("subject.searchPrevious", [.character("N")], "", "Goes to the match before.") {
      state, _ in
      state.findNext(forward: false)
    },
    Action(
      "row.mark", [.character(" ")], "",
      "Marks the row, or takes its mark away; rerun and cancel act on marked rows.",
      obstacle: { $0.holdsStudy ? nil : "plain images have no rows to mark" }
    ) { state, _ in state.toggleMark() },
    Action(
      "value.copy", [.character("y")], "",
      "Copies the value under the cursor where the terminal can, and says it."
    ) { state, requests in
      if let value = state.valueUnderCursor {
        requests.append(.copy(value))
      } else {
        state.say("there is no value here")
      }
    },
    Action("cohort.next", [.tab], "", "Goes to the next cohort.") { state, _ in
      state.moveCohort(by: 1)
    },
    Action("cohort.previous", [.backTab], "", "Goes to the cohort before.") { state, _ in
      state.moveCohort(by: -1)
    },
    Action(
      "method.next", [.character("m")], "method", "Shows the next method or control.",
      views: [.slices, .face, .agreement, .matrix], isInBar: true
    ) { state, _ in state.moveVariant(by: 1) },
    Action(
      "method.previous", [.character("M")], "", "Shows the method or control before.",
      views: [.slices, .face, .agreement, .matrix]
    ) { state, _ in state.moveVariant(by: -1) },
  ]
}

// MARK: - Views

extension ActionTable {
  static let viewing: [Action] =
    ViewKind.allCases.map { view in
      Action(
        "view.\(view)", [.character(Character("\(view.rawValue)"))], "",
        "Shows the view \(view.title).",
        obstacle: { state in
          state.holdsStudy || view == .slices ? nil : "plain images have no such view"
        }
      ) { state, _ in state.view = view }
    } + [
      Action(
        "item.open", [.enter], "open", "Opens what the cursor is on in the slices.",
        views: [.agreement, .queue, .matrix]
      ) { state, _ in state.openSlices() },
      Action(
        "panel.close", [.escape], "",
        "Closes what lies above; else drops marks, goes back to the slices, then to both pictures."
      ) {
        state, _ in
        if state.hasMarks { return state.dropMarks() }
        if state.slices.arrangement != .beside && state.view == .slices {
          state.slices.arrangement = .beside
        }
        state.view = .slices
      },
    ]
}

// MARK: - Tables and pictures

extension ActionTable {
  static let tables: [Action] = [
    Action(
      "columns.next", [.right], "", "Shows further columns of the table, where not all have room.",
      views: [.agreement]
    ) { state, _ in state.turnColumns(by: 1) },
    Action(
      "columns.previous", [.left], "", "Shows the columns before.", views: [.agreement]
    ) { state, _ in state.turnColumns(by: -1) },
    Action(
      "plots.next", [.character("v")], "values",
      "Shows values against values with failures and published findings, or differences with ICC.",
      views: [.agreement], isInBar: true
    ) { state, _ in state.showsValues.toggle() },
  ]

  private static func picture(
    _ name: String, _ key: Character, also keys: [Key] = [], _ label: String = "", _ help: String,
    bar: Bool = false, _ change: @escaping @Sendable (inout WorkbenchState) -> Void
  ) -> Action {
    Action(name, [.character(key)] + keys, label, help, views: [.slices], isInBar: bar) {
      state, _ in
      change(&state)
    }
  }

  static let picturing: [Action] = [
    picture("plane.sagittal", "s", "s/c/a plane", "Shows the sagittal plane.", bar: true) {
      $0.show(.sagittal)
    },
    picture("plane.coronal", "c", "", "Shows the coronal plane.") { $0.show(.coronal) },
    picture("plane.axial", "a", "", "Shows the axial plane.") { $0.show(.axial) },
    picture("plane.three", "t", "", "Shows three planes at once, or one.") {
      $0.slices.showsThree.toggle()
    },
    picture("slice.next", "]", also: [.right], "[ ] slice", "Goes one slice on.", bar: true) {
      $0.step(by: 1)
    },
    picture("slice.previous", "[", also: [.left], "", "Goes one slice back.") { $0.step(by: -1) },
    picture("slice.forward", "}", "", "Goes ten slices on.") { $0.step(by: 10) },
    picture("slice.back", "{", "", "Goes ten slices back.") { $0.step(by: -10) },
    picture(
      "image.next", "v", "", "Shows the next image of the subject, where it has several."
    ) { $0.nextImage() },
    picture(
      "overlay.next", "o", "overlay",
      "Lays over: removed voxels, values that differ, brain, what was measured (tissue, lesions, tumour), nothing.",
      bar: true
    ) {
      $0.slices.overlay = $0.slices.overlay.next
      $0.say("overlay: \($0.slices.overlay.name(outcome: $0.shownCohort?.outcome))")
    },
    picture(
      "picture.blink", "b", "blink", "Flips between the variant and the full image in one place.",
      bar: true
    ) {
      $0.slices.arrangement = $0.slices.arrangement == .variant ? .full : .variant
    },
    picture("picture.beside", "B", "", "Shows both pictures beside each other again.") {
      $0.slices.arrangement = .beside
    },
    Action(
      "picture.against", [.character("V")], "",
      "Keeps the shown method on the left, to lay others beside it; again: the full image.",
      views: [.slices],
      obstacle: {
        ($0.shownSubject?.variants.count ?? 0) > 2 ? nil : "there is one method only"
      }
    ) { state, _ in state.keepOnTheLeft() },
    Action(
      "picture.failure", [.character("d")], "",
      "Shows the picture of a step that failed, or the slices in its place.", views: [.slices],
      obstacle: { $0.hasFailurePicture ? nil : "no step that is drawn has failed here" }
    ) { state, _ in
      state.slices.showsFailure.toggle()
      state.say(state.slices.showsFailure ? "the step that failed" : "the slices")
    },
    picture("picture.window", "w", "", "Changes the contrast.") {
      $0.slices.windowStep = ($0.slices.windowStep + 1) % SlicePane.windowSteps.count
      let percent = Int((SlicePane.windowSteps[$0.slices.windowStep] * 100).rounded())
      $0.say("white at \(percent) % of the usual")
    },
    picture("picture.zoomIn", "+", "", "Shows a smaller part, larger.") {
      $0.zoom(by: 1.5)
    },
    picture("picture.zoomOut", "-", "", "Shows a larger part, smaller.") {
      $0.zoom(by: 1 / 1.5)
    },
    picture("picture.reset", "0", "", "Shows all, from the middle.") {
      $0.slices.zoom = 1
      $0.slices.point = nil
    },
    picture("picture.crosshair", "x", "", "Marks the point that all pictures have in common.") {
      $0.slices.hasCrosshair.toggle()
    },
    Action(
      "picture.encoding", [.character("i")], "",
      "Draws pictures another way: blocks, braille, ASCII.",
      views: [.slices, .face]
    ) { _, requests in requests.append(.nextEncoding) },
  ]
}

// MARK: - Work

extension ActionTable {
  static let working: [Action] = [
    Action(
      "subject.rerun", [.character("r")], "rerun",
      "Puts back what failed of the subject; where nothing did, does the shown method again, after a question.",
      views: [.slices, .face, .agreement, .matrix], changesStudy: true, isInBar: true,
      obstacle: { $0.planObstacle ?? ($0.shownSubject == nil ? "there is no subject" : nil) }
    ) { state, requests in state.requestRerun(&requests) },
    Action(
      "task.rerun", [.character("r")], "rerun",
      "Puts a failed task back; does a finished one again with all that needs it, after a question.",
      views: [.queue], changesStudy: true, isInBar: true,
      obstacle: { $0.planObstacle ?? ($0.shownTask == nil ? "there is no task" : nil) }
    ) { state, requests in state.requestRerun(&requests) },
    Action(
      "tasks.retryFailed", [.character("R")], "rerun failed",
      "Puts failed tasks back: of the marked rows, else of the cohort, of one kind or all, as chosen.",
      changesStudy: true, isInBar: true,
      obstacle: {
        $0.planObstacle ?? (($0.snapshot?.count(.failed) ?? 0) == 0 ? "no task has failed" : nil)
      }
    ) { state, _ in state.askRetryFailed() },
    Action(
      "subject.cancel", [.character("X")], "",
      "Takes back what is still to be done of the subject, after a question.",
      views: [.slices, .face, .agreement, .matrix], changesStudy: true,
      obstacle: { $0.planObstacle ?? ($0.shownSubject == nil ? "there is no subject" : nil) }
    ) { state, _ in state.askCancel() },
    Action(
      "task.cancel", [.character("X")], "cancel", "Takes the task back, after a question.",
      views: [.queue], changesStudy: true, isInBar: true,
      obstacle: { $0.shownTask == nil ? "there is no task" : nil }
    ) { state, _ in state.askCancel() },
    Action(
      "queue.pause", [.character("P")], "pause",
      "Lets no further task start, or lets them start again.",
      changesStudy: true
    ) { state, requests in requests.append(.setPaused(!(state.snapshot?.version.isPaused ?? false)))
    },
    Action(
      "queue.filter", [.character("\\")], "filter",
      "Shows tasks of one state only, of those that there are.",
      views: [.queue], isInBar: true
    ) {
      state, _ in state.nextFilter()
    },
    Action("task.log", [.character("L")], "log", "Shows the log of the task.", isInBar: true) {
      state, requests in
      if let id = state.logTask {
        requests.append(.showLog(task: id))
      } else {
        state.say("nothing of it has run yet, so there is no log")
      }
    },
  ]
}

// MARK: - The house

extension ActionTable {
  static let housekeeping: [Action] = [
    Action(
      "help.show", [.character("?"), .function(1)], "help", "Shows all keys and what they do.",
      isInBar: true
    ) { state, _ in
      state.panel = .help(.init())
    },
    Action(
      "screen.save", [.control("s")], "",
      "Writes the screen to a file, as text and with its colours, for a report of a fault; "
        + "':save-screen FILE' names the file. Subjects are numbered and pictures left out."
    ) { _, requests in requests.append(.saveScreen(file: nil, isDetailed: false)) },
    Action("command.prompt", [.character(":")], "", "Does an action by its name.") { state, _ in
      state.panel = .prompt(.command, "")
    },
    Action("theme.next", [.character("T")], "", "Shows the next colour theme.") { _, requests in
      requests.append(.nextTheme)
    },
    Action("updates.freeze", [.character("F")], "", "Holds updates back, or lets them in again.") {
      state, requests in
      state.isFrozen.toggle()
      state.say(
        state.isFrozen
          ? "updates are held back; \(state.key("updates.freeze")) lets them in again"
          : "updates go on")
      if !state.isFrozen { requests.append(.refresh) }
    },
    Action("screen.redraw", [.control("l")], "", "Draws the screen anew.") { _, requests in
      requests.append(.redraw)
    },
    Action(
      "program.suspend", [.control("z")], "", "Stops the program until the shell brings it back."
    ) {
      _, requests in requests.append(.suspend)
    },
    Action(
      "program.quit", [.character("q"), .control("c")], "quit",
      "Closes the workbench; the work goes on. Asks where marks would be forgotten.",
      isInBar: true
    ) {
      state, _ in state.leave()
    },
  ]
}
