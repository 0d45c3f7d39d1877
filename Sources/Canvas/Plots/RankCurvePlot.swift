/// How many people are found within the first so many candidates (the cumulative match characteristic):
/// one rising curve for each method, on what chance gives.
public struct RankCurvePlot: Hashable, Sendable {
  /// One curve.
  public struct Curve: Hashable, Sendable {
    /// The character that stands for it.
    public var mark: Unicode.Scalar
    /// The share found within the first candidate, the first two, and so on.
    public var shares: [Double]

    /// A curve from its parts.
    public init(mark: Unicode.Scalar, shares: [Double]) {
      (self.mark, self.shares) = (mark, shares)
    }
  }

  /// The curves; where they meet the first is seen.
  public var curves: [Curve]
  /// Number of the highlighted curve.
  public var cursor: Int?
  /// How many candidates there are.
  public var candidates: Int

  /// A plot of curves.
  public init(curves: [Curve], candidates: Int, cursor: Int? = nil) {
    (self.curves, self.candidates, self.cursor) = (curves, candidates, cursor)
  }

  private var ranks: Int { max(2, curves.map(\.shares.count).max() ?? 2) }

  /// The plot in `columns × rows` cells; blank with a word when that is too small (24×7).
  public func cells(columns: Int, rows: Int, unicode: Bool) -> CellGrid {
    var grid = CellGrid(columns: columns, rows: rows)
    guard columns >= 24, rows >= 7 else {
      grid.write("plot needs 24x7", column: 0, row: 0, ink: .axis)
      return grid
    }
    let below = "found within the first so many"
    grid.write(below, column: max(6, columns - below.count), row: rows - 1, ink: .axis)
    var area = PlotArea(
      grid: grid, left: 5, top: 0, columns: columns - 6, rows: rows - 3,
      x: 0.5...(Double(ranks) + 0.5), y: 0...1, unicode: unicode)
    let steps = max(1, (ranks + 9) / 10)
    area.axes(
      x: Ticks(values: Array(stride(from: 1, through: ranks, by: steps)).map(Double.init)),
      y: Ticks(values: rows >= 12 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1], decimals: 2))
    drawChance(&area)
    for number in curves.indices.reversed() where number != cursor { draw(number, &area) }
    if let cursor, curves.indices.contains(cursor) { draw(cursor, &area) }
    return area.grid
  }

  private func drawChance(_ area: inout PlotArea) {
    for rank in 1...ranks where candidates > 0 {
      let share = min(1, Double(rank) / Double(candidates))
      guard let column = area.across(Double(rank)), let row = area.down(share) else { continue }
      area.put(area.unicode ? "·" : ".", column, row, .zero)
    }
  }

  private func draw(_ number: Int, _ area: inout PlotArea) {
    let ink: Ink = number == cursor ? .cursor : .point
    for (place, share) in curves[number].shares.enumerated() {
      guard let column = area.across(Double(place + 1)), let row = area.down(share) else {
        continue
      }
      area.put(curves[number].mark, column, row, ink)
    }
  }
}
