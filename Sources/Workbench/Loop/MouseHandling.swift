import Terminal

/// What the mouse does.
enum MouseHandling {
  static func handle(
    _ mouse: Mouse, state: inout WorkbenchState, context: DrawContext, size: Size
  ) {
    let layout = Layout(size, hasTabs: state.holdsStudy)
    if state.panel != nil {
      return panel(mouse, state: &state, size: size)
    }
    switch mouse.action {
    case .wheelUp: wheel(-1, mouse, state: &state, layout: layout)
    case .wheelDown: wheel(1, mouse, state: &state, layout: layout)
    case .press: press(mouse, state: &state, context: context, layout: layout)
    case .release: break
    }
  }

  private static func panel(_ mouse: Mouse, state: inout WorkbenchState, size: Size) {
    switch (mouse.action, state.panel) {
    case (.wheelUp, .help), (.wheelUp, .log):
      _ = PanelKeys.handle(.up, state: &state, size: size)
    case (.wheelDown, .help), (.wheelDown, .log):
      _ = PanelKeys.handle(.down, state: &state, size: size)
    // What is being typed is not lost by a click.
    case (.press, .parameters): break
    case (.press, _): state.panel = nil
    default: break
    }
  }

  /// Over the pictures the wheel goes through slices, elsewhere through rows.
  private static func wheel(
    _ count: Int, _ mouse: Mouse, state: inout WorkbenchState, layout: Layout
  ) {
    let list = SlicesLayout(state, layout.body).list
    if state.view == .slices && mouse.column >= list.right {
      state.step(by: count)
    } else if state.view == .face && mouse.column >= list.right {
      state.face.turn(yaw: Double(count))
    } else {
      state.move(by: count)
    }
  }

  private static func press(
    _ mouse: Mouse, state: inout WorkbenchState, context: DrawContext, layout: Layout
  ) {
    if layout.tabs.contains(column: mouse.column, row: mouse.row) {
      let tab = TabLine.places(layout.tabs).first {
        $0.place.contains(column: mouse.column, row: mouse.row)
      }
      if let tab { show(tab.view, state: &state) }
      return
    }
    switch state.view {
    case .slices: pressSlices(mouse, state: &state, context: context, body: layout.body)
    case .face: pressList(mouse, state: &state, FaceLayout(state, layout.body).list)
    case .queue:
      if let row = QueueView.task(atRow: mouse.row, state, layout.body) { state.queue.cursor = row }
    case .log:
      if let line = JournalView.line(atRow: mouse.row, state, layout.body) {
        state.journal.move(by: line - state.journal.cursor, rows: state.pageRows)
      }
    case .matrix:
      let found = MatrixView.subject(
        atColumn: mouse.column, row: mouse.row, state: state, layout.body)
      if let found { state.subject = found }
    default: break
    }
  }

  /// Shows a view as its key does.
  private static func show(_ view: ViewKind, state: inout WorkbenchState) {
    if let reason = ActionTable.named("view.\(view)")?.reasonDisabled(state) {
      state.say(reason)
    } else {
      state.view = view
    }
  }

  private static func pressList(
    _ mouse: Mouse, state: inout WorkbenchState, _ list: Rectangle
  ) {
    guard list.contains(column: mouse.column, row: mouse.row) else { return }
    if let row = SubjectList.subject(atRow: mouse.row, state, list) { state.subject = row }
    state.clampCursors()
  }

  private static func pressSlices(
    _ mouse: Mouse, state: inout WorkbenchState, context: DrawContext, body: Rectangle
  ) {
    let layout = SlicesLayout(state, body)
    if layout.list.contains(column: mouse.column, row: mouse.row) {
      return pressList(mouse, state: &state, layout.list)
    }
    let pane = layout.panes.first { $0.place.contains(column: mouse.column, row: mouse.row) }
    guard let pane else { return }
    let picture = SlicesView.slicePane(state, context, variant: pane.variant)
    let point = picture?.point(column: mouse.column, row: mouse.row, in: pane.place.inset())
    if let point {
      state.slices.point = point
      state.slices.hasCrosshair = true
    }
  }
}
