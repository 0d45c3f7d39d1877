import Terminal

/// What keys mean while something lies above the view.
enum PanelKeys {
  /// What is to be done besides changing the state.
  enum Outcome: Equatable {
    case nothing
    case serve(Request)
    case run(String)
  }

  /// Takes a key; only called while there is a panel.
  static func handle(_ key: Key, state: inout WorkbenchState, size: Size) -> Outcome {
    switch state.panel {
    case .help(let help): self.help(key, help, &state, size)
    case .log(let title, let lines, let back): log(key, title, lines, back, &state, size)
    case .confirm(_, let action): return answer(key, action, &state)
    case .prompt(let prompt, let text): return type(key, prompt, text, &state)
    case .parameters(let panel): ParameterKeys.handle(key, panel, &state)
    case .choice(let panel): return ChoiceKeys.handle(key, panel, &state)
    case nil: break
    }
    return .nothing
  }
}

// MARK: - Help and log

extension PanelKeys {
  private static func help(
    _ key: Key, _ help: WorkbenchState.Help, _ state: inout WorkbenchState, _ size: Size
  ) {
    var help = help
    if help.isTyping {
      state.panel = .help(searching(key, help))
      return
    }
    switch (key, scrolled(key)) {
    case (.character("/"), _): help.isTyping = true
    case (_, let count?): help.top += count
    case (.escape, _) where !help.words.isEmpty: help = .init()
    default:
      state.panel = nil
      return
    }
    let rows = PanelView.helpRows(size: size)
    let count = PanelView.helpLines(state, words: help.words, size: size).count
    help.top = max(0, min(help.top, count - rows))
    state.panel = .help(help)
  }

  private static func searching(_ key: Key, _ help: WorkbenchState.Help) -> WorkbenchState.Help {
    var help = help
    help.top = 0
    switch key {
    case .character(let character): help.words.append(character)
    case .backspace, .delete: help.words = String(help.words.dropLast())
    case .enter: help.isTyping = false
    case .escape: help = .init()
    default: break
    }
    return help
  }

  private static func log(
    _ key: Key, _ title: String, _ lines: [String], _ back: Int, _ state: inout WorkbenchState,
    _ size: Size
  ) {
    guard let count = scrolled(key) else {
      if [.escape, .enter, .character("q"), .character("L")].contains(key) { state.panel = nil }
      return
    }
    let most = PanelView.logLines(lines, size: size).count - PanelView.logRows(lines, size: size)
    state.panel = .log(title: title, lines: lines, back: max(0, min(back - count, most)))
  }

  /// Rows that a key goes down.
  private static func scrolled(_ key: Key) -> Int? {
    switch key {
    case .character("j"), .down: 1
    case .character("k"), .up: -1
    case .pageDown, .character(" "): 10
    case .pageUp: -10
    case .character("g"), .home: -100_000
    case .character("G"), .end: 100_000
    default: nil
    }
  }
}

// MARK: - Questions and words

extension PanelKeys {
  private static func answer(
    _ key: Key, _ action: WorkbenchState.PendingAction, _ state: inout WorkbenchState
  ) -> Outcome {
    guard [.character("y"), .character("n"), .escape, .character("q"), .enter].contains(key) else {
      return .nothing
    }
    state.panel = nil
    guard key == .character("y") else { return .nothing }
    switch action {
    case .retryTasks(let ids): return .serve(.retryTasks(ids))
    case .rerunTasks(let ids): return .serve(.rerunTasks(ids))
    case .cancelTasks(let ids): return .serve(.cancelTasks(ids))
    case .changeParameters(let wish): return .serve(.changeParameters(wish))
    case .leave:
      state.isOver = true
      return .nothing
    }
  }

  private static func type(
    _ key: Key, _ prompt: WorkbenchState.Prompt, _ text: String, _ state: inout WorkbenchState
  ) -> Outcome {
    switch key {
    case .escape: state.panel = nil
    case .backspace, .delete:
      state.panel = text.isEmpty ? nil : .prompt(prompt, String(text.dropLast()))
    case .control("u"): state.panel = .prompt(prompt, "")
    case .character(let character): state.panel = .prompt(prompt, text + String(character))
    case .tab where prompt == .command:
      state.panel = .prompt(prompt, CommandLineText.completed(text))
    case .enter:
      state.panel = nil
      return finish(prompt, text, &state)
    default: break
    }
    return .nothing
  }

  private static func finish(
    _ prompt: WorkbenchState.Prompt, _ text: String, _ state: inout WorkbenchState
  ) -> Outcome {
    switch prompt {
    case .search:
      state.search = text
      if !text.isEmpty { state.findNext(forward: true) }
      return .nothing
    case .find:
      state.find(text)
      return .nothing
    case .command: return text.isEmpty ? .nothing : .run(text)
    case .note: return state.finishNote(text).map { .serve($0) } ?? .nothing
    }
  }
}

/// The names of actions as they are typed after `:`.
enum CommandLineText {
  /// What is not the name of an action.
  static let others = ["save-screen"]

  /// The names that begin with the text.
  static func candidates(_ text: String) -> [Action] {
    ActionTable.all.filter { $0.name.hasPrefix(text) }
  }

  /// The text with as much added as all names that begin with it have in common; where nothing can
  /// be added, the next of these names.
  static func completed(_ text: String) -> String {
    let names = candidates(text).map(\.name) + others.filter { $0.hasPrefix(text) }
    guard let first = names.first else { return text }
    let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    if common.count > text.count { return common }
    return following(text)
  }

  /// With a whole name: the next one of the same noun.
  private static func following(_ text: String) -> String {
    let noun = text.prefix { $0 != "." }
    let family = ActionTable.all.map(\.name).filter { $0.prefix { $0 != "." } == noun }
    guard let place = family.firstIndex(of: text) else {
      return candidates(text).first?.name ?? text
    }
    return family[(place + 1) % family.count]
  }
}
