/// The inner part of a plot: turns data into cells.
struct PlotArea {
  var grid: CellGrid
  let left: Int
  let top: Int
  let columns: Int
  let rows: Int
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let unicode: Bool

  /// Place of a value along x in steps of 1 / `parts` cell, nil outside.
  func across(_ value: Double, parts: Int = 1) -> Int? {
    step(value, x, columns * parts)
  }

  /// Place of a value along y, from the top.
  func down(_ value: Double, parts: Int = 1) -> Int? {
    step(value, y, rows * parts).map { rows * parts - 1 - $0 }
  }

  private func step(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int? {
    guard value.isFinite, range.contains(value), count > 0 else { return nil }
    let span = range.upperBound - range.lowerBound
    guard span > 0 else { return 0 }
    return min(count - 1, Int((value - range.lowerBound) / span * Double(count)))
  }

  mutating func put(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int, _ ink: Ink) {
    guard column >= 0, row >= 0, column < columns, row < rows else { return }
    grid.put(Cell(scalar, ink: ink), column: left + column, row: top + row)
  }

  /// Sets one braille dot; dots of the same cell add up.
  mutating func dot(_ column: Int, _ row: Int, _ ink: Ink) {
    guard column >= 0, row >= 0, column < columns * 2, row < rows * 4 else { return }
    let (across, down) = (left + column / 2, top + row / 4)
    let before = grid[across, down].scalar.value
    let bits = before >= 0x2800 && before < 0x2900 ? before - 0x2800 : 0
    let more = brailleBits[row % 4 * 2 + column % 2]
    guard let scalar = Unicode.Scalar(0x2800 + (bits | more)) else { return }
    grid.put(Cell(scalar, ink: ink), column: across, row: down)
  }

  /// A line across; every `period`-th cell is drawn, the cells between are cleared.
  mutating func horizontal(_ value: Double, _ scalar: Unicode.Scalar, period: Int, _ ink: Ink) {
    guard let row = down(value) else { return }
    for column in 0..<columns {
      put(column % period == 0 ? scalar : " ", column, row, ink)
    }
  }

  /// A band between two values; its parts outside are cut.
  mutating func band(_ lower: Double, _ upper: Double, _ ink: Ink) {
    guard lower.isFinite, upper.isFinite, upper >= y.lowerBound, lower <= y.upperBound,
      let from = down(min(upper, y.upperBound)), let to = down(max(lower, y.lowerBound)), from <= to
    else { return }
    for row in from...to {
      for column in 0..<columns where unicode || (column + 2 * row) % 4 == 0 {
        put(unicode ? "░" : ":", column, row, ink)
      }
    }
  }

  /// Axes with ticks and their labels left of and below the area.
  mutating func axes(x xTicks: Ticks, y yTicks: Ticks) {
    let upright: Unicode.Scalar = unicode ? "│" : "|"
    let flat: Unicode.Scalar = unicode ? "─" : "-"
    for row in 0..<rows { write(upright, left - 1, top + row) }
    for column in 0..<columns { write(flat, left + column, top + rows) }
    write(unicode ? "└" : "+", left - 1, top + rows)
    for value in yTicks.values {
      guard let row = down(value) else { continue }
      let label = yTicks.label(value)
      write(unicode ? "┤" : "+", left - 1, top + row)
      grid.write(label, column: left - 1 - label.count, row: top + row, ink: .axis)
    }
    var free = 0
    for value in xTicks.values {
      guard let column = across(value) else { continue }
      write(unicode ? "┬" : "+", left + column, top + rows)
      let label = xTicks.label(value)
      let at = min(grid.columns - label.count, max(0, left + column - label.count / 2))
      if at >= free {
        grid.write(label, column: at, row: top + rows + 1, ink: .axis)
        free = at + label.count + 1
      }
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar, _ column: Int, _ row: Int) {
    grid.put(Cell(scalar, ink: .axis), column: column, row: row)
  }
}
