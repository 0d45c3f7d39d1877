import Canvas
import Foundation
import Study
import Workbench

/// Curves of a dose and its response, as a table and a plot.
struct DoseResponseText {
  var curves: [DoseResponse]

  /// The lines for a terminal of some width.
  func lines(width: Int) -> [String] {
    table + [""] + plot(columns: min(width, 100))
  }

  /// One row for each place of the plane, one column for each head.
  private var table: [String] {
    let heads = curves.indices.map { padded("head \($0 + 1)", 36) }.joined()
    let heading = "plane mm" + heads
    let rows = (curves.first?.points ?? []).indices.map { row in
      padded(FixedText.of(curves[0].points[row].bufferMM, 0), 8)
        + curves.map { padded(Self.cell($0.points[row]), 36) }.joined()
    }
    return [
      "Change of NBV, with the brain cut off in ml; * sized by the brain alone", heading,
    ] + rows
  }

  private static func cell(_ point: DoseResponse.Point) -> String {
    let cut = " (\(FixedText.of(point.brainCutML, 1)))"
    guard let change = point.changePercent else {
      return " " + (point.failure ?? "failed").prefix(30) + cut
    }
    return (change < 0 ? "" : "+") + FixedText.of(change, 2) + " %" + (point.degraded ? "*" : "")
      + cut
  }

  private func plot(columns: Int) -> [String] {
    let points = curves.flatMap { curve in
      curve.points.compactMap { point in
        point.changePercent.map { SIMD2(point.bufferMM, $0) }
      }
    }
    var plot = ScatterPlot(points: points)
    (plot.title, plot.xTitle, plot.yTitle) = (
      "dose and response", "distance of the plane from the brain, mm", "change of NBV, %"
    )
    let unicode = LocaleText.isUTF8(ProcessInfo.processInfo.environment)
    let cells = plot.cells(columns: columns, rows: 20, unicode: unicode)
    return cells.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
