import Study
import Terminal

/// The parameters of a method or outcome of one subject: values, ranges and meanings.
enum ParameterView {
  /// Rows below the list: what the parameter under the cursor means.
  private static let meaningRows = 7

  static func draw(_ panel: ParameterPanel, in surface: inout Surface, _ part: Rectangle) {
    let list = panel.rows.count + 2
    let rows = min(part.rows, list + meaningRows + 2)
    let inner = surface.popup(
      Size(columns: min(part.columns - 2, 92), rows: rows),
      title: "\(panel.owner) of \(panel.subject): parameters", note: note(panel), in: part)
    let body = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    let (top, bottom) = body.split(top: max(3, min(list, body.rows - meaningRows)))
    table(panel).draw(in: &surface, top)
    meaning(panel, in: &surface, bottom)
    placeCursor(panel, in: &surface, top)
  }

  private static func note(_ panel: ParameterPanel) -> String {
    let other = panel.owners.first { $0 != panel.owner }.map { "  Tab \($0)" } ?? ""
    return "type a value  Del the study's\(other)  Enter run  Esc closes"
  }

  private static let columns = [
    Table.Column("", width: 1), Table.Column("parameter", width: 13),
    Table.Column("value", width: 20, grow: 2), Table.Column("unit", width: 9, priority: 2),
    Table.Column("study", width: 14, grow: 1, priority: 1),
  ]

  private static func table(_ panel: ParameterPanel) -> Table {
    let rows = panel.rows.map { row -> [Span] in
      let isWrong = panel.mistake(of: row) != nil
      let isOther = row.value != row.study
      return [
        Span(isWrong ? "!" : row.typed != nil ? "*" : isOther ? "+" : ""), Span(row.entry.name),
        Span(row.shown, isWrong ? .textError : isOther ? .textStrong : .text),
        Span(row.entry.kind.unit, .textDim), Span(row.study, .textDim),
      ]
    }
    let reason = [Span(""), Span("why"), Span(panel.why), Span(""), Span("")]
    var table = Table(columns: columns, rows: rows + [reason], selected: panel.cursor)
    table.isFocused = true
    return table
  }

  private static func placeCursor(
    _ panel: ParameterPanel, in surface: inout Surface, _ part: Rectangle
  ) {
    let widths = table(panel).widths(in: part.columns)
    let top = Table.top(
      0, showing: panel.cursor, count: panel.rows.count + 1, lines: part.rows - 1)
    let column = part.column + widths[0] + widths[1] + 2
    let text = panel.row?.shown ?? panel.why
    surface.cursor = (
      min(column + CharacterWidth.columns(of: text), column + max(0, widths[2] - 1)),
      part.row + 1 + panel.cursor - top
    )
  }

  /// What the parameter under the cursor means and may be, and what is wrong with its value.
  private static func meaning(
    _ panel: ParameterPanel, in surface: inout Surface, _ part: Rectangle
  ) {
    var lines: [Span] = [Span("", .popup)]
    if let row = panel.row {
      let fallback = row.entry.fallback.isEmpty ? "none" : row.entry.fallback
      lines.append(Span(row.entry.summary, .popup))
      // What is wrong says what it may be as well.
      lines.append(
        panel.mistake(of: row).map { Span($0.description, .textError) }
          ?? Span("May be \(row.entry.expected); default \(fallback).", .textDim))
    } else {
      lines.append(Span("Why, in words that are kept with the change; may be empty.", .popup))
    }
    var rest = part
    for line in lines where rest.rows > 0 {
      let used = surface.write(line.text, wrappedIn: rest, line.style.on(.popup))
      rest = rest.split(top: used).bottom
    }
  }
}
