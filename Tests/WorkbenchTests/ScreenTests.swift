import Canvas
import Foundation
import Terminal
import Testing

@testable import Workbench

/// Whole screens as text. With BAUTA_UPDATE_SCREENS=1 the expected ones are written anew, and the run
/// fails so that they are read before they count.
@Suite(.serialized) struct ScreenTests {
  @Test(arguments: Example.all.map(\.name))
  func screenIsAsExpected(_ name: String) throws {
    let example = try #require(Example.all.first { $0.name == name })
    let text = example.text
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_SCREENS"] == "1" {
      try ExpectedScreensFile.write(name, text)
      Issue.record("the expected screen '\(name)' was written anew: read it")
    } else {
      let expected = expectedScreens[name] ?? ""
      #expect(text == expected, "\(name) is now\n\(text)")
    }
  }

  @Test(arguments: Example.all.map(\.name))
  func plainScreensAreSevenBitAndFit(_ name: String) throws {
    let example = try #require(Example.all.first { $0.name == name })
    let lines = example.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == example.size.rows)
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= example.size.columns })
    if !example.utf8 { #expect(example.text.unicodeScalars.allSatisfy { $0.isASCII }) }
  }
}

/// One screen: a state, a size and the characters of the terminal.
struct Example {
  var name: String
  var state: WorkbenchState
  var size = Size(columns: 80, rows: 24)
  var utf8 = false

  /// The screen as a terminal shows it.
  var text: String {
    var context = DrawContext()
    context.glyphs = utf8 ? .utf8 : .ascii
    context.depth = utf8 ? .truecolor : .mono
    for request in ImageWishes.all(of: state) {
      context.images[request] = .ready(
        request.isPicture
          ? MadeImage.failure
          : request.alignment != nil
            ? MadeHead.loaded(request) : MadeImage.loaded(withRemoval: request.removed != nil))
    }
    let text = Screenful.draw(state, context, size: size).text
    return utf8 ? text : String(String.UnicodeScalarView(text.unicodeScalars.map(Self.plain)))
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII ? scalar : "+"
  }

  static func state(
    subjects: Int = 6, engine: Bool = false,
    fates: Fates = .done, change: (inout WorkbenchState) -> Void = { _ in }
  ) -> WorkbenchState {
    var state = WorkbenchState()
    state.now = 1_100
    state.take(MadeStudy.snapshot(subjects: subjects, engine: engine, fate: fates.of))
    change(&state)
    return state
  }

  /// A study that two raters have judged; the cursor is on a picture that one of them rejects.
  private static func judged(
    blindSeed: UInt64? = nil, change: (inout WorkbenchState) -> Void = { _ in }
  ) -> WorkbenchState {
    var state = WorkbenchState()
    state.now = 1_100
    state.judging.rater = "ann"
    state.judging.blinding = blindSeed.map { Blinding(seed: $0) }
    state.judging.beginsUnrated = blindSeed != nil
    let book = MadeStudy.book(
      [
        (0, "ann", .pass, ""), (1, "ann", .understripped, "chin is left"), (2, "ann", .unsure, ""),
        (3, "ann", .overstripped, ""), (1, "bob", .pass, ""), (2, "bob", .pass, ""),
      ], isBlinded: blindSeed != nil)
    state.takeJudged(MadeStudy.rated(MadeStudy.snapshot(subjects: 6), book))
    state.notice = nil
    if blindSeed == nil { state.subject = 1 }
    change(&state)
    return state
  }

  private static let wide = Size(columns: 160, rows: 50)

  private static let judging = [
    Example(name: "judged", state: judged()),
    Example(name: "judged-wide", state: judged(), size: wide, utf8: true),
    Example(name: "judged-face", state: judged { $0.view = .face }),
    Example(name: "judged-matrix", state: judged { $0.view = .matrix }),
    Example(name: "judged-agreement", state: judged { $0.view = .agreement }),
    Example(
      name: "judged-note", state: judged { $0.panel = .prompt(.note, "chin is left, lips too") }),
    Example(name: "blinded", state: judged(blindSeed: 7)),
    Example(name: "blinded-wide", state: judged(blindSeed: 7), size: wide, utf8: true),
    Example(name: "blinded-face", state: judged(blindSeed: 7) { $0.view = .face }),
  ]
  static let all: [Example] = views + judging + panels + texts + reidentification + others

