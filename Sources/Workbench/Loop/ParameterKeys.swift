import Study
import Terminal

/// What keys mean while parameters are being changed.
enum ParameterKeys {
  static func handle(_ key: Key, _ panel: ParameterPanel, _ state: inout WorkbenchState) {
    var panel = panel
    switch key {
    case .escape: return state.panel = nil
    case .enter: return finish(panel, &state)
    case .tab, .backTab: panel = following(panel, state)
    case .up: panel.cursor = max(0, panel.cursor - 1)
    case .down: panel.cursor = min(panel.rows.count, panel.cursor + 1)
    case .home, .pageUp: panel.cursor = 0
    case .end, .pageDown: panel.cursor = panel.rows.count
    default: panel.edit(key)
    }
    state.panel = .parameters(panel)
  }

  /// Asks whether to run, or goes to the first value that is wrong.
  private static func finish(_ panel: ParameterPanel, _ state: inout WorkbenchState) {
    var panel = panel
    if let wrong = panel.rows.firstIndex(where: { panel.mistake(of: $0) != nil }) {
      panel.cursor = wrong
      state.panel = .parameters(panel)
      return state.say("this value cannot be taken; nothing was changed", isError: true)
    }
    guard !panel.changes.isEmpty else {
      return state.say("nothing was changed; type another value, or Esc")
    }
    state.panel = .confirm(panel.question, .changeParameters(panel.wish))
  }

  /// The parameters of the other of method and outcome.
  private static func following(
    _ panel: ParameterPanel, _ state: WorkbenchState
  ) -> ParameterPanel {
    guard panel.owners.count > 1, let place = panel.owners.firstIndex(of: panel.owner),
      let snapshot = state.snapshot,
      let subject = snapshot.cohorts.first(where: { $0.name == panel.cohort })?.subjects
        .first(where: { $0.subject.stem == panel.subject })
    else { return panel }
    let next = panel.owners[(place + 1) % panel.owners.count]
    var other = ParameterPanel(
      of: next, owners: panel.owners, subject: subject, snapshot: snapshot)
    other?.why = panel.why
    return other ?? panel
  }
}

extension ParameterPanel {
  /// Changes the value under the cursor, or the reason.
  mutating func edit(_ key: Key) {
    if isAtReason { return why = Self.typed(key, after: why) ?? why }
    guard rows.indices.contains(cursor) else { return }
    switch key {
    case .delete: rows[cursor].typed = rows[cursor].study
    case .left: rows[cursor].turn(by: -1)
    case .right: rows[cursor].turn(by: 1)
    // What is typed takes the place of the value; taking letters away goes on with it.
    case .character(let character) where rows[cursor].typed == nil:
      rows[cursor].typed = String(character)
    default:
      rows[cursor].typed = Self.typed(key, after: rows[cursor].shown) ?? rows[cursor].typed
    }
  }

  private static func typed(_ key: Key, after text: String) -> String? {
    switch key {
    case .character(let character): text + String(character)
    case .backspace: String(text.dropLast())
    case .control("u"): ""
    default: nil
    }
  }
}

extension ParameterPanel.Row {
  /// The next of the words that it may be.
  mutating func turn(by step: Int) {
    let words = entry.kind.words
    guard words.count > 1 else { return }
    let place = words.firstIndex(of: shown) ?? (step > 0 ? -1 : 0)
    typed = words[(place + step + words.count) % words.count]
  }
}
