import Agreement
import Canvas
import Study
import Terminal

/// What the removal does to the result: Bland–Altman plot and table, growing as results arrive.
enum AgreementView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard let cohort = state.shownCohort else { return }
    let methods = Array((cohort.subjects.first?.variants.map(\.name) ?? []).dropFirst())
    let method = state.shownVariant?.name ?? methods.first ?? ""
    let wanted = AgreementPane.rows(cohort, columns: part.columns) + 2
    let tableRows = min(part.rows / 2, wanted)
    let (plot, table) = part.split(top: part.rows - tableRows)
    let (left, right) = plot.split(left: part.columns >= 110 ? part.columns * 3 / 5 : part.columns)
    BlandAltmanPane.draw(state, cohort: cohort, method: method, in: &surface, left)
    if right.columns > 0 {
      SidePane.draw(state, cohort: cohort, method: method, in: &surface, right)
    }
    AgreementPane.draw(state, cohort: cohort, in: &surface, table)
  }
}

/// The plot of differences against means.
enum BlandAltmanPane {
  static func draw(
    _ state: WorkbenchState, cohort: CohortStatus, method: String, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let all = cohort.subjects.count
    let points = points(of: cohort, method: method)
    let title = "\(method) against full: \(cohort.outcome.uppercased()) in ml"
    let note =
      "n = \(points.count) of \(all)" + (cohort.pending > 0 ? ", \(cohort.pending) open" : "")
    let inner = surface.frame(part, title: title, note: note, Style(.frameFocused))
    guard let row = cohort.agreement?.methods.first(where: { $0.method == method }),
      let bias = row.meanDifference, !points.isEmpty
    else {
      let place = inner.centered(
        Size(columns: min(52, inner.columns - 4), rows: min(4, inner.rows)))
      surface.write(absence(cohort, method: method), wrappedIn: place, Style(.textDim))
      return
    }
    var plot = BlandAltmanPlot(
      points: points.map { SIMD2($0.mean, $0.difference) },
      bias: Estimate(bias, interval: row.differenceInterval),
      lowerLimit: Estimate(row.lowerLimit ?? bias, interval: row.lowerLimitInterval),
      upperLimit: Estimate(row.upperLimit ?? bias, interval: row.upperLimitInterval))
    plot.cursor = points.firstIndex { $0.subject == state.shownSubject?.subject.stem }
    plot.xTitle = "mean of full and \(method), ml"
    plot.yTitle = "difference, ml"
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }

  /// Why there is no point to be drawn.
  private static func absence(_ cohort: CohortStatus, method: String) -> String {
    let ended = cohort.subjects.count - cohort.pending
    if ended == 0 { return "no subject has come to its end yet; the plot grows as they do" }
    return
      "\(ended) of \(cohort.subjects.count) subjects have come to their end, and none of them has "
      + "both the value of the full image and that of \(method)"
  }

  /// The points of the complete cases; with them the subjects walk under the cursor.
  static func points(of cohort: CohortStatus, method: String) -> [Cohort.Point] {
    let names = (cohort.subjects.first?.variants.map(\.name) ?? []).filter { $0 != "full" }
    guard
      let values = CohortAgreement.cohort(
        of: cohort.subjects, methods: names, valueKey: cohort.valueKey),
      let column = values.methods.first(where: { $0.name == method })
    else { return [] }
    return values.points(of: column)
  }
}

extension Estimate {
  /// An estimate with its interval, where there is one.
  public init(_ value: Double, interval: Interval?) {
    self.init(value, lower: interval?.lower, upper: interval?.upper)
  }
}

/// The subject under the cursor and what was left out.
enum SidePane {
  static func draw(
    _ state: WorkbenchState, cohort: CohortStatus, method: String, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let (top, bottom) = part.split(top: part.rows / 2)
    forest(cohort, method: method, in: &surface, top)
    let inner = surface.frame(bottom, title: "subjects")
    var lines = subjectLines(state, cohort: cohort, method: method)
    let incomplete = cohort.agreement?.incomplete ?? []
    if !incomplete.isEmpty { lines.append(Span("left out (incomplete):", .textDim)) }
    lines += incomplete.map { Span("\($0.subject)  \($0.reason)", .textWarning) }
    var rest = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    for line in lines where rest.rows > 0 {
      let used = surface.write(line.text, wrappedIn: rest, line.style)
      rest = rest.split(top: used).bottom
    }
  }

  private static func forest(
    _ cohort: CohortStatus, method: String, in surface: inout Surface, _ part: Rectangle
  ) {
    let inner = surface.frame(part, title: "ICC(A,1) with 95 % interval")
    let rows = cohort.agreement?.methods ?? []
    let entries = rows.compactMap { row in
      row.agreementICC.map { value in
        ForestPlot.Entry(row.method, Estimate(value, interval: row.agreementICCInterval))
      }
    }
    guard !entries.isEmpty else { return }
    var plot = ForestPlot(entries: entries, cursor: rows.firstIndex { $0.method == method })
    plot.reference = 1
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }

  private static func subjectLines(
    _ state: WorkbenchState, cohort: CohortStatus, method: String
  ) -> [Span] {
    guard let subject = state.shownSubject else { return [] }
    var lines = [Span(subject.subject.stem, .textStrong)]
    for variant in subject.variants {
      let value = variant.values[cohort.valueKey].map { Signed.plain($0, decimals: 1) + " ml" }
      let state = variant.state.failureKind?.rawValue ?? variant.state.word
      lines.append(Span("  \(variant.name)  \(value ?? state)", value == nil ? .textDim : .text))
    }
    return lines
  }
}

extension Surface {
  /// Draws a plot; its blank cells have the ground of the plot, not that of pictures.
  mutating func draw(plot: CellGrid, _ part: Rectangle) {
    var plot = plot
    for at in plot.cells.indices where plot.cells[at].ink == .plain { plot.cells[at].ink = .axis }
    draw(plot, column: part.column, row: part.row)
  }
}
