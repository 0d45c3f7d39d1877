import Terminal

/// The line of tabs.
enum TabLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard part.rows > 0 else { return }
    surface.fill(part, " ", Style(.tab))
    for (view, place) in places(part) where !isClosed(view, state) {
      let role: Role = view == state.view ? .tabSelected : .tab
      surface.write(
        " \(view.rawValue) \(view.title) ", column: place.column, row: place.row, role)
    }
  }

  /// Views that would tell what blinding hides have no tab.
  private static func isClosed(_ view: ViewKind, _ state: WorkbenchState) -> Bool {
    state.isBlinded && ActionTable.blindObstacle("view.\(view)") != nil
  }

  /// Where the tab of each view stands.
  static func places(_ part: Rectangle) -> [(view: ViewKind, place: Rectangle)] {
    var column = part.column + 1
    return ViewKind.allCases.map { view in
      let width = view.title.count + 4
      defer { column += width + 1 }
      return (view, Rectangle(column: column, row: part.row, columns: width, rows: part.rows))
    }
  }
}
