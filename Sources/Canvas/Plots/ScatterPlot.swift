/// Points in a plane with reference lines across.
public struct ScatterPlot: Hashable, Sendable {
  /// A line across at a value, with its interval as a band.
  public struct Line: Hashable, Sendable {
    /// Where it stands, and its interval.
    public var at: Estimate
    /// What it stands for.
    public var ink: Ink
    /// A word for the right margin.
    public var label: String

    /// A line from its parts.
    public init(_ at: Estimate, ink: Ink, label: String) {
      (self.at, self.ink, self.label) = (at, ink, label)
    }
  }

  /// The points; those that are not finite are left out.
  public var points: [SIMD2<Double>]
  /// Number of the highlighted point.
  public var cursor: Int?
  /// Reference lines, the most important first: where they meet, the first is seen.
  public var lines: [Line] = []
  /// Whether the line y = x is drawn, and both axes have the same ends.
  public var hasIdentity = false
  /// Words above, along x and along y.
  public var title = ""
  /// Words below the x axis.
  public var xTitle = ""
  /// Words above the y axis.
  public var yTitle = ""

  /// A plot of points.
  public init(points: [SIMD2<Double>], cursor: Int? = nil) {
    (self.points, self.cursor) = (points, cursor)
  }

  /// The plot in `columns × rows` cells; blank with a word when that is too small (24×8).
  public func cells(columns: Int, rows: Int, unicode: Bool) -> CellGrid {
    guard columns >= 24, rows >= 8 else {
      var grid = CellGrid(columns: columns, rows: rows)
      grid.write("plot needs 24x8", column: 0, row: 0, ink: .axis)
      return grid
    }
    var area = area(columns, rows, unicode)
    drawLines(&area)
    if hasIdentity { drawIdentity(&area) }
    drawPoints(&area)
    drawCursor(&area)
    labelLines(&area)
    return area.grid
  }

  private func area(_ columns: Int, _ rows: Int, _ unicode: Bool) -> PlotArea {
    var x = axisRange(points.map(\.x))
    var y = axisRange(points.map(\.y) + lines.flatMap(\.at.finiteParts))
    if hasIdentity {
      x = axisRange(points.flatMap { [$0.x, $0.y] })
      y = x
    }
    let yTicks = Ticks(from: y.lowerBound, to: y.upperBound, count: max(2, rows / 4), least: 3)
    let left = (yTicks.values.map { yTicks.label($0).count }.max() ?? 1) + 1
    let right = columns >= 50 ? (lines.map(\.label.count).max() ?? 0) + 1 : 0
    let wide = max(8, columns - left - right)
    var grid = CellGrid(columns: columns, rows: rows)
    grid.write(title, column: max(0, (columns - title.count) / 2), row: 0, ink: .title)
    grid.write(yTitle, column: 0, row: title.isEmpty ? 0 : 1, ink: .axis)
    let below = max(left, columns - right - xTitle.count)
    grid.write(xTitle, column: below, row: rows - 1, ink: .axis)
    let top = (title.isEmpty ? 0 : 1) + (yTitle.isEmpty ? 0 : 1)
    var area = PlotArea(
      grid: grid, left: left, top: top, columns: wide, rows: max(1, rows - top - 3), x: x, y: y,
      unicode: unicode)
    let xTicks = Ticks(from: x.lowerBound, to: x.upperBound, count: max(2, wide / 12), least: 3)
    area.axes(x: xTicks, y: yTicks)
    return area
  }

  private func drawLines(_ area: inout PlotArea) {
    for line in lines {
      if let lower = line.at.lower, let upper = line.at.upper {
        area.band(lower, upper, .interval)
      }
    }
    for line in lines.reversed() {
      switch (line.ink, area.unicode) {
      case (.bias, true): area.horizontal(line.at.value, "━", period: 1, line.ink)
      case (.bias, false): area.horizontal(line.at.value, "=", period: 1, line.ink)
      case (.zero, true): area.horizontal(line.at.value, "┈", period: 1, line.ink)
      case (.zero, false): area.horizontal(line.at.value, ".", period: 2, line.ink)
      case (_, true): area.horizontal(line.at.value, "╌", period: 1, line.ink)
      case (_, false): area.horizontal(line.at.value, "-", period: 2, line.ink)
      }
    }
  }

  private func labelLines(_ area: inout PlotArea) {
    guard area.left + area.columns < area.grid.columns else { return }
    var taken: Set<Int> = []
    for line in lines {
      guard let row = area.down(line.at.value), taken.insert(row).inserted else { continue }
      area.grid.write(
        line.label, column: area.left + area.columns + 1, row: area.top + row, ink: line.ink)
    }
  }

  private func drawIdentity(_ area: inout PlotArea) {
    let steps = area.columns * 2
    for step in 0..<steps {
      let share = (Double(step) + 0.5) / Double(steps)
      let value = area.x.lowerBound + share * (area.x.upperBound - area.x.lowerBound)
      if area.unicode {
        if let down = area.down(value, parts: 4) { area.dot(step, down, .zero) }
      } else if step % 4 == 0, let down = area.down(value) {
        area.put(".", step / 2, down, .zero)
      }
    }
  }

  private func drawPoints(_ area: inout PlotArea) {
    let fine = area.unicode && points.count > 200
    var counts: [SIMD2<Int>: Int] = [:]
    for point in points {
      if fine {
        guard let across = area.across(point.x, parts: 2), let down = area.down(point.y, parts: 4)
        else { continue }
        area.dot(across, down, .point)
      } else if let across = area.across(point.x), let down = area.down(point.y) {
        counts[SIMD2(across, down), default: 0] += 1
      }
    }
    for (place, count) in counts {
      area.put(mark(count, area.unicode), place.x, place.y, .point)
    }
  }

  /// Several points in one cell are told by a heavier mark.
  private func mark(_ count: Int, _ unicode: Bool) -> Unicode.Scalar {
    if unicode { return count > 1 ? "●" : "•" }
    return count > 1 ? "8" : "o"
  }

  private func drawCursor(_ area: inout PlotArea) {
    guard let cursor, points.indices.contains(cursor) else { return }
    let point = points[cursor]
    if let across = area.across(point.x), let down = area.down(point.y) {
      area.put(area.unicode ? "◉" : "@", across, down, .cursor)
    }
  }
}
