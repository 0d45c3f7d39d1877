import Study
import Terminal

/// Subjects by variants as one map of states, so that hundreds of subjects fit one screen.
struct MatrixView {
  private let subjects: [SubjectStatus]
  private let names: [String]
  private let inner: Rectangle
  private let label: Int
  private let width: Int
  private let columns: Int
  private let lines: Int
  private let first: Int

  private init(_ cohort: CohortStatus, _ state: WorkbenchState, _ part: Rectangle) {
    subjects = cohort.subjects
    names = cohort.subjects.first?.variants.map(\.name) ?? []
    inner = part.inset()
    label = min(16, subjects.prefix(500).map(\.subject.stem.count).max() ?? 6)
    width = label + names.count * 2 + 4
    columns = max(1, (inner.columns + 1) / max(1, width))
    lines = max(1, inner.rows)
    first = state.subject / (columns * lines) * (columns * lines)
  }

  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard let cohort = state.shownCohort else { return }
    let (map, below) = part.split(top: part.rows - 4)
    let view = MatrixView(cohort, state, map)
    let title = "cohort \(cohort.name): columns \(view.names.joined(separator: ", "))"
    let note = "\(cohort.subjects.count - cohort.pending) of \(cohort.subjects.count) finished"
    surface.frame(map, title: title, note: note + view.page, Style(.frameFocused))
    for place in 0..<(view.columns * view.lines) where view.first + place < view.subjects.count {
      view.cell(place, state: state, in: &surface)
    }
    detail(state, in: &surface, below)
  }

  private var page: String {
    let perPage = columns * lines
    guard subjects.count > perPage else { return "" }
    return "  page \(first / perPage + 1) of \((subjects.count + perPage - 1) / perPage)"
  }

  /// The subject in a cell of the screen.
  static func subject(
    atColumn column: Int, row: Int, state: WorkbenchState, _ part: Rectangle
  ) -> Int? {
    guard let cohort = state.shownCohort else { return nil }
    let view = MatrixView(cohort, state, part.split(top: part.rows - 4).top)
    guard view.inner.contains(column: column, row: row) else { return nil }
    let across = (column - view.inner.column) / view.width
    let subject = view.first + across * view.lines + row - view.inner.row
    return across < view.columns && subject < view.subjects.count ? subject : nil
  }

  private func cell(_ place: Int, state: WorkbenchState, in surface: inout Surface) {
    let subject = subjects[first + place]
    let isSelected = first + place == state.subject
    let ground: Role = isSelected ? .rowSelected : .row
    let part = Rectangle(
      column: inner.column + place / lines * width, row: inner.row + place % lines,
      columns: min(width - 1, inner.right - inner.column - place / lines * width), rows: 1)
    surface.fill(part, " ", Style(ground))
    let marker = isSelected ? String(surface.glyphs.chosen) : " "
    surface.write(
      marker + subject.subject.stem, column: part.column, row: part.row, columns: label + 1,
      align: .left, Style(ground))
    for (index, variant) in subject.variants.enumerated() {
      let mark = VariantGlyph.span(variant.state, glyphs: surface.glyphs)
      var style = mark.style.on(ground)
      if isSelected && index == state.variant { style.attributes.insert(.underline) }
      surface.write(mark.text, column: part.column + label + 2 + index * 2, row: part.row, style)
    }
  }

  /// The variant under the cursor in words, and what the marks mean.
  private static func detail(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle)
  {
    let title = state.shownSubject?.subject.stem ?? ""
    let inner = surface.frame(part, title: title)
    let room = inner.columns - 2
    if let variant = state.shownVariant {
      let isBad = variant.state.failureKind != nil
      let why = variant.failure?.message ?? variant.state.failureKind?.sentence
      let text = "\(variant.name): \(variant.state.word)" + (why.map { ", \($0)" } ?? "")
      surface.write(
        CharacterWidth.cut(text, to: room, mark: surface.glyphs.ellipsis),
        column: inner.column + 1, row: inner.row, isBad ? .textError : .text)
    }
    let legend = VariantGlyph.legend(surface.glyphs)
    surface.write(
      CharacterWidth.cut(legend, to: room, mark: surface.glyphs.ellipsis),
      column: inner.column + 1, row: inner.row + 1, .textDim)
  }
}
