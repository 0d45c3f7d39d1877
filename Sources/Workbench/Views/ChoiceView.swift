import Terminal

/// A few choices with their numbers.
enum ChoiceView {
  static func draw(_ panel: ChoicePanel, in surface: inout Surface, _ part: Rectangle) {
    let rows = min(part.rows, panel.choices.count + 2)
    let inner = surface.popup(
      Size(columns: min(part.columns - 4, 60), rows: rows), title: panel.title,
      note: "j/k choose  Enter does it  Esc closes", in: part)
    var table = Table(
      columns: [
        Table.Column("", width: 1), Table.Column("", width: 30, grow: 1),
        Table.Column("", width: 12, align: .right),
      ],
      rows: panel.choices.enumerated().map { place, choice in
        [
          Span(place == panel.cursor ? String(surface.glyphs.chosen) : ""), Span(choice.words),
          Span("\(choice.count) task\(choice.count == 1 ? "" : "s")"),
        ]
      }, selected: panel.cursor)
    table.hasHeader = false
    table.draw(in: &surface, inner)
  }
}
