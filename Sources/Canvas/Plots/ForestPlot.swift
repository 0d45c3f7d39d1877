/// One estimate per line with its interval on a common axis.
public struct ForestPlot: Hashable, Sendable {
  /// One line.
  public struct Entry: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its estimate; a value that is not finite shows as "-".
    public var estimate: Estimate

    /// A line from its parts.
    public init(_ name: String, _ estimate: Estimate) {
      (self.name, self.estimate) = (name, estimate)
    }
  }

  /// The lines, from the top.
  public var entries: [Entry]
  /// Number of the highlighted line.
  public var cursor: Int?
  /// Ends of the axis; nil: by the values.
  public var range: ClosedRange<Double>?
  /// A value marked by an upright line.
  public var reference: Double?
  /// Words above.
  public var title = ""
  /// Decimals of the numbers.
  public var decimals = 3

  /// A plot of lines.
  public init(entries: [Entry], cursor: Int? = nil) {
    (self.entries, self.cursor) = (entries, cursor)
  }

  /// The plot in `columns × rows` cells; lines that do not fit are left out.
  public func cells(columns: Int, rows: Int, unicode: Bool) -> CellGrid {
    var grid = CellGrid(columns: columns, rows: rows)
    grid.write(title, column: 0, row: 0, ink: .title)
    let top = title.isEmpty ? 0 : 1
    let shown = Array(entries.prefix(max(0, rows - top - 2)))
    let texts = shown.map { $0.estimate.text(decimals: decimals) }
    let left = min(columns / 3, shown.map(\.name.count).max() ?? 0) + 1
    let right = (texts.map(\.count).max() ?? 0) + 1
    let wide = columns - left - right - 1
    guard wide >= 8, !shown.isEmpty else {
      return written(shown, texts, in: grid, top: top, left: left)
    }
    let range = range ?? axisRange(shown.flatMap(\.estimate.finiteParts) + [reference ?? .nan])
    var area = PlotArea(
      grid: grid, left: left, top: top, columns: wide, rows: shown.count, x: range, y: 0...1,
      unicode: unicode)
    let ticks = Ticks(from: range.lowerBound, to: range.upperBound, count: max(2, wide / 10))
    area.axes(x: ticks, y: Ticks(from: 0, to: 0, count: 0))
    for (row, entry) in shown.enumerated() {
      drawReference(&area, row)
      draw(entry.estimate, &area, row)
    }
    var result = area.grid
    for row in shown.indices {
      let ink: Ink = row == cursor ? .cursor : .axis
      let name = String(shown[row].name.prefix(left - 1))
      result.write(name, column: 0, row: top + row, ink: ink)
      result.write(
        texts[row], column: columns - texts[row].count, row: top + row,
        ink: row == cursor ? .cursor : .point)
    }
    return result
  }

  private func written(
    _ shown: [Entry], _ texts: [String], in grid: CellGrid, top: Int, left: Int
  ) -> CellGrid {
    var grid = grid
    for row in shown.indices {
      grid.write(shown[row].name, column: 0, row: top + row, ink: .axis)
      grid.write(" " + texts[row], column: left, row: top + row, ink: .point)
    }
    return grid
  }

  private func drawReference(_ area: inout PlotArea, _ row: Int) {
    guard let reference, let column = area.across(reference) else { return }
    area.put(area.unicode ? "┊" : ":", column, row, .zero)
  }

  private func draw(_ estimate: Estimate, _ area: inout PlotArea, _ row: Int) {
    let (low, high) = (area.x.lowerBound, area.x.upperBound)
    if let lower = estimate.lower, let upper = estimate.upper, upper >= low, lower <= high,
      let from = area.across(max(low, lower)), let to = area.across(min(high, upper)), from <= to
    {
      for column in from...to { area.put(area.unicode ? "─" : "-", column, row, .limit) }
      if lower >= low { area.put(area.unicode ? "├" : "|", from, row, .limit) }
      if upper <= high { area.put(area.unicode ? "┤" : "|", to, row, .limit) }
    }
    if let column = area.across(estimate.value) {
      area.put(area.unicode ? "●" : "o", column, row, row == cursor ? .cursor : .point)
    }
  }
}
