import Study
import Terminal

/// The list of subjects with a mark for each variant.
enum SubjectList {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let subjects = state.shownCohort?.subjects ?? []
    let failed = subjects.count { $0.hasFailure }
    let pending = subjects.count { !$0.isFinal }
    var note = "\(min(state.subject + 1, subjects.count))/\(subjects.count)"
    if failed > 0 { note += "  \(failed) failed" }
    if pending > 0 { note += "  \(pending) open" }
    let inner = surface.frame(
      part, title: "subjects", note: note, Style(.frameFocused), titleStyle: Style(.frameTitle))
    let top = Table.top(
      state.subject - inner.rows / 2, showing: state.subject, count: subjects.count,
      lines: inner.rows)
    for line in 0..<inner.rows where top + line < subjects.count {
      row(subjects[top + line], isSelected: top + line == state.subject, state: state,
        in: &surface, inner.split(top: line).bottom.split(top: 1).top)
    }
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
      VariantGlyph.span($0.state, glyphs: surface.glyphs, tick: state.tick)
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
