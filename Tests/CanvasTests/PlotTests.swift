import Testing

@testable import Canvas

@Suite struct PlotTests {
  static let plot: BlandAltmanPlot = {
    var plot = BlandAltmanPlot(
      points: [SIMD2(1400, 2), SIMD2(1450, -4), SIMD2(1500, 9), SIMD2(1550, -12), SIMD2(1600, 1)],
      bias: Estimate(-2, lower: -3, upper: -1), lowerLimit: Estimate(-14, lower: -16, upper: -12),
      upperLimit: Estimate(10, lower: 8, upper: 12), cursor: 2)
    plot.title = "NBV"
    return plot
  }()

  @Test func expectedBlandAltman() {
    let grid = Self.plot.cells(columns: 56, rows: 16, unicode: false)
    #expect(
      grid.text == """
                                  NBV
        difference
         10+- - - - - - - - - - @ - - - - - - - - - - +LoA 10.0
           |
           |
           | o
          0+. . . . . . . . . . . . . . . . . . . .o. 0
           |========================================= bias -2.0
           |           o
           |
        -10+
           |                             o
           |- - - - - - - - - - - - - - - - - - - - - -LoA -14.0
           +-+------------------+------------------+-
           1400               1500               1600
                                                 mean
        """)
  }

  @Test func inksAreWhereTheValuesAre() {
    let grid = Self.plot.cells(columns: 56, rows: 16, unicode: true)
    func rows(_ ink: Ink) -> [Int] {
      Array(Set(grid.cells.indices.filter { grid.cells[$0].ink == ink }.map { $0 / 56 })).sorted()
    }
    let (bias, limits) = (rows(.bias), rows(.limit))
    #expect(bias.count == 1 && limits.count == 2)
    #expect(limits[0] < bias[0] && bias[0] < limits[1])
    #expect(rows(.zero).allSatisfy { $0 < bias[0] })
    #expect(grid.cells.filter { $0.ink == .cursor }.map(\.scalar) == ["◉"])
    #expect(grid.cells.filter { $0.ink == .point }.count == 4)
    #expect(rows(.interval).isEmpty, "bands of five points say nothing")
  }

  @Test func bandsAreDrawnFromTenPointsOn() {
    var plot = Self.plot
    for count in [3, 9, 10, 40] {
      plot.points = (0..<count).map { SIMD2(1400 + Double($0), Double($0 % 5) - 4) }
      let cells = plot.cells(columns: 56, rows: 20, unicode: true).cells
      #expect(cells.contains { $0.ink == .interval } == (count >= 10), "\(count)")
      #expect(cells.contains { $0.ink == .point }, "\(count)")
    }
  }

  @Test(arguments: [(24, 8), (40, 12), (78, 14), (120, 40)])
  func everyAxisHasThreeTicks(_ size: (Int, Int)) {
    for shift in [0.3, 7, 41] {
      let points = [SIMD2(1402 + shift, -0.2), SIMD2(1433, -0.9), SIMD2(1490, 0.4)]
      let text = ScatterPlot(points: points).cells(
        columns: size.0, rows: size.1, unicode: true
      ).text
      #expect(text.count { $0 == "┬" } >= 3 && text.count { $0 == "┤" } >= 3, "\(text)")
    }
  }

  @Test(arguments: [(0, 0), (10, 3), (24, 8), (80, 24), (200, 60)])
  func everyPlotIsDrawnAtEverySize(_ size: (Int, Int)) {
    let odd = [Estimate(.nan), Estimate(.infinity), Estimate(0.5, lower: .nan, upper: 0.9)]
    let points = [SIMD2(Double.nan, 1), SIMD2(1, .infinity), SIMD2(1e300, -1e300), SIMD2(2, 2)]
    for unicode in [true, false] {
      var scatter = ScatterPlot(points: points, cursor: 99)
      scatter.hasIdentity = true
      var grids = [scatter.cells(columns: size.0, rows: size.1, unicode: unicode)]
      let entries = odd.map { ForestPlot.Entry("method", $0) }
      grids.append(
        ForestPlot(entries: entries).cells(columns: size.0, rows: size.1, unicode: unicode))
      grids.append(BarPlot(entries: entries).cells(columns: size.0, rows: size.1, unicode: unicode))
      grids.append(Self.plot.cells(columns: size.0, rows: size.1, unicode: unicode))
      for grid in grids {
        #expect(grid.cells.count == size.0 * size.1)
        #expect(unicode || grid.isASCII)
      }
    }
  }

  @Test func expectedForest() {
    var plot = ForestPlot(
      entries: [
        .init("quickshear", Estimate(0.98, lower: 0.95, upper: 1)),
        .init("pydeface", Estimate(.nan)),
      ])
    plot.range = 0.8...1
    plot.decimals = 2
    #expect(
      plot.cells(columns: 52, rows: 4, unicode: false).text == """
        quickshear|                |--o-|  0.98 [0.95, 1.00]
        pydeface  |                                        -
                  ++----------+---------+
                  0.8        0.9       1.0
        """)
  }

  @Test func expectedBars() {
    let plot = BarPlot(entries: [.init("a", Estimate(0.5, lower: 0.25, upper: 0.75))])
    var whole = plot
    whole.maximum = 1
    #expect(
      whole.cells(columns: 44, rows: 1, unicode: false).text == """
        a #####[#####-----]..... 50.0 [25.0, 75.0] %
        """)
  }

  @Test func progressFillsInEighths() {
    #expect(ProgressBar(share: 0.5).cells(columns: 5, unicode: true).text == "██▌░░")
    #expect(ProgressBar(share: 0.5).cells(columns: 4, unicode: false).text == "##..")
    #expect(ProgressBar(share: .nan).cells(columns: 3, unicode: false).text == "...")
    #expect(ProgressBar(share: 7).cells(columns: 3, unicode: false).text == "###")
  }

  @Test(arguments: [
    (0.0, 1.0, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-26, 20, 4, [-20, 0, 20]),
    (1395, 1760, 5, [1400, 1500, 1600, 1700]),
  ])
  func ticksAreRound(_ given: (Double, Double, Int, [Double])) {
    let values = Ticks(from: given.0, to: given.1, count: given.2).values
    #expect(values.count == given.3.count)
    for (one, other) in zip(values, given.3) { #expect(abs(one - other) < 1e-9) }
  }

  @Test(arguments: [
    (1.005, 1, "1.0"), (-0.04, 1, "0.0"), (-12.5, 0, "-13"), (0.07, 2, "0.07"),
    (1234.5678, 3, "1234.568"),
  ])
  func decimals(_ given: (Double, Int, String)) {
    #expect(decimal(given.0, given.1) == given.2)
  }
}