  private static let views = [
    Example(name: "slices", state: state()),
    Example(name: "slices-axial", state: state { $0.slices.plane = .axial }),
    Example(name: "slices-coronal-brain") {
      $0.slices.plane = .coronal
      $0.slices.overlay = .brain
    },
    Example(name: "slices-three", state: state { $0.slices.showsThree = true }),
    Example(name: "slices-one-place", state: state { $0.slices.arrangement = .variant }),
    Example(name: "slices-against", state: state { $0.keepOnTheLeft() }),
    Example(name: "slices-failed-step") { $0.failMeasure(subject: 0) },
    Example(name: "slices-failed-step-alone") {
      $0.failMeasure(subject: 0)
      $0.slices.arrangement = .variant
    },
    Example(name: "slices-failed", state: state(engine: true, fates: .mixed) { $0.subject = 1 }),
    Example(name: "slices-blocked", state: state(engine: true, fates: .mixed) { $0.subject = 2 }),
    Example(name: "slices-running", state: state(engine: true, fates: .mixed) { $0.subject = 3 }),
    Example(
      name: "slices-wide", state: state(engine: true, fates: .mixed),
      size: Size(columns: 160, rows: 50), utf8: true),
    Example(name: "face", state: state { $0.view = .face }),
    Example(
      name: "face-wide", state: state { $0.view = .face }, size: Size(columns: 160, rows: 50),
      utf8: true),
    Example(
      name: "face-turned",
      state: state {
        $0.view = .face
        $0.face.turn(yaw: 4, pitch: 1)
      }, size: Size(columns: 120, rows: 36)),
    Example(
      name: "face-waiting", state: state(engine: true, fates: .waiting) { $0.view = .face }),
    Example(name: "agreement", state: state(subjects: 20) { $0.view = .agreement }),
    Example(
      name: "agreement-wide", state: state(subjects: 20) { $0.view = .agreement },
      size: Size(columns: 160, rows: 50), utf8: true),
    Example(
      name: "agreement-values",
      state: state(subjects: 20) {
        $0.view = .agreement
        $0.showsValues = true
      }),
    Example(
      name: "agreement-values-wide",
      state: state(subjects: 20) {
        $0.view = .agreement
        $0.showsValues = true
        $0.snapshot?.referenceStudy = "desitter2020"
      }, size: Size(columns: 160, rows: 50), utf8: true),
    Example(name: "agreement-empty", state: state(fates: .waiting) { $0.view = .agreement }),
    Example(
      name: "queue-wide", state: state(engine: true, fates: .mixed) { $0.view = .queue },
      size: Size(columns: 160, rows: 50), utf8: true),
    Example(
      name: "matrix-wide",
      state: state(subjects: 20, engine: true, fates: .mixed) { $0.view = .matrix },
      size: Size(columns: 160, rows: 50), utf8: true),
    Example(name: "queue", state: state(engine: true, fates: .mixed) { $0.view = .queue }),
    Example(
      name: "queue-failed",
      state: state(engine: true, fates: .mixed) {
        $0.view = .queue
        $0.queue.cursor = 4
      }),
    Example(
      name: "matrix",
      state: state(subjects: 90, engine: true, fates: .mixed) {
        $0.view = .matrix
        $0.subject = 1
      }),
  ]

  private static let panels = [
    Example(name: "help", state: state { $0.panel = .help(.init()) }),
    Example(
      name: "help-search", state: state { $0.panel = .help(.init(words: "slice", isTyping: true)) }),
    Example(
      name: "choice",
      state: state(fates: .mixed) { $0.askRetryFailed() }),
    Example(
      name: "confirm",
      state: state {
        var requests: [Request] = []
        $0.requestRerun(&requests)
      }),
    Example(
      name: "log",
      state: state {
        $0.panel = .log(title: "sub-01", lines: (1...60).map { "line \($0)" }, back: 10)
      }),
    Example(name: "command", state: state { $0.panel = .prompt(.command, "plane.") }),
    Example(name: "search", state: state { $0.panel = .prompt(.search, "sub-0") }),
  ]

