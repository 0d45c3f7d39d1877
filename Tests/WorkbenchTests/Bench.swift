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
    readOnly: Bool = false, pictures: PictureChoice = .auto, measuresLine: Bool = false,
    keys: KeyMap = .standard, ratings: String? = nil,
    judging: JudgingOptions = JudgingOptions(rater: "ann"), opening: MadeOpening? = nil,
    screensFolder: String = FileManager.default.temporaryDirectory.path
  ) throws {
    let theme = ThemeLibrary().theme(named: "lagoon").theme
    recorder = try Recorder(
      columns: columns, rows: rows, term: term, utf8: utf8, depth: depth, theme: theme)
    source = MadeSource(snapshot, ratings: ratings.map { RatingsFolder($0) }, opening: opening)
    let time = Time()
    self.time = time
    var options = WorkbenchOptions(readOnly: readOnly, pictures: pictures)
    options.measuresLine = measuresLine
    options.judging = judging
    options.keys = keys
    options.screensFolder = screensFolder
    workbench = Workbench(
      screen: recorder.screen, source: source, loader: loader, options: options,
      keeper: ratings.map { RaterFile(rater: judging.rater, folder: $0) }, clock: { time.now })
    workbench.start()
    if opening == nil { settle() } else { step(until: { $0.opening != nil }) }
  }

  /// Lets turns pass until the state is as awaited; the opening of the study may go on meanwhile.
  func step(until isReached: (WorkbenchState) -> Bool) {
    repeat { workbench.step(timeoutMS: 0) } while !isReached(state)
  }

  var state: WorkbenchState { workbench.state }

  /// Seconds since 1970, as the workbench sees them.
  var now: Double {
    get { time.now }
    set { time.now = newValue }
  }

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
