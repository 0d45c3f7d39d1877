import Terminal

/// The line of keys, or of news, or of words being typed.
enum KeyLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    if case .prompt(let prompt, let text) = state.panel {
      return draw(prompt, text, state, in: &surface, part)
    }
    if case .help(let help) = state.panel, help.isTyping {
      return draw("/" + help.words, note: "Enter keeps the words, Esc drops them", &surface, part)
    }
    if let notice = state.notice {
      surface.fill(part, " ", Style(.key))
      let text = CharacterWidth.cut(
        notice.text, to: part.columns - 2, mark: surface.glyphs.ellipsis)
      let role: Role = notice.isError ? .textError : .textStrong
      surface.write(text, column: part.column + 1, row: part.row, Style(role, on: .key))
      return
    }
    hints(state, in: &surface, part)
  }

  /// Keys that are never left out, at the right end.
  private static let last = ["help.show", "program.quit"]

  private static func hints(
    _ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle
  ) {
    let actions = state.actions.filter { $0.isInBar && $0.applies(in: state.view) }
      .filter { state.holdsStudy || last.contains($0.name) || $0.views == [.slices] }
      .filter { !state.isBlinded || ActionTable.blindObstacle($0.name) == nil }
    let always = actions.filter { last.contains($0.name) }.map { hint($0, state) }
    let width = always.reduce(1) { $0 + $1.key.count + $1.name.count + 3 }
    let (left, right) = part.split(left: part.columns - width)
    let others = actions.filter { !last.contains($0.name) }.map { hint($0, state) }
    surface.keyBar(others, row: part.row, part: left)
    surface.keyBar(always, row: part.row, part: right)
  }

  private static func hint(_ action: Action, _ state: WorkbenchState) -> KeyHint {
    let isEnabled = action.reasonDisabled(state) == nil
    // Keys that stand for several actions are written together, unless a user has moved them.
    guard action.keys == ActionTable.named(action.name)?.keys else {
      return KeyHint(action.keys.first.map(KeyName.of) ?? "", action.label, isEnabled: isEnabled)
    }
    switch action.name {
    case "subject.next":
      let noun =
        switch state.view {
        case .queue: "task"
        case .report, .log: "line"
        default: "subject"
        }
      return KeyHint("j/k", noun, isEnabled: isEnabled)
    case "plane.sagittal": return KeyHint("s/c/a", "plane", isEnabled: isEnabled)
    case "slice.next": return KeyHint("[ ]", "slice", isEnabled: isEnabled)
    default:
      return KeyHint(
        action.keys.first.map(KeyName.of) ?? "", action.label, isEnabled: isEnabled)
    }
  }
}

// MARK: - Words being typed

extension KeyLine {
  private static func draw(
    _ prompt: WorkbenchState.Prompt, _ text: String, _ state: WorkbenchState,
    in surface: inout Surface, _ part: Rectangle
  ) {
    let note: String
    switch prompt {
    case .note: note = "Enter keeps the note, Esc leaves it as it was"
    case .search: note = "a part of a subject's label; \(state.goingOn) go on"
    case .find: note = state.findNote
    case .command:
      let candidates = CommandLineText.candidates(text)
      if let only = candidates.first, candidates.count == 1 || only.name == text {
        note = only.help
      } else if CommandLineText.others.contains(where: { text.hasPrefix($0) || $0 == text }) {
        note = "[--detail] [FILE]: writes the screen as text and with its colours"
      } else if candidates.isEmpty {
        note = "no action begins so"
      } else {
        note = candidates.map(\.name).joined(separator: "  ")
      }
    }
    draw(prompt.mark + text, note: note, &surface, part)
  }

  private static func draw(
    _ text: String, note: String, _ surface: inout Surface, _ part: Rectangle
  ) {
    surface.fill(part, " ", Style(.prompt))
    let end = surface.write(text, column: part.column, row: part.row, .prompt)
    surface.cursor = (min(end, part.right - 1), part.row)
    let room = part.right - end - 4
    guard room > 8 else { return }
    let cut = CharacterWidth.cut(note, to: room, mark: surface.glyphs.ellipsis)
    surface.write(cut, column: end + 3, row: part.row, Style(.textDim, on: .prompt))
  }
}
