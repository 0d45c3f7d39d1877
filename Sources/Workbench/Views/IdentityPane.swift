import Canvas
import Study
import Terminal

/// The values after the removal against those of the full images, with the line of identity.
enum IdentityPane {
  static func draw(
    _ state: WorkbenchState, cohort: CohortStatus, method: String, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let inner = surface.frame(
      part, title: "\(method) against full: values", note: "n = \(cohort.standing.words)",
      Style(.frameFocused))
    let pairs = BlandAltmanPane.pairs(of: cohort, method: method)
    guard !pairs.isEmpty else {
      let place = inner.centered(
        Size(columns: min(52, inner.columns - 4), rows: min(4, inner.rows)))
      let words = BlandAltmanPane.absence(cohort, method: method)
      surface.write(words, wrappedIn: place, Style(.textDim))
      return
    }
    var plot = ScatterPlot(
      points: pairs.map { SIMD2($0.full, $0.test) },
      cursor: pairs.firstIndex { $0.subject == state.shownSubject?.subject.stem })
    plot.hasIdentity = true
    (plot.xTitle, plot.yTitle) = ("full, ml", "\(method), ml")
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }
}

/// How often each method failed, and what was published.
enum FailuresPane {
  static func draw(
    _ state: WorkbenchState, cohort: CohortStatus, method: String, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let (top, bottom) = part.split(top: part.rows / 2)
    bars(cohort, method: method, in: &surface, top)
    let inner = surface.frame(bottom, title: "published")
    let place = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    var rest = place
    for line in published(state, cohort) where rest.rows > 0 {
      rest = rest.split(top: surface.write(line, wrappedIn: rest, Style(.text))).bottom
    }
  }

  private static func bars(
    _ cohort: CohortStatus, method: String, in surface: inout Surface, _ part: Rectangle
  ) {
    let inner = surface.frame(part, title: "failed, with 95 % interval")
    let rows = cohort.agreement?.methods ?? []
    guard let first = rows.first else { return }
    let all = [("full", first.referenceFailures)] + rows.map { ($0.method, $0.failures) }
    let entries = all.map { name, failures in
      ForestPlot.Entry(name, Estimate(failures.rate ?? .nan, interval: failures.interval))
    }
    let plot = BarPlot(entries: entries, cursor: all.firstIndex { $0.0 == method })
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }

  private static func published(_ state: WorkbenchState, _ cohort: CohortStatus) -> [String] {
    guard let name = state.snapshot?.referenceStudy else {
      return ["'reference-study: desitter2020' in study.yaml lays published findings beside"]
    }
    guard let study = PublishedStudy.named(name) else {
      return ["no published values are known of '\(name)'"]
    }
    return [study.source] + study.lines(of: cohort.outcome)
  }
}
