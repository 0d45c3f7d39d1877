/// Differences of paired measurements against their means, with bias and limits of agreement
/// (Bland & Altman, Lancet 1986).
public struct BlandAltmanPlot: Hashable, Sendable {
  /// Mean (x) and difference (y) of each pair.
  public var points: [SIMD2<Double>]
  /// Mean difference with its interval.
  public var bias: Estimate
  /// Lower limit of agreement with its interval.
  public var lowerLimit: Estimate
  /// Upper limit of agreement with its interval.
  public var upperLimit: Estimate
  /// Number of the highlighted point.
  public var cursor: Int?
  /// Words above the plot.
  public var title = ""
  /// Words along x and y.
  public var xTitle = "mean"
  /// Words above the y axis.
  public var yTitle = "difference"
  /// Decimals of the numbers in the margin.
  public var decimals = 1

  /// A plot from its parts.
  public init(
    points: [SIMD2<Double>], bias: Estimate, lowerLimit: Estimate, upperLimit: Estimate,
    cursor: Int? = nil
  ) {
    self.points = points
    self.bias = bias
    self.lowerLimit = lowerLimit
    self.upperLimit = upperLimit
    self.cursor = cursor
  }

  /// Intervals of bias and limits are drawn as bands from so many points on: with fewer they fill
  /// the field and hide that hardly anything is known.
  public static let leastPointsOfBands = 10

  /// The plot in `columns × rows` cells.
  public func cells(columns: Int, rows: Int, unicode: Bool) -> CellGrid {
    var plot = ScatterPlot(points: points, cursor: cursor)
    plot.title = title
    plot.xTitle = xTitle
    plot.yTitle = yTitle
    plot.lines = [
      line(bias, .bias, "bias"), line(upperLimit, .limit, "+LoA"),
      line(lowerLimit, .limit, "-LoA"), .init(Estimate(0), ink: .zero, label: "0"),
    ].filter { $0.at.value.isFinite }
    return plot.cells(columns: columns, rows: rows, unicode: unicode)
  }

  private func line(_ estimate: Estimate, _ ink: Ink, _ name: String) -> ScatterPlot.Line {
    let hasBand = points.count >= Self.leastPointsOfBands
    return .init(
      hasBand ? estimate : Estimate(estimate.value), ink: ink,
      label: name + " " + decimal(estimate.value, decimals))
  }
}
