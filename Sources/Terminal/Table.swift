/// A table of rows with one row chosen, and the part of it that is visible.
public struct Table: Hashable, Sendable {
  /// One column.
  public struct Column: Hashable, Sendable {
    /// Words above it.
    public var title: String
    /// Least width in cells.
    public var width: Int
    /// Where its texts stand.
    public var align: Alignment
    /// Share of the width that is left over; 0: stays at `width`.
    public var grow: Int
    /// Columns with a higher number go first when the table is too narrow; 0: never.
    public var priority: Int

    /// A column from its parts.
    public init(
      _ title: String, width: Int, align: Alignment = .left, grow: Int = 0, priority: Int = 0
    ) {
      (self.title, self.width, self.align) = (title, width, align)
      (self.grow, self.priority) = (grow, priority)
    }
  }

  /// The columns.
  public var columns: [Column]
  /// Cells per row, as many as columns.
  public var rows: [[Span]]
  /// The chosen row, nil: none.
  public var selected: Int?
  /// Rows marked.
  public var marked: Set<Int> = []
  /// The first visible row; moved by `draw` as far as needed to show the chosen one.
  public var top = 0
  /// Whether the pane has the keyboard.
  public var isFocused = true
  /// Whether titles are shown.
  public var hasHeader = true

  /// A table from its columns and rows.
  public init(columns: [Column], rows: [[Span]], selected: Int? = nil, top: Int = 0) {
    (self.columns, self.rows, self.selected, self.top) = (columns, rows, selected, top)
  }

  /// The first visible row that shows the chosen row in so many lines and leaves no needless gap.
  public static func top(_ top: Int, showing selected: Int?, count: Int, lines: Int) -> Int {
    guard lines > 0 else { return 0 }
    var top = max(0, min(top, count - lines))
    if let selected {
      if selected < top { top = max(0, selected) }
      if selected >= top + lines { top = selected - lines + 1 }
    }
    return top
  }

  /// Widths of the columns in a width; 0 for a column that is left out.
  public func widths(in total: Int) -> [Int] {
    var shown = Array(columns.indices)
    func needed() -> Int { shown.reduce(0) { $0 + columns[$1].width + 1 } - 1 }
    while needed() > total,
      let worst = shown.max(by: { columns[$0].priority < columns[$1].priority }),
      columns[worst].priority > 0
    {
      shown.removeAll { $0 == worst }
    }
    var widths = columns.map { _ in 0 }
    for place in shown { widths[place] = columns[place].width }
    let left = total - needed()
    let shares = shown.reduce(0) { $0 + columns[$1].grow }
    guard left > 0, shares > 0 else { return widths }
    var rest = left
    for place in shown where columns[place].grow > 0 {
      let more = left * columns[place].grow / shares
      widths[place] += more
      rest -= more
    }
    if let last = shown.last(where: { columns[$0].grow > 0 }) { widths[last] += rest }
    return widths
  }

  /// Draws the table; gives the first visible row, to be kept for the next time.
  @discardableResult
  public func draw(in surface: inout Surface, _ part: Rectangle) -> Int {
    var body = part
    let widths = widths(in: part.columns)
    if hasHeader {
      let (header, rest) = part.split(top: 1)
      drawRow(columns.map { Span($0.title, .rowHeader) }, widths, header, .rowHeader, &surface)
      body = rest
    }
    let top = Table.top(self.top, showing: selected, count: rows.count, lines: body.rows)
    for line in 0..<body.rows where top + line < rows.count {
      let place = body.split(top: line).bottom.split(top: 1).top
      drawRow(rows[top + line], widths, place, ground(of: top + line), &surface)
    }
    return top
  }

  /// The row at a place of the screen, for the mouse.
  public func row(at line: Int, in part: Rectangle) -> Int? {
    let first = part.row + (hasHeader ? 1 : 0)
    let row = line - first + top
    return line >= first && line < part.bottom && row < rows.count ? row : nil
  }

  private func ground(of row: Int) -> Role {
    if row == selected { return isFocused ? .rowSelected : .rowUnfocused }
    return marked.contains(row) ? .rowMarked : .row
  }

  private func drawRow(
    _ cells: [Span], _ widths: [Int], _ place: Rectangle, _ ground: Role, _ surface: inout Surface
  ) {
    surface.clipped(to: place) { surface in
      surface.fill(place, " ", Style(ground))
      var at = place.column
      for (index, width) in widths.enumerated() where width > 0 {
        if index < cells.count {
          let cell = cells[index]
          surface.write(
            cell.text, column: at, row: place.row, columns: width, align: columns[index].align,
            cell.style.inRow(ground))
        }
        at += width + 1
      }
    }
  }
}
