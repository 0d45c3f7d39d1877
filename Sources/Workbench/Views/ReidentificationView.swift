import Canvas
import Faces
import Study
import Terminal

/// The second page of the face view: how many of the cohort are found again by their faces, for each
/// method, against chance.
enum ReidentificationView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard let cohort = state.shownCohort else { return }
    guard let found = state.reidentification.found, found.asked.cohort == cohort.name else {
      let inner = surface.frame(part, title: title(cohort), Style(.frameFocused))
      surface.write(
        "searching the people of the cohort", column: inner.column + 1, row: inner.row, .textDim)
      return
    }
    let words = words(found, state)
    let height = words.reduce(2) { $0 + wrapped($1.text, columns: part.columns - 4).count }
    let (plots, below) = part.split(top: part.rows - min(height, part.rows / 2))
    let rows = min(max(5, found.tables.count + 4), max(5, plots.rows / 2))
    let (upper, lower) = plots.split(top: rows)
    forest(found, state, cohort, in: &surface, upper)
    curves(found, state, in: &surface, lower)
    sentences(words, state, in: &surface, below)
  }

  private static func title(_ cohort: CohortStatus) -> String {
    "\(cohort.name): found first among all, share with 95 % interval"
  }

  private static func cursor(_ found: ReidentificationSettings.Found, _ state: WorkbenchState)
    -> Int?
  {
    found.tables.firstIndex { $0.method == state.shownVariant?.name }
  }

  private static func forest(
    _ found: ReidentificationSettings.Found, _ state: WorkbenchState, _ cohort: CohortStatus,
    in surface: inout Surface, _ part: Rectangle
  ) {
    let inner = surface.frame(part, title: title(cohort), Style(.frameFocused))
    guard !found.tables.isEmpty else {
      surface.write(
        "no face of this cohort was checked yet", column: inner.column + 1, row: inner.row, .textDim
      )
      return
    }
    let marks = marks(found, state)
    let entries = zip(found.tables, marks).map { table, mark in
      ForestPlot.Entry(
        "\(mark) \(table.method)",
        Estimate(
          table.result.rank1, lower: table.result.rank1Lower, upper: table.result.rank1Upper))
    }
    var plot = ForestPlot(entries: entries, cursor: cursor(found, state))
    (plot.range, plot.reference, plot.decimals) = (0...1, found.tables[0].result.chance, 2)
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }

  private static func curves(
    _ found: ReidentificationSettings.Found, _ state: WorkbenchState, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let inner = surface.frame(
      part, title: "the best attack on each, and chance", note: "dots: chance", Style(.frame))
    guard let first = found.tables.first else { return }
    let curves = zip(found.tables, marks(found, state)).map { table, mark in
      let count = Double(max(1, table.result.probes.count))
      let shares = (table.result.best?.foundWithin ?? []).map { Double($0) / count }
      return RankCurvePlot.Curve(mark: mark, shares: shares)
    }
    let plot = RankCurvePlot(
      curves: curves, candidates: first.result.galleryCount, cursor: cursor(found, state))
    surface.draw(
      plot: plot.cells(columns: inner.columns, rows: inner.rows, unicode: surface.glyphs.isUTF8),
      inner)
  }

  /// The letters of the methods in the list of subjects.
  private static func marks(
    _ found: ReidentificationSettings.Found, _ state: WorkbenchState
  ) -> [Unicode.Scalar] {
    let names = (state.shownSubject?.variants ?? []).map(\.name)
    let letters = VariantLetters.of(names)
    return found.tables.map { table in
      names.firstIndex(of: table.method).flatMap { letters[$0].unicodeScalars.first } ?? "?"
    }
  }

  /// What was found of the shown method, in words.
  private static func words(_ found: ReidentificationSettings.Found, _ state: WorkbenchState)
    -> [Span]
  {
    guard let place = cursor(found, state), let best = found.tables[place].result.best else {
      return [Span("\(state.key("method.next")) goes through the methods", .textDim)]
    }
    let table = found.tables[place]
    let (result, count) = (table.result, table.result.probes.count)
    let chance = Signed.plain(100 * result.chance, decimals: 1)
    let missing = table.missing > 0 ? "; \(table.missing) not checked" : ""
    let verdict =
      switch result.isAboveChance {
      case true?: Span("more are found than by chance: faces are left", .textError)
      case false?: Span("no more are found than by chance", .textStrong)
      case nil:
        Span(
          "fewer than \(ReidentificationResult.leastPeople) people: ranks prove nothing, the AUC is "
            + Signed.plain(best.auc, decimals: 2), .textWarning)
      }
    return [
      Span(
        "\(table.method): \(best.rank1) of \(count) found first by \(best.matcher.name), chance "
          + "\(chance) %, p \(Signed.plain(result.p, decimals: 3)) for the best of "
          + "\(result.attempts.count) attempts\(missing)", .text), verdict,
      Span(origin(result.origin), .textDim),
    ]
  }

  private static func origin(_ origin: GalleryOrigin) -> String {
    switch origin {
    case .secondImages: "searched among other images of the same people"
    case .perturbedOriginals: "searched among the originals, changed a little: an upper bound"
    case .someSecondImages:
      "searched among other images of some, of the others the originals, changed a little: an upper "
        + "bound"
    }
  }

  private static func sentences(
    _ words: [Span], _ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle
  ) {
    let inner = surface.frame(part, title: state.shownVariant?.name ?? "", Style(.frame))
    var rest = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    for span in words where rest.rows > 0 {
      rest = rest.split(top: surface.write(span.text, wrappedIn: rest, span.style)).bottom
    }
  }
}
