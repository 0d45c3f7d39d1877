import Study
import Terminal

/// The list of subjects with a mark for each variant.
enum SubjectList {
  /// Width of the list in a view of so many columns: no name is cut where there is room.
  static func columns(_ state: WorkbenchState, of columns: Int) -> Int {
    let marks = MarkColumns.wide(state.shownSubject).width
    let most = columns >= 100 ? max(34, columns * 3 / 10) : max(20, columns / 4)
    return min(most, max(20, columns / 5, state.shownLabelColumns + marks + 6))
  }

  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let subjects = state.shownCohort?.subjects ?? []
    let inner = surface.frame(
      part, title: state.isBlinded ? "images" : "subjects",
      note: note(state, columns: part.columns - 5), Style(.frameFocused),
      titleStyle: Style(.frameTitle))
    caption(state, in: &surface, inner.split(top: 1).top)
    let rows = inner.split(top: 1).bottom
    let top = top(state, rows: rows.rows)
    for line in 0..<rows.rows where top + line < subjects.count {
      row(
        subjects[top + line], isSelected: top + line == state.subject, state: state,
        in: &surface, rows.split(top: line).bottom.split(top: 1).top)
    }
  }

  /// The cursor's place, and the standing of the cohort in the words of every view.
  private static func note(_ state: WorkbenchState, columns: Int) -> String {
    guard let cohort = state.shownCohort else { return "" }
    let standing = cohort.standing
    let place = "\(min(state.subject + 1, standing.all))/\(standing.all)"
    let marks = state.markedSubjects.count
    let rated = state.ratedWords
    // Before the whole study is read only the names are known of most.
    let isKnown = state.snapshot?.isPartial != true
    let words = [
      place, rated ?? "", marks > 0 ? "\(marks) marked" : "",
      isKnown && standing.failed > 0 ? "\(standing.failed) failed" : "",
      isKnown && standing.open > 0 ? "\(standing.open) open" : "",
    ].filter { !$0.isEmpty }
    // Where not both have room, how much is rated says more than the cursor's place.
    let choices =
      ((rated == nil ? 1 : 2)...words.count).reversed().map {
        words.prefix($0).joined(separator: "  ")
      } + [rated ?? ""]
    return choices.first { $0.count <= columns } ?? ""
  }

  /// A letter above each column of marks; those of the shown pair are strong.
  private static func caption(
    _ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle
  ) {
    let names = state.shownSubject?.variants.map(\.name) ?? []
    let columns = MarkColumns(state, room: part.columns)
    let first = part.right - columns.width
    for (index, letter) in VariantLetters.of(names).enumerated() {
      let isShown = index == 0 || index == state.variant
      surface.write(
        letter, column: first + columns.offset(index), row: part.row,
        isShown ? .textStrong : .textDim)
    }
  }

  private static func top(_ state: WorkbenchState, rows: Int) -> Int {
    Table.top(
      state.subject - rows / 2, showing: state.subject,
      count: state.shownCohort?.subjects.count ?? 0, lines: rows)
  }

  /// The subject in a row of the screen.
  static func subject(atRow row: Int, _ state: WorkbenchState, _ part: Rectangle) -> Int? {
    let inner = part.inset().split(top: 1).bottom
    let subject = top(state, rows: inner.rows) + row - inner.row
    let count = state.shownCohort?.subjects.count ?? 0
    return row >= inner.row && row < inner.bottom && subject < count ? subject : nil
  }

  /// A label that is too long loses its beginning: labels of a study begin alike and end differently.
  static func shortened(_ label: String, to columns: Int, _ glyphs: Glyphs) -> String {
    guard CharacterWidth.columns(of: label) > columns, columns > 1 else { return label }
    var end = label.suffix(columns - 1)
    while CharacterWidth.columns(of: String(end)) > columns - 1 { end = end.dropFirst() }
    return String(glyphs.ellipsis) + end
  }

  private static func row(
    _ subject: SubjectStatus, isSelected: Bool, state: WorkbenchState,
    in surface: inout Surface, _ part: Rectangle
  ) {
    let isMarked = state.markedSubjects.contains(WorkbenchState.key(subject))
    let ground: Role = isSelected ? .rowSelected : isMarked ? .rowMarked : .row
    surface.fill(part, " ", Style(ground))
    if isSelected {
      surface.put(surface.glyphs.chosen, column: part.column, row: part.row, Style(ground))
    }
    let engine = state.snapshot?.engineIsRunning == true
    let marks = subject.variants.map {
      VariantGlyph.span($0.state, engineIsRunning: engine, glyphs: surface.glyphs)
    }
    let columns = MarkColumns(state, room: part.columns)
    let width = columns.width
    let room = max(0, part.columns - width - 2)
    let mark = isMarked ? "+" : ""
    let name = mark + shortened(subject.subject.stem, to: room - mark.count, surface.glyphs)
    surface.write(
      name, column: part.column + 1, row: part.row, columns: room, align: .left, Style(ground))
    // No attributes of their own: each change of style costs bytes in every step of the cursor.
    for (index, mark) in marks.enumerated() {
      let column = part.right - width + columns.offset(index)
      surface.write(mark.text, column: column, row: part.row, mark.style.inRow(ground))
      if let rating = VerdictWords.shown(subject.variants[index], state) {
        let letter = VerdictWords.letter(rating, glyphs: surface.glyphs)
        surface.write(
          letter.text, column: column + 1, row: part.row, letter.style.inRow(ground))
      }
    }
  }
}
