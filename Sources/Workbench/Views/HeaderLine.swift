import Jobs
import Study
import Terminal

/// The line at the top: study, cohort, what is going on.
enum HeaderLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    surface.fill(part, " ", Style(.bar))
    let right = activity(state, surface.glyphs)
    let width = right.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
    let room = part.columns - width - 3
    surface.write(left(state, surface.glyphs), column: 1, row: part.row, limit: max(0, room))
    surface.write(right, column: part.right - width - 1, row: part.row)
  }

  private static func left(_ state: WorkbenchState, _ glyphs: Glyphs) -> [Span] {
    var spans = [Span("bauta", .barName), Span("  ", .bar)]
    guard let snapshot = state.snapshot else { return spans }
    spans.append(Span(snapshot.name, .bar))
    if let cohort = state.shownCohort {
      let dot = String(glyphs.dot)
      let count = cohort.subjects.count
      let words = [
        cohort.name, "\(count) subject\(count == 1 ? "" : "s")", cohort.outcome.uppercased(),
      ]
      spans.append(Span("   " + words.joined(separator: " \(dot) "), .bar))
    }
    if state.isReadOnly { spans.append(Span("  READ-ONLY", .barNotice)) }
    if state.isFrozen { spans.append(Span("  FROZEN", .barNotice)) }
    return spans
  }

  private static func activity(_ state: WorkbenchState, _ glyphs: Glyphs) -> [Span] {
    guard let snapshot = state.snapshot else { return [] }
    let running = snapshot.counts[.leased] ?? 0
    let coming = (snapshot.counts[.queued] ?? 0) + (snapshot.counts[.waiting] ?? 0)
    let failed = snapshot.counts[.failed] ?? 0
    var words: [Span] = []
    if snapshot.version.isPaused { words.append(Span("PAUSED", .barNotice)) }
    if running > 0 {
      words.append(Span("\(glyphs.spinner(at: state.tick)) \(running) running", .bar))
    }
    if coming > 0 { words.append(Span("\(coming) to do", .bar)) }
    if failed > 0 { words.append(Span("\(failed) failed", .barNotice)) }
    if let seconds = snapshot.remainingSeconds, running > 0 {
      words.append(Span("\(Elapsed.text(seconds)) left", .bar))
    } else if coming > 0 && running == 0 && !snapshot.engineIsRunning {
      words.append(Span("no engine", .barNotice))
    } else if coming + running == 0 {
      words.append(Span("all done", .bar))
    }
    let gap = Span(" \(glyphs.dot) ", .bar)
    return Array(words.map { [$0] }.joined(separator: [gap]))
  }
}

/// Times as people read them.
enum Elapsed {
  /// `42 s`, `3:05`, `2:10 h`.
  static func text(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e7 else { return "?" }
    let whole = Int(seconds)
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60):\(padded(whole % 60))" }
    return "\(whole / 3600):\(padded(whole % 3600 / 60)) h"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The line of tabs.
enum TabLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard part.rows > 0 else { return }
    surface.fill(part, " ", Style(.tab))
    var column = part.column + 1
    for view in ViewKind.allCases where view.isBuilt {
      let role: Role = view == state.view ? .tabSelected : .tab
      column = surface.write(
        " \(view.rawValue) \(view.title) ", column: column, row: part.row, role) + 1
    }
  }
}

/// The line of keys, or of news.
enum KeyLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    if case .prompt(let prompt, let text) = state.panel {
      surface.fill(part, " ", Style(.prompt))
      let end = surface.write(prompt.rawValue + text, column: part.column, row: part.row, .prompt)
      surface.cursor = (min(end, part.right - 1), part.row)
      return
    }
    if let notice = state.notice {
      surface.fill(part, " ", Style(.key))
      surface.write(
        " " + notice.text, column: part.column, row: part.row,
        notice.isError ? Style(.error, on: .key) : Style(.keyName), limit: part.columns)
      return
    }
    let hints = ActionTable.all.filter { $0.isInBar && $0.applies(in: state.view) }.map { action in
      KeyHint(
        label(action), action.label, isEnabled: action.reasonDisabled(state) == nil)
    }
    surface.keyBar(hints.map(joined), row: part.row, part: part, trailing: "1-5 views")
  }

  private static func label(_ action: Action) -> String {
    action.keys.first.map(KeyName.of) ?? ""
  }

  /// Labels that name their own keys stand alone.
  private static func joined(_ hint: KeyHint) -> KeyHint {
    switch hint.name {
    case "subject": KeyHint("j/k", hint.name, isEnabled: hint.isEnabled)
    case "s/c/a plane": KeyHint("s/c/a", "plane", isEnabled: hint.isEnabled)
    case "[ ] slice": KeyHint("[ ]", "slice", isEnabled: hint.isEnabled)
    default: hint
    }
  }
}
