import Canvas
import Terminal

/// What actions ask for beyond a change of the state.
extension Workbench {
  func serve(_ request: Request) {
    switch request {
    case .copy(let text): copy(text)
    case .nextTheme: nextTheme()
    case .nextEncoding: nextEncoding()
    case .redraw: screen.redraw()
    case .suspend: screen.suspend()
    case .saveScreen(let file, let detailed): saveScreen(file, detailed || isDetailed)
    case .refresh: asker.refresh()
    case .rate(let rating, let movesOn): ratings.rate(rating, movesOn: movesOn)
    case .undoRating: ratings.undo(at: state.now, onlyBlinded: state.isBlinded)
    default: asker.ask(request)
    }
  }

  /// Whether a probe of the line is under way, for tests that answer it.
  var awaitsAnswer: Bool { pacer.gauge.isWaiting(now: clock()) }

  /// Writes the screen as it would be without the words being typed.
  private func saveScreen(_ file: String?, _ isDetailed: Bool) {
    var shown = state
    shown.panel = nil
    shown.notice = nil
    let saving = ScreenSaving(
      state: shown, context: context, size: screen.size, theme: screen.theme,
      isDetailed: isDetailed)
    let name = ScreenSaving.name(at: state.now, zone: state.zone)
    let path = file ?? screensFolder.map { "\($0)/\(name)" } ?? name
    let problem = saving.write(to: path)
    state.say(problem ?? "the screen is in \(path)", isError: problem != nil)
  }

  /// Number of pictures that were cut and encoded, for tests that count work.
  var picturesDrawn: Int { context.pictures.drawn }

  private func copy(_ text: String) {
    let isSent = screen.copy(text)
    state.say(isSent ? "sent to the clipboard: \(text)" : "this terminal copies nothing: \(text)")
  }

  private func nextTheme() {
    let names = library.names
    guard let place = names.firstIndex(of: themeName) else { return }
    themeName = names[(place + 1) % names.count]
    screen.theme = library.theme(named: themeName).theme
    state.say("theme \(themeName)")
  }

  private func nextEncoding() {
    let place = encodings.firstIndex(of: state.slices.encoding) ?? 0
    if state.slices.isDrawn { state.slices.encoding = encodings[(place + 1) % encodings.count] }
    state.slices.isDrawn = true
    state.say("pictures: \(state.slices.encoding.name)")
  }
}
