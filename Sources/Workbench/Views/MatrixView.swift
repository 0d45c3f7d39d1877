import Study
import Terminal

/// Subjects by variants as one map of states, so that hundreds of subjects fit one screen.
enum MatrixView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard let cohort = state.shownCohort else { return }
    let names = cohort.subjects.first?.variants.map(\.name) ?? []
    let inner = surface.frame(
      part, title: "cohort \(cohort.name): \(names.joined(separator: ", "))",
      note: "\(cohort.subjects.count - cohort.pending) of \(cohort.subjects.count) finished",
      Style(.frameFocused))
    let label = min(16, (cohort.subjects.map(\.subject.stem.count).max() ?? 6))
    let width = label + names.count * 2 + 3
    let columns = max(1, inner.columns / max(1, width))
    let lines = max(1, inner.rows)
    let perPage = columns * lines
    let first = state.subject / perPage * perPage
    for place in 0..<perPage where first + place < cohort.subjects.count {
      cell(
        cohort.subjects[first + place], isSelected: first + place == state.subject, state: state,
        in: &surface,
        Rectangle(
          column: inner.column + place / lines * width, row: inner.row + place % lines,
          columns: width - 1, rows: 1))
    }
  }

  private static func cell(
    _ subject: SubjectStatus, isSelected: Bool, state: WorkbenchState,
    in surface: inout Surface, _ part: Rectangle
  ) {
    let ground: Role = isSelected ? .rowSelected : .row
    surface.fill(part, " ", Style(ground))
    let marks = subject.variants.map {
      VariantGlyph.span($0.state, glyphs: surface.glyphs, tick: state.tick)
    }
    surface.write(
      subject.subject.stem, column: part.column, row: part.row,
      columns: max(0, part.columns - marks.count * 2 - 1), align: .left, Style(ground))
    for (index, mark) in marks.enumerated() {
      surface.write(
        mark.text, column: part.right - marks.count * 2 + index * 2, row: part.row,
        mark.style.on(ground))
    }
  }
}
