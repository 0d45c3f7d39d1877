import Study
import Terminal

/// The list of subjects with a mark for each variant.
enum SubjectList {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let subjects = state.shownCohort?.subjects ?? []
    let failed = subjects.count { $0.hasFailure }
    let pending = subjects.count { !$0.isFinal }
    let words = [
      "\(min(state.subject + 1, subjects.count))/\(subjects.count)",
      failed > 0 ? "\(failed) failed" : "", pending > 0 ? "\(pending) open" : "",
    ].filter { !$0.isEmpty }
    let note =
      (1...words.count).reversed().map { words.prefix($0).joined(separator: "  ") }
      .first { $0.count <= part.columns - 5 } ?? ""
    let inner = surface.frame(
      part, title: "subjects", note: note, Style(.frameFocused), titleStyle: Style(.frameTitle))
    let top = top(state, rows: inner.rows)
    for line in 0..<inner.rows where top + line < subjects.count {
      row(
        subjects[top + line], isSelected: top + line == state.subject, state: state,
        in: &surface, inner.split(top: line).bottom.split(top: 1).top)
    }
  }

  private static func top(_ state: WorkbenchState, rows: Int) -> Int {
    Table.top(
      state.subject - rows / 2, showing: state.subject,
      count: state.shownCohort?.subjects.count ?? 0, lines: rows)
  }

  /// The subject in a row of the screen.
  static func subject(atRow row: Int, _ state: WorkbenchState, _ part: Rectangle) -> Int? {
    let inner = part.inset()
    let subject = top(state, rows: inner.rows) + row - inner.row
    let count = state.shownCohort?.subjects.count ?? 0
    return row >= inner.row && row < inner.bottom && subject < count ? subject : nil
  }

  private static func row(
    _ subject: SubjectStatus, isSelected: Bool, state: WorkbenchState,
    in surface: inout Surface, _ part: Rectangle
  ) {
    let ground: Role = isSelected ? .rowSelected : .row
    surface.fill(part, " ", Style(ground))
    if isSelected {
      surface.put(surface.glyphs.chosen, column: part.column, row: part.row, Style(ground))
    }
    let marks = subject.variants.map {
      VariantGlyph.span($0.state, glyphs: surface.glyphs)
    }
    let width = marks.count * 2
    surface.write(
      subject.subject.stem, column: part.column + 1, row: part.row,
      columns: max(0, part.columns - width - 2), align: .left, Style(ground))
    for (index, mark) in marks.enumerated() {
      let isShown = index == state.variant || index == 0
      var style = mark.style.on(ground)
      if isSelected && isShown { style.attributes.insert(.bold) }
      surface.write(
        mark.text, column: part.right - width + index * 2, row: part.row, style)
    }
  }
}
