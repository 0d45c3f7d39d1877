import Terminal

/// What lies above the view: help, a question, a log.
enum PanelView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    switch state.panel {
    case .help(let help): self.help(help, state: state, in: &surface, part)
    case .confirm(let question, _): confirm(question, in: &surface, part)
    case .log(let title, let lines, let back): log(title, lines, back, in: &surface, part)
    case .parameters(let panel): ParameterView.draw(panel, in: &surface, part)
    case .choice(let panel): ChoiceView.draw(panel, in: &surface, part)
    case .prompt, nil: break
    }
  }

  /// Where panels stand on a screen of a size.
  private static func body(_ size: Size) -> Rectangle { Layout(size).body }

  /// Rows of the help that are visible.
  static func helpRows(size: Size) -> Int { max(1, body(size).rows - 2) }

  private static func help(
    _ help: WorkbenchState.Help, state: WorkbenchState, in surface: inout Surface, _ part: Rectangle
  ) {
    let lines = helpLines(state, words: help.words, size: surface.size)
    let size = Size(columns: min(part.columns - 4, 88), rows: min(part.rows, lines.count + 2))
    let title = help.words.isEmpty ? "keys" : "keys with '\(help.words)'"
    let first = max(0, min(help.top, lines.count - (size.rows - 2)))
    let more = lines.count - first - (size.rows - 2)
    let note = "j/k scroll  / search  Esc closes" + (more > 0 ? "  \(more) more below" : "")
    let inner = surface.popup(
      Size(columns: size.columns, rows: max(3, size.rows)), title: title, note: note, in: part)
    if lines.isEmpty {
      surface.write("no key does that", column: inner.column + 1, row: inner.row, Style(.popup))
    }
    for (offset, line) in lines.dropFirst(first).prefix(inner.rows).enumerated() {
      surface.write(
        line, column: inner.column + 1, row: inner.row + offset, limit: inner.columns - 2)
    }
  }

  /// The lines of the help that hold some words.
  static func helpLines(_ state: WorkbenchState, words: String, size: Size) -> [[Span]] {
    let columns = min(body(size).columns - 4, 88) - 4
    let wanted = words.lowercased()
    return state.actions.filter { action in
      let text =
        "\(action.keys.map(KeyName.of).joined(separator: " ")) \(action.help) \(action.name)"
      return wanted.isEmpty || text.lowercased().contains(wanted)
    }.flatMap { lines(of: $0, state, columns: columns) }
  }

  private static let keyColumns = 12

  private static func lines(of action: Action, _ state: WorkbenchState, columns: Int) -> [[Span]] {
    let isHere = action.applies(in: state.view)
    let reason = isHere ? action.reasonDisabled(state) : nil
    let place = isHere ? "" : "  (\(action.views.map(\.title).joined(separator: ", ")))"
    let words = wrapped(
      action.help + place + (reason.map { "  (\($0))" } ?? ""), columns: columns - keyColumns)
    let works = isHere && reason == nil
    return words.enumerated().map { number, words in
      let keys = number == 0 ? action.keys.map(KeyName.of).joined(separator: " ") : ""
      let padded = keys + String(repeating: " ", count: max(1, keyColumns - keys.count))
      return [
        Span(padded, Style(works ? .key : .keyDisabled, on: .popup)),
        Span(words, Style(works ? .popup : .textDim, on: .popup)),
      ]
    }
  }

  private static func confirm(_ question: String, in surface: inout Surface, _ part: Rectangle) {
    let columns = min(part.columns - 4, 64)
    let lines = wrapped(question, columns: columns - 4)
    let inner = surface.popup(
      Size(columns: columns, rows: lines.count + 4), title: "sure?", note: "y yes   n no", in: part,
      danger: true)
    let place = Rectangle(
      column: inner.column + 1, row: inner.row + 1, columns: inner.columns - 2, rows: inner.rows - 1
    )
    surface.write(question, wrappedIn: place, Style(.popup))
  }

  /// The lines of a log, broken to the width of its panel.
  static func logLines(_ lines: [String], size: Size) -> [String] {
    lines.flatMap { wrapped($0, columns: body(size).columns - 8) }
  }

  /// Rows of a log that are visible.
  static func logRows(_ lines: [String], size: Size) -> Int {
    min(body(size).rows, max(6, logLines(lines, size: size).count + 2)) - 2
  }

  private static func log(
    _ title: String, _ lines: [String], _ back: Int, in surface: inout Surface, _ part: Rectangle
  ) {
    let broken = logLines(lines, size: surface.size)
    let rows = logRows(lines, size: surface.size)
    let last = max(min(rows, broken.count), broken.count - back)
    let above = max(0, last - rows)
    let inner = surface.popup(
      Size(columns: part.columns - 4, rows: rows + 2), title: title,
      note: "j/k scroll  Esc closes" + (above > 0 ? "  \(above) more above" : ""), in: part)
    for (offset, line) in broken[above..<last].enumerated() {
      surface.write(
        line, column: inner.column + 1, row: inner.row + offset, Style(.popup),
        limit: inner.columns - 2)
    }
  }
}
