import Agreement
import Study
import Terminal

/// The table below the plot, as in the paper. What does not fit beside each other stands in blocks
/// below each other; what has no room there is reached by going sideways.
struct AgreementPane {
  private let cohort: CohortStatus
  private let controls: [String]
  private let shown: String?
  private let page: Int
  private static let empty = "no subject has come to its end yet"

  init(_ state: WorkbenchState, cohort: CohortStatus) {
    self.cohort = cohort
    controls = state.snapshot?.controls ?? []
    shown = state.shownVariant?.name
    page = state.agreementPage
  }

  private func blocks(_ glyphs: Glyphs, columns: Int) -> [[AgreementColumns.Column]] {
    guard let table = cohort.agreement else { return [] }
    return AgreementColumns(table, standing: cohort.standing, plusMinus: glyphs.plusMinus)
      .blocks(width: columns - 4)
  }

  /// The verdict on the shown method.
  private var verdict: String? {
    let row = cohort.agreement?.methods.first { $0.method == shown }
    return row.flatMap { Verdict.ofMethod($0, cohort: cohort, controls: controls) }
  }

  private func verdictRows(columns: Int) -> Int {
    verdict.map { wrapped($0, columns: columns - 4).count } ?? 0
  }

  private var notes: [Span] {
    let flags = (cohort.agreement?.methods ?? []).filter { $0.method == shown }
      .flatMap { method in method.flags.map { Span("\(method.method): \($0)", .textWarning) } }
    return (verdict.map { [Span($0, .textStrong)] } ?? []) + flags
  }

  /// Rows wanted inside the frame, of so many that there are: as many whole blocks as have room, and
  /// the verdict. Other notes only get what is left.
  func rows(_ glyphs: Glyphs, columns: Int, room: Int) -> Int {
    guard let table = cohort.agreement else { return 1 }
    let height = 1 + table.methods.count
    let verdict = verdictRows(columns: columns)
    let most = max(1, (room - verdict) / height)
    return min(room, min(most, blocks(glyphs, columns: columns).count) * height + verdict)
  }

  func draw(in surface: inout Surface, _ part: Rectangle) {
    let blocks = blocks(surface.glyphs, columns: part.columns)
    let rows = max(1, part.rows - 2 - verdictRows(columns: part.columns))
    let height = min(rows, 1 + (cohort.agreement?.methods.count ?? 0))
    let count = max(1, rows / max(1, height))
    let first = count >= blocks.count ? 0 : min(page, blocks.count - count)
    let sideways =
      count >= blocks.count
      ? [] : ["columns \(first + 1)-\(first + count) of \(blocks.count), Left Right"]
    let floor = controls.isEmpty ? [] : ["controls, the floor: \(controls.joined(separator: ", "))"]
    let frame = surface.frame(
      part, title: "agreement, cohort \(cohort.name): \(cohort.standing.words)",
      note: (sideways + (OwnParameters(cohort).words.map { [$0] } ?? []) + floor)
        .joined(separator: "  "))
    var rest = Rectangle(
      column: frame.column + 1, row: frame.row, columns: frame.columns - 2, rows: frame.rows)
    guard cohort.agreement != nil else {
      surface.write(Self.empty, column: rest.column, row: rest.row, .textDim, limit: rest.columns)
      return
    }
    for block in blocks.dropFirst(first).prefix(count) {
      let (place, below) = rest.split(top: height)
      draw(block, in: &surface, place)
      rest = below
    }
    for note in notes where rest.rows > 0 {
      rest = rest.split(top: surface.write(note.text, wrappedIn: rest, note.style)).bottom
    }
  }

  /// One block; with more methods than rows the shown one is among the visible.
  private func draw(
    _ block: [AgreementColumns.Column], in surface: inout Surface, _ place: Rectangle
  ) {
    let names = block[0].cells
    let top = Table.top(
      0, showing: names.firstIndex { $0 == shown }, count: names.count, lines: place.rows - 1)
    surface.write(
      AgreementColumns.line(nil, of: block), column: place.column, row: place.row, .rowHeader,
      limit: place.columns)
    for row in names.indices.dropFirst(top).prefix(place.rows - 1) {
      surface.write(
        AgreementColumns.line(row, of: block), column: place.column, row: place.row + 1 + row - top,
        names[row] == shown ? .textStrong : .text, limit: place.columns)
    }
  }
}