  private static func report(_ state: inout WorkbenchState, columns: Int) {
    state.view = .report
    guard let snapshot = state.snapshot else { return }
    let lines = StudyReport(snapshot).lines(
      width: WorkbenchState.reportColumns(columns, columns > 100 ? .utf8 : .ascii))
    state.report.take(lines, rows: state.pageRows)
  }

  private static func journal(_ state: inout WorkbenchState) {
    state.view = .log
    state.zone = TimeZone(secondsFromGMT: 0) ?? .current
    state.journal.take(MadeJournal.events(40), isCut: true, rows: state.pageRows)
  }

  private static func parameters(_ state: inout WorkbenchState) {
    state.openParameters()
    guard case .parameters(var panel) = state.panel else { return }
    panel.rows[0].typed = "150"
    state.panel = .parameters(panel)
  }

  private static let texts = [
    Example(
      name: "report", state: state(subjects: 20, fates: .mixed) { report(&$0, columns: 80) }),
    Example(
      name: "report-wide", state: state(subjects: 20, fates: .mixed) { report(&$0, columns: 160) },
      size: Size(columns: 160, rows: 50), utf8: true),
    Example(name: "journal", state: state(change: journal)),
    Example(
      name: "journal-wide", state: state(change: journal), size: Size(columns: 160, rows: 50),
      utf8: true),
    Example(name: "parameters", state: state(change: parameters)),
    Example(
      name: "parameters-wide", state: state(change: parameters),
      size: Size(columns: 160, rows: 50), utf8: true),
  ]

  private static func changePlan(_ state: inout WorkbenchState) {
    state.snapshot?.isOutdated = true
  }

  private static let others = [
    Example(name: "reading", state: WorkbenchState()),
    Example(name: "trouble") {
      $0 = .init(); $0.trouble = "the queue 'queue.sqlite' cannot be read"
    },
    Example(name: "small", state: state(), size: Size(columns: 60, rows: 15)),
    Example(name: "lowest", state: state(), size: Layout.smallest),
    Example(name: "nothing-done", state: state(fates: .waiting)),
    Example(name: "changed", state: state(engine: true, fates: .mixed, change: changePlan)),
    Example(
      name: "changed-wide", state: state(engine: true, fates: .mixed, change: changePlan),
      size: Size(columns: 160, rows: 50), utf8: true),
    Example(
      name: "changed-lowest",
      state: state(fates: .waiting) {
        changePlan(&$0)
        $0.snapshot?.version.isPaused = true
      }, size: Layout.smallest),
    Example(name: "paused") {
      $0.take(MadeStudy.snapshot(subjects: 3, engine: true, paused: true))
      $0.isReadOnly = true
      $0.isFrozen = true
    },
  ]

  init(
    name: String, state: WorkbenchState, size: Size = Size(columns: 80, rows: 24),
    utf8: Bool = false
  ) {
    (self.name, self.state, self.size, self.utf8) = (name, state, size, utf8)
  }

  init(name: String, change: (inout WorkbenchState) -> Void) {
    self.init(name: name, state: Self.state(change: change))
  }
}

/// What became of the variants of a made study.
struct Fates {
  var of: (Int, Int) -> MadeStudy.Fate

  static var done: Fates { Fates { _, _ in .done } }
  static var waiting: Fates { Fates { _, _ in .waiting } }
  /// One variant failed, one subject failed as a whole, one variant runs, others wait.
  static var mixed: Fates {
    Fates { subject, variant in
      switch (subject, variant) {
      case (1, 1), (2, 0): .failed
      case (2, _): .blocked
      case (3, 1): .running
      case (4...5, 1...2): .waiting
      default: .done
      }
    }
  }
}
