import Study
import Terminal

/// Subjects by variants as one map of states, so that hundreds of subjects fit one screen.
///
/// Where one column of subjects is enough the room beside is used for words.
struct MatrixView {
  private let subjects: [SubjectStatus]
  private let names: [String]
  /// Inside the frame, below the headings.
  private let inner: Rectangle
  private let headings: Rectangle
  private let label: Int
  /// Columns of one variant.
  private let field: Int
  private let width: Int
  private let columns: Int
  private let lines: Int
  private let first: Int
  private static let detailRows = 5

  private init(_ cohort: CohortStatus, _ state: WorkbenchState, _ part: Rectangle) {
    subjects = cohort.subjects
    names = state.shownSubject?.variants.map(\.name) ?? []
    (headings, inner) = part.inset().split(top: 1)
    lines = max(1, inner.rows)
    let label = min(max(16, inner.columns / 4), max(7, state.shownLabelColumns))
    let room = (inner.columns - label - 3) / max(1, names.count)
    let hasWords = subjects.count <= lines && room >= 8
    field = hasWords ? min(36, room) : 2
    self.label = label
    width = label + names.count * field + 4
    columns = hasWords ? 1 : max(1, (inner.columns + 1) / max(1, width))
    first = state.subject / (columns * lines) * (columns * lines)
  }

  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard let cohort = state.shownCohort else { return }
    let (map, below) = part.split(top: part.rows - detailRows)
    let view = MatrixView(cohort, state, map)
    let letters = zip(VariantLetters.of(view.names), view.names).map { "\($0) \($1)" }
    let title =
      "cohort \(cohort.name)" + (view.field > 2 ? "" : ": \(letters.joined(separator: ", "))")
    surface.frame(
      map, title: title, note: cohort.standing.words + view.page, Style(.frameFocused))
    view.head(state, in: &surface)
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
    let view = MatrixView(cohort, state, part.split(top: part.rows - detailRows).top)
    guard view.inner.contains(column: column, row: row) else { return nil }
    let across = view.columns == 1 ? 0 : (column - view.inner.column) / view.width
    let subject = view.first + across * view.lines + row - view.inner.row
    return across < view.columns && subject < view.subjects.count ? subject : nil
  }

  /// Names above the fields, or a letter where fields are narrow.
  private func head(_ state: WorkbenchState, in surface: inout Surface) {
    let words = field > 2 ? names : VariantLetters.of(names)
    let used = min(columns, (subjects.count - first + lines - 1) / lines)
    for across in 0..<max(0, used) {
      let start = headings.column + across * width
      surface.write(
        "subject", column: start + 1, row: headings.row, columns: label, align: .left,
        Style(.textDim))
      for (index, word) in words.enumerated() {
        surface.write(
          word, column: start + label + 2 + index * field, row: headings.row,
          columns: max(1, field - 1), align: .left,
          Style(index == state.variant ? .textStrong : .textDim))
      }
    }
  }

  private func cell(_ place: Int, state: WorkbenchState, in surface: inout Surface) {
    let subject = subjects[first + place]
    let isSelected = first + place == state.subject
    let isMarked = state.markedSubjects.contains(WorkbenchState.key(subject))
    let ground: Role = isSelected ? .rowSelected : isMarked ? .rowMarked : .row
    let part = Rectangle(
      column: inner.column + place / lines * width, row: inner.row + place % lines,
      columns: min(width - 1, inner.right - inner.column - place / lines * width), rows: 1)
    surface.fill(part, " ", Style(ground))
    let marker = isSelected ? String(surface.glyphs.chosen) : " "
    surface.write(
      marker + (isMarked ? "+" : "") + subject.subject.stem, column: part.column, row: part.row,
      columns: label + 1, align: .left, Style(ground))
    for (index, variant) in subject.variants.enumerated() {
      let isShown = isSelected && index == state.variant
      drawField(
        variant, state, column: part.column + label + 2 + index * field, row: part.row, ground,
        isShown: isShown, in: &surface)
    }
  }

  private func drawField(
    _ variant: VariantStatus, _ state: WorkbenchState, column: Int, row: Int, _ ground: Role,
    isShown: Bool, in surface: inout Surface
  ) {
    let engine = state.snapshot?.engineIsRunning == true
    let mark = VariantGlyph.span(variant.state, engineIsRunning: engine, glyphs: surface.glyphs)
    var style = mark.style.inRow(ground)
    if isShown { style.attributes.insert(.underline) }
    let letter = VerdictWords.shown(variant, state).map {
      VerdictWords.letter($0, glyphs: surface.glyphs)
    }
    guard field > 2 else {
      surface.write(mark.text, column: column, row: row, style)
      if let letter {
        surface.write(letter.text, column: column + 1, row: row, letter.style.inRow(ground))
      }
      return
    }
    let words = Self.short(variant, key: state.shownCohort?.valueKey ?? "", engine)
    let text = CharacterWidth.cut(
      "\(mark.text)\(letter?.text ?? "") \(words)", to: field - 1, mark: surface.glyphs.ellipsis)
    surface.write(text, column: column, row: row, style)
  }

  /// What stands beside a mark: a value, how it failed, or the state.
  private static func short(_ variant: VariantStatus, key: String, _ engine: Bool) -> String {
    switch variant.state {
    case .done: variant.values[key].map { Signed.plain($0, decimals: 1) + " ml" } ?? "done"
    case .failed(_, let kind): kind.rawValue
    case .blocked: TaskStanding.blocked.word
    default: variant.state.words(engineIsRunning: engine)
    }
  }

  /// The variant under the cursor in words, and what the marks mean.
  private static func detail(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle)
  {
    let inner = surface.frame(part, title: state.shownSubject?.subject.stem ?? "")
    let rest = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows - 1)
    if let variant = state.shownVariant, let snapshot = state.snapshot {
      let isBad = variant.state.failureKind != nil
      surface.write(
        "\(variant.name): \(words(variant, snapshot))", wrappedIn: rest,
        Style(isBad ? .textError : .text))
      let judgement = VerdictWords.lines(variant, state, glyphs: surface.glyphs).first
      if let judgement, !variant.ratings.isEmpty, rest.rows > 1 {
        surface.write(
          judgement.text, column: rest.column, row: rest.bottom - 1, judgement.style,
          limit: rest.columns)
      }
    }
    guard let snapshot = state.snapshot else { return }
    let legend = VariantGlyph.legend(snapshot, glyphs: surface.glyphs, columns: rest.columns)
    surface.write(legend, column: rest.column, row: rest.bottom, .textDim)
  }

  /// The state with its reason.
  private static func words(_ variant: VariantStatus, _ snapshot: StudySnapshot) -> String {
    let state = variant.state.words(engineIsRunning: snapshot.engineIsRunning)
    if variant.state == .blocked {
      return state + (Blockage.words(variant, snapshot).map { ": \($0)" } ?? "")
    }
    // What raters say stands below.
    if variant.state.failureKind == .rejectedByRater { return state }
    let why = variant.failure?.message ?? variant.state.failureKind?.sentence
    return state + (why.map { ", \($0)" } ?? "")
  }
}
