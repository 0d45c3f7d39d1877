import Terminal

/// What keys mean while there is a choice.
enum ChoiceKeys {
  static func handle(
    _ key: Key, _ panel: ChoicePanel, _ state: inout WorkbenchState
  ) -> PanelKeys.Outcome {
    var panel = panel
    switch key {
    case .character("j"), .down: panel.cursor = min(panel.choices.count - 1, panel.cursor + 1)
    case .character("k"), .up: panel.cursor = max(0, panel.cursor - 1)
    case .enter:
      state.panel = nil
      guard panel.choices.indices.contains(panel.cursor) else { return .nothing }
      return .serve(.retryTasks(panel.choices[panel.cursor].tasks))
    case .escape, .character("q"), .character("n"):
      state.panel = nil
      return .nothing
    default: return .nothing
    }
    state.panel = .choice(panel)
    return .nothing
  }
}
