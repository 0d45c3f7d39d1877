import Canvas
import Testing

@testable import Terminal

/// All suites that open screens; ncurses keeps its state for the whole process.
@Suite(.serialized) struct Screens {}

extension Screens {
  static let lagoon = ThemeLibrary().theme(named: "lagoon").theme

  /// A table of 40 rows with three coloured fields.
  static func table(selected: Int) -> Table {
    let columns = [
      Table.Column("", width: 2), Table.Column("subject", width: 14, grow: 1),
      Table.Column("state", width: 10), Table.Column("time", width: 8, align: .right),
      Table.Column("host", width: 12),
    ]
    let rows = (0..<40).map { row -> [Span] in
      [
        Span("v", .taskDone), Span("sub-MS0\(row + 10)"),
        Span(row % 5 == 0 ? "failed" : "done", row % 5 == 0 ? .taskFailed : .taskDone),
        Span("\(row) s", .textDim), Span("node\(row)"),
      ]
    }
    return Table(columns: columns, rows: rows, selected: selected)
  }

  /// A whole screen: bar, table in a frame, clock, keys.
  static func screen(_ recorder: Recorder, selected: Int = 3, clock: String = "12:00") -> Surface {
    var surface = recorder.screen.blank()
    let (top, rest) = surface.area.split(top: 1)
    surface.fill(top, " ", Style(.bar))
    surface.write("bauta", column: 1, row: 0, .barName)
    surface.write(clock, column: top.right - 6, row: 0, .bar)
    let (middle, bottom) = rest.split(top: rest.rows - 1)
    let inside = surface.frame(middle, title: "queue", note: "4/40")
    table(selected: selected).draw(in: &surface, inside)
    surface.keyBar([KeyHint("q", "quit"), KeyHint("?", "help")], row: bottom.row)
    return surface
  }
}
