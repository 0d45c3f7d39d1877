import Agreement
import Canvas
import Study
import Terminal

/// What the removal does to the result: plots and table, growing as results arrive.
enum AgreementView {
  /// Rows of the plot that the table never takes.
  private static let leastPlotRows = 12

  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard let cohort = state.shownCohort else { return }
    let methods = Array((cohort.subjects.first?.variants.map(\.name) ?? []).dropFirst())
    let method = state.shownVariant?.name ?? methods.first ?? ""
    let pane = AgreementPane(state, cohort: cohort)
    let room = max(part.rows / 2, part.rows - leastPlotRows)
    let tableRows = 2 + pane.rows(surface.glyphs, columns: part.columns, room: max(1, room - 2))
    let (plot, table) = part.split(top: part.rows - tableRows)
    let (left, right) = plot.split(left: part.columns >= 110 ? part.columns * 3 / 5 : part.columns)
    if state.showsValues {
      IdentityPane.draw(state, cohort: cohort, method: method, in: &surface, left)
      if right.columns > 0 {
        FailuresPane.draw(state, cohort: cohort, method: method, in: &surface, right)
      }
    } else {
      BlandAltmanPane.draw(state, cohort: cohort, method: method, in: &surface, left)
      if right.columns > 0 {
        SidePane.draw(state, cohort: cohort, method: method, in: &surface, right)
      }
    }
    pane.draw(in: &surface, table)
  }
}

/// The plot of differences against means.
enum BlandAltmanPane {
  /// The pair of a subject that enters the plot.
  struct Pair {
    var subject: String
    var full: Double
    var test: Double
  }

  static func draw(
    _ state: WorkbenchState, cohort: CohortStatus, method: String, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let pairs = pairs(of: cohort, method: method)
    let title = "\(method) against full: \(cohort.outcome.uppercased()) in ml"
    let inner = surface.frame(
      part, title: title, note: "n = \(cohort.standing.words)", Style(.frameFocused))
    guard let row = cohort.agreement?.methods.first(where: { $0.method == method }),
      let bias = row.meanDifference, !pairs.isEmpty
    else {
      let place = inner.centered(
        Size(columns: min(52, inner.columns - 4), rows: min(4, inner.rows)))
      surface.write(absence(cohort, method: method), wrappedIn: place, Style(.textDim))
      return
    }
    var plot = BlandAltmanPlot(
      points: pairs.map { SIMD2(($0.full + $0.test) / 2, $0.test - $0.full) },
      bias: Estimate(bias, interval: row.differenceInterval),
      lowerLimit: Estimate(row.lowerLimit ?? bias, interval: row.lowerLimitInterval),
      upperLimit: Estimate(row.upperLimit ?? bias, interval: row.upperLimitInterval))
    plot.cursor = pairs.firstIndex { $0.subject == state.shownSubject?.subject.stem }
    plot.xTitle = "mean of full and \(method), ml"
    plot.yTitle = "difference, ml"
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }

  /// Why there is no point to be drawn.
  static func absence(_ cohort: CohortStatus, method: String) -> String {
    let standing = cohort.standing
    if standing.open == standing.all {
      return "no subject has come to its end yet; the plot grows as they do"
    }
    return "\(standing.words): no subject has the value of the full image and of every variant yet"
  }

  /// The complete subjects, in the order of the cohort; the same that enter the table.
  static func pairs(of cohort: CohortStatus, method: String) -> [Pair] {
    cohort.subjects.compactMap { subject in
      guard subject.isComplete(cohort.valueKey),
        let full = subject.value(of: "full", key: cohort.valueKey),
        let test = subject.value(of: method, key: cohort.valueKey)
      else { return nil }
      return Pair(subject: subject.subject.stem, full: full, test: test)
    }
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
    let lines = subjectLines(state, cohort: cohort) + leftOut(cohort)
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

  /// The subject under the cursor, its values below each other, and what they mean.
  private static func subjectLines(_ state: WorkbenchState, cohort: CohortStatus) -> [Span] {
    guard let subject = state.shownSubject else { return [] }
    let names = subject.variants.map(\.name.count).max() ?? 0
    let rows = subject.variants.map { variant -> (name: String, text: String, isValue: Bool) in
      let value = variant.values[cohort.valueKey].map { Signed.plain($0, decimals: 1) + " ml" }
      let name = variant.name + String(repeating: " ", count: names - variant.name.count)
      let hasEngine = state.snapshot?.engineIsRunning ?? false
      return (name, value ?? variant.state.words(engineIsRunning: hasEngine), value != nil)
    }
    let widest = rows.filter(\.isValue).map(\.text.count).max() ?? 0
    let values = rows.map { row in
      let space = String(repeating: " ", count: row.isValue ? widest - row.text.count : 0)
      return Span("  \(row.name)  \(space)\(row.text)", row.isValue ? .text : .textDim)
    }
    let verdict = Verdict.ofSubject(
      subject, variant: state.shownVariant?.name ?? "", cohort: cohort,
      controls: state.snapshot?.controls ?? [])
    return [Span(subject.subject.stem, .textStrong)] + values
      + (verdict.map { [Span($0, .textStrong)] } ?? [])
  }

  /// The subjects that are left out for good unless something is rerun, with what failed.
  private static func leftOut(_ cohort: CohortStatus) -> [Span] {
    let lines = cohort.subjects.compactMap { subject -> Span? in
      guard subject.hasFailure || subject.hasCancelled else {
        return nil
      }
      return Span("\(subject.subject.stem)  \(subject.reasonLeftOut)", .textWarning)
    }
    return lines.isEmpty ? [] : [Span("left out (\(lines.count)):", .textDim)] + lines
  }
}

extension SubjectStatus {
  /// Why the subject is not complete, as in `quickshear gate-face-left`.
  var reasonLeftOut: String {
    let failed = variants.compactMap { variant in
      variant.state.failureKind.map { "\(variant.name) \($0.rawValue)" }
    }
    if !failed.isEmpty { return failed.joined(separator: ", ") }
    return variants.filter { $0.state == .cancelled }.map { "\($0.name) cancelled" }
      .joined(separator: ", ")
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
