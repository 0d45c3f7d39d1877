import Canvas
import Study
import Terminal

/// Draws the whole screen from the state: a pure function.
public enum Screenful {
  /// The screen.
  public static func draw(_ state: WorkbenchState, _ context: DrawContext, size: Size) -> Surface {
    var surface = Surface(size: size, glyphs: context.glyphs)
    guard size.columns >= Layout.smallest.columns, size.rows >= Layout.smallest.rows else {
      tooSmall(state, &surface)
      return surface
    }
    let layout = Layout(size, hasTabs: state.holdsStudy)
    HeaderLine.draw(state, in: &surface, layout.header)
    TabLine.draw(state, in: &surface, layout.tabs)
    body(state, context, &surface, layout.body)
    KeyLine.draw(state, in: &surface, layout.keys)
    PanelView.draw(state, in: &surface, layout.body)
    return surface
  }

  private static func body(
    _ state: WorkbenchState, _ context: DrawContext, _ surface: inout Surface, _ part: Rectangle
  ) {
    guard !state.needsMore else {
      let text = state.trouble ?? state.opening ?? "reading the study"
      let role: Role = state.trouble == nil ? .textDim : .textError
      let lines = wrapped(text, columns: min(60, part.columns - 4))
      let place = part.centered(Size(columns: min(60, part.columns - 4), rows: lines.count))
      surface.write(text, wrappedIn: place, Style(role))
      return
    }
    switch state.view {
    case .face: FaceView.draw(state, context, in: &surface, part)
    case .agreement: AgreementView.draw(state, in: &surface, part)
    case .queue: QueueView.draw(state, in: &surface, part)
    case .matrix: MatrixView.draw(state, in: &surface, part)
    case .report: ReportView.draw(state, in: &surface, part)
    case .log: JournalView.draw(state, in: &surface, part)
    default: SlicesView.draw(state, context, in: &surface, part)
    }
  }

  private static func tooSmall(_ state: WorkbenchState, _ surface: inout Surface) {
    let need = Layout.smallest
    let lines = [
      "the terminal is too small", "it is \(surface.size), \(need) is needed",
      "\(state.key("program.quit")) quits",
    ]
    for (row, line) in lines.enumerated() where row < surface.size.rows {
      surface.write(line, column: 0, row: row, .textWarning)
    }
  }
}
