import Terminal

/// What the mouse does.
enum MouseHandling {
  static func handle(_ mouse: Mouse, state: inout WorkbenchState, size: Size) {
    guard state.panel == nil else {
      if mouse.action == .press { state.panel = nil }
      return
    }
    switch mouse.action {
    case .wheelUp: wheel(-1, state: &state, mouse: mouse, size: size)
    case .wheelDown: wheel(1, state: &state, mouse: mouse, size: size)
    case .press: press(mouse, state: &state, size: size)
    case .release: break
    }
  }

  /// Over the pictures the wheel goes through slices, elsewhere through rows.
  private static func wheel(_ count: Int, state: inout WorkbenchState, mouse: Mouse, size: Size) {
    let list = min(34, max(20, size.columns / 5))
    if state.view == .slices && mouse.column >= list {
      state.step(by: count)
    } else {
      state.move(by: count)
    }
  }

  private static func press(_ mouse: Mouse, state: inout WorkbenchState, size: Size) {
    let layout = Layout(size)
    if mouse.row == layout.tabs.row && layout.tabs.rows > 0 {
      pressTab(mouse, state: &state, layout: layout)
    } else if state.view == .slices, mouse.column < min(34, max(20, size.columns / 5)) {
      pressSubject(mouse, state: &state, layout: layout)
    }
  }

  private static func pressTab(_ mouse: Mouse, state: inout WorkbenchState, layout: Layout) {
    var column = layout.tabs.column + 1
    for view in ViewKind.allCases where view.isBuilt {
      let width = view.title.count + 4
      if mouse.column >= column && mouse.column < column + width { state.view = view }
      column += width + 1
    }
  }

  private static func pressSubject(_ mouse: Mouse, state: inout WorkbenchState, layout: Layout) {
    let rows = layout.body.rows - 2
    let count = state.shownCohort?.subjects.count ?? 0
    let top = Table.top(
      state.subject - rows / 2, showing: state.subject, count: count, lines: rows)
    let row = top + mouse.row - layout.body.row - 1
    if row >= top && row < count && row < top + rows { state.subject = row }
  }
}
