import Testing

@testable import Canvas

@Suite struct RankCurveTests {
  private let plot = RankCurvePlot(
    curves: [
      .init(mark: "Q", shares: [0.05, 0.1, 0.2, 0.3, 0.3, 0.4]),
      .init(mark: "F", shares: [0.8, 0.9, 1, 1, 1, 1]),
    ], candidates: 20, cursor: 1)

  @Test func `curves stand on what chance gives`() {
    let grid = plot.cells(columns: 44, rows: 12, unicode: false)
    #expect(
      grid.text == """
        1.00+         F     F      F     F     F
            |   F
        0.75+
            |
        0.50+
            |                                  Q
        0.25+                      Q     Q     .
            |               Q      .
        0.00+   Q     Q
            +---+-----+-----+------+-----+-----+---
                1     2     3      4     5     6
                      found within the first so many
        """)
    let marked = grid.cells.filter { $0.ink == .cursor }
    #expect(marked.count == 6 && marked.allSatisfy { $0.scalar == "F" })
    #expect(plot.cells(columns: 44, rows: 12, unicode: true).cells.contains { $0.scalar == "·" })
  }

  @Test(arguments: [(0, 0), (10, 4), (24, 7), (200, 60)])
  func `any size and no curve are drawn`(_ size: (Int, Int)) {
    for plot in [plot, RankCurvePlot(curves: [], candidates: 0)] {
      let grid = plot.cells(columns: size.0, rows: size.1, unicode: true)
      #expect(grid.cells.count == size.0 * size.1)
    }
  }
}
