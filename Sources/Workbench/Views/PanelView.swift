import Terminal

/// What lies above the view: help, a question, a log.
enum PanelView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    switch state.panel {
    case .help(let top): help(top, state: state, in: &surface, part)
    case .confirm(let question, _): confirm(question, in: &surface, part)
    case .log(let title, let lines): log(title, lines, in: &surface, part)
    case .prompt, nil: break
    }
  }

  private static func help(
    _ top: Int, state: WorkbenchState, in surface: inout Surface, _ part: Rectangle
  ) {
    let lines = helpLines(state)
    let size = Size(columns: min(part.columns - 4, 84), rows: min(part.rows, lines.count + 2))
    let inner = surface.popup(size, title: "keys", note: "j/k scroll  Esc closes", in: part)
    let first = max(0, min(top, lines.count - inner.rows))
    for (offset, line) in lines.dropFirst(first).prefix(inner.rows).enumerated() {
      surface.write(line, column: inner.column + 1, row: inner.row + offset, limit: inner.columns - 2)
    }
  }

  static func helpLines(_ state: WorkbenchState) -> [[Span]] {
    ActionTable.all.map { action in
      let keys = action.keys.map(KeyName.of).joined(separator: " ")
      let padded = keys + String(repeating: " ", count: max(1, 12 - keys.count))
      let isHere = action.applies(in: state.view)
      let reason = isHere ? action.reasonDisabled(state) : nil
      let place = isHere ? "" : "  (\(action.views.map(\.title).joined(separator: ", ")))"
      let words = action.help + place + (reason.map { "  (\($0))" } ?? "")
      let ground = Role.popup
      return [
        Span(padded, Style(isHere && reason == nil ? .key : .keyDisabled, on: ground)),
        Span(words, Style(isHere && reason == nil ? .popup : .dim, on: ground)),
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
      column: inner.column + 1, row: inner.row + 1, columns: inner.columns - 2, rows: inner.rows - 1)
    surface.write(question, wrappedIn: place, Style(.popup))
  }

  private static func log(
    _ title: String, _ lines: [String], in surface: inout Surface, _ part: Rectangle
  ) {
    let inner = surface.popup(
      Size(columns: part.columns - 4, rows: min(part.rows, max(6, lines.count + 2))), title: title,
      note: "Esc closes", in: part)
    let broken = lines.flatMap { wrapped($0, columns: inner.columns - 2) }.suffix(inner.rows)
    for (offset, line) in broken.enumerated() {
      surface.write(
        line, column: inner.column + 1, row: inner.row + offset, Style(.popup),
        limit: inner.columns - 2)
    }
  }
}
