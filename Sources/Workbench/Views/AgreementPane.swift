import Agreement
import Study
import Terminal

/// The table below the plot: as in the paper where there is room, its main figures otherwise.
enum AgreementPane {
  private static let columnsOfPaper = 130
  private static let empty = "no subject has come to its end yet"

  /// Rows wanted inside the frame.
  static func rows(_ cohort: CohortStatus, columns: Int) -> Int {
    guard let table = cohort.agreement else { return 1 }
    guard columns < columnsOfPaper else { return table.lines(width: columns - 4).count }
    return 1 + table.methods.count
  }

  static func draw(
    _ state: WorkbenchState, cohort: CohortStatus, in surface: inout Surface, _ part: Rectangle
  ) {
    let controls = state.snapshot?.controls ?? []
    let note = controls.isEmpty ? "" : "controls, the floor: \(controls.joined(separator: ", "))"
    let frame = surface.frame(part, title: "agreement, cohort \(cohort.name)", note: note)
    let inner = Rectangle(
      column: frame.column + 1, row: frame.row, columns: frame.columns - 2, rows: frame.rows)
    guard let table = cohort.agreement else {
      surface.write(empty, column: inner.column, row: inner.row, .textDim, limit: inner.columns)
      return
    }
    if part.columns < columnsOfPaper {
      main(table, shown: state.shownVariant?.name).draw(in: &surface, inner)
    } else {
      paper(table, shown: state.shownVariant?.name, in: &surface, inner)
    }
  }

  private static func paper(
    _ table: AgreementTable, shown: String?, in surface: inout Surface, _ inner: Rectangle
  ) {
    for (offset, line) in table.lines(width: inner.columns).prefix(inner.rows).enumerated() {
      let isShown = shown.map { line.hasPrefix($0 + " ") } ?? false
      let isHeading = line.hasPrefix("method ")
      surface.write(
        line, column: inner.column, row: inner.row + offset,
        Style(isHeading ? .rowHeader : isShown ? .textStrong : .text), limit: inner.columns)
    }
  }
}

// MARK: - Main figures

extension AgreementPane {
  private static func main(_ table: AgreementTable, shown: String?) -> Table {
    let columns = [
      Table.Column("method", width: 11, grow: 1), Table.Column("n", width: 8, align: .right),
      Table.Column("difference (95 % CI)", width: 22, align: .right),
      Table.Column("p", width: 6, align: .right, priority: 1),
      Table.Column("ICC(A,1) (95 % CI)", width: 22, align: .right),
    ]
    let rows = table.methods.map { method in
      let style = Style(method.method == shown ? .textStrong : .text)
      return figures(method).map { Span($0, style) }
    }
    return Table(columns: columns, rows: rows)
  }

  private static func figures(_ method: MethodAgreement) -> [String] {
    [
      method.method, "\(method.complete) of \(method.total)",
      text(method.meanDifference, method.differenceInterval, decimals: 2), p(method.p),
      text(method.agreementICC, method.agreementICCInterval, decimals: 3),
    ]
  }

  private static func text(_ value: Double?, _ interval: Interval?, decimals: Int) -> String {
    guard let value else { return "n/a" }
    let number = Signed.plain(value, decimals: decimals)
    guard let interval else { return number }
    let ends = [interval.lower, interval.upper].map { Signed.plain($0, decimals: decimals) }
    return "\(number) (\(ends[0]) to \(ends[1]))"
  }

  private static func p(_ value: Double?) -> String {
    guard let value else { return "n/a" }
    return value < 0.001 ? "<0.001" : Signed.plain(value, decimals: 3)
  }
}
