/// Horizontal bars for shares 0…1 (such as failure rates), with their intervals.
public struct BarPlot: Hashable, Sendable {
  /// The bars, from the top.
  public var entries: [ForestPlot.Entry]
  /// Number of the highlighted bar.
  public var cursor: Int?
  /// Right end of the axis; nil: by the values, at most 1.
  public var maximum: Double?
  /// Words above.
  public var title = ""
  /// Decimals of the percentages.
  public var decimals = 1

  /// A plot of bars.
  public init(entries: [ForestPlot.Entry], cursor: Int? = nil) {
    (self.entries, self.cursor) = (entries, cursor)
  }

  /// The plot in `columns × rows` cells; bars that do not fit are left out.
  public func cells(columns: Int, rows: Int, unicode: Bool) -> CellGrid {
    var grid = CellGrid(columns: columns, rows: rows)
    grid.write(title, column: 0, row: 0, ink: .title)
    let top = title.isEmpty ? 0 : 1
    let shown = Array(entries.prefix(max(0, rows - top)))
    let texts = shown.map { percent($0.estimate) }
    let left = min(columns / 3, shown.map(\.name.count).max() ?? 0) + 1
    let right = (texts.map(\.count).max() ?? 0) + 1
    let wide = max(0, columns - left - right)
    let values = shown.flatMap(\.estimate.finiteParts)
    let end = maximum ?? min(1, max(0.05, (values.max() ?? 0) * 1.05))
    for (row, entry) in shown.enumerated() {
      let ink: Ink = row == cursor ? .cursor : .axis
      grid.write(String(entry.name.prefix(left - 1)), column: 0, row: top + row, ink: ink)
      grid.write(texts[row], column: columns - texts[row].count, row: top + row, ink: .point)
      let bar = ProgressBar(share: entry.estimate.value / end)
      for (offset, cell) in bar.cells(columns: wide, unicode: unicode).cells.enumerated() {
        grid.put(cell, column: left + offset, row: top + row)
      }
      whisker(&grid, entry.estimate, end, left, wide, top + row, unicode)
    }
    return grid
  }

  private func percent(_ estimate: Estimate) -> String {
    let scaled = Estimate(
      estimate.value * 100, lower: estimate.lower.map { $0 * 100 },
      upper: estimate.upper.map { $0 * 100 })
    return scaled.text(decimals: decimals) + (estimate.value.isFinite ? " %" : "")
  }

  /// The part of the interval beyond the bar, and its lower end within.
  private func whisker(
    _ grid: inout CellGrid, _ estimate: Estimate, _ end: Double, _ left: Int, _ wide: Int,
    _ row: Int, _ unicode: Bool
  ) {
    guard wide > 0, estimate.value.isFinite, let lower = estimate.lower, let upper = estimate.upper,
      lower.isFinite, upper.isFinite, lower <= upper
    else { return }
    func column(_ value: Double) -> Int {
      min(wide - 1, max(0, Int(min(1, max(0, value / end)) * Double(wide))))
    }
    let tip = column(estimate.value)
    for at in tip...max(tip, column(upper)) where grid[left + at, row].ink == .trough {
      grid.put(Cell(unicode ? "─" : "-", ink: .limit), column: left + at, row: row)
    }
    let caps: (Unicode.Scalar, Unicode.Scalar) = unicode ? ("├", "┤") : ("[", "]")
    grid.put(Cell(caps.0, ink: .limit), column: left + column(lower), row: row)
    grid.put(Cell(caps.1, ink: .limit), column: left + column(upper), row: row)
  }
}
