import Study

/// Where the marks of variants stand in a row of the list: one column each and a blank, and a further
/// column for the verdict on what a method made. Where there is no room the verdict takes the blank.
struct MarkColumns {
  private let offsets: [Int]
  /// Columns of all marks.
  let width: Int

  /// The columns of the shown subject in a row of so many columns.
  init(_ state: WorkbenchState, room: Int) {
    let wide = Self.wide(state.shownSubject)
    let fits = state.shownLabelColumns + wide.width + 2 <= room
    self = fits ? wide : Self(widths: wide.offsets.map { _ in 2 })
  }

  /// The columns of a subject where there is room.
  static func wide(_ subject: SubjectStatus?) -> MarkColumns {
    MarkColumns(widths: (subject?.variants ?? []).map { $0.picture == nil ? 2 : 3 })
  }

  private init(widths: [Int]) {
    offsets = widths.indices.map { widths.prefix($0).reduce(0, +) }
    width = widths.reduce(0, +)
  }

  /// The column of a mark, from that of the first.
  func offset(_ index: Int) -> Int { offsets.indices.contains(index) ? offsets[index] : width }
}
