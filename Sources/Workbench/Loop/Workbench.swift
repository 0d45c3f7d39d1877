import Canvas
import Foundation
import Jobs
import Study
import Terminal

/// The workbench: draws the state, takes keys, and lets everything slow happen elsewhere.
///
/// Lives on one thread, the only one that touches the terminal.
public final class Workbench {
  private let screen: Screen
  private let asker: StudyAsker
  private let shelf: ImageShelf
  private let library: ThemeLibrary
  private var themeName: String
  private var context = DrawContext()
  private var encodings: [Encoding]
  /// What decides the screen.
  public private(set) var state = WorkbenchState()
  private var imagesSeen = 0

  /// A workbench over a study.
  ///
  /// - Parameters:
  ///   - screen: the terminal, or a recorder's screen.
  ///   - source: the study.
  ///   - loader: what reads images.
  ///   - options: how it looks.
  public init(
    screen: Screen, source: any StudySource, loader: any ImageLoader, options: WorkbenchOptions
  ) {
    self.screen = screen
    asker = StudyAsker(source)
    shelf = ImageShelf(loader: loader)
    library = ThemeLibrary(folders: options.themeFolders)
    themeName = options.theme
    encodings = Encoding.possible(utf8: screen.glyphs.isUTF8, depth: screen.depth)
    context.depth = screen.depth
    context.glyphs = screen.glyphs
    state.isReadOnly = options.readOnly
    let best = Encoding.best(utf8: screen.glyphs.isUTF8, depth: screen.depth)
    state.slices.encoding = options.pictures.flatMap { encodings.contains($0) ? $0 : nil } ?? best
  }

  /// Runs until it is left.
  public func run() {
    asker.refresh()
    while !state.isOver {
      step(timeoutMS: isBusy ? 30 : 100)
    }
    asker.close()
  }

  /// Whether something is under way whose end will change the screen.
  public var isBusy: Bool { shelf.isBusy || asker.isBusy || imagesSeen != shelf.changes }

  /// One turn: the keys that are there, what arrived in the background, and a drawing.
  public func step(timeoutMS: Int) {
    state.now = Date().timeIntervalSince1970
    var key = screen.nextKey(timeoutMS: timeoutMS)
    while let pressed = key {
      handle(pressed)
      key = state.isOver ? nil : screen.nextKey(timeoutMS: 0)
    }
    collect()
    draw()
  }

  private func collect() {
    state.now = Date().timeIntervalSince1970
    asker.poll(now: state.now, isHeld: state.isFrozen)
    for answer in asker.answers() { take(answer) }
    if let notice = state.notice, notice.until < state.now { state.notice = nil }
    let isRunning = (state.snapshot?.counts[.leased] ?? 0) > 0
    state.tick = isRunning && !state.isFrozen ? Int(state.now * 2) : 0
    if !isRunning || state.isFrozen { state.now = floor(state.now) }
  }

  private func draw() {
    imagesSeen = shelf.changes
    context.images = shelf.want(ImageWishes.all(of: state))
    takeSteps()
    screen.present(Screenful.draw(state, context, size: screen.size))
  }

  /// Moves the slice by the steps that were asked for, once the image is there.
  private func takeSteps() {
    guard state.slices.pendingSteps != 0,
      let image = context.image(ImageWishes.pair(of: state).full)
    else { return }
    let axis = state.slices.plane.axis
    var point = state.slices.point ?? image.box.centre
    let size = image.image.grid.voxelSizeMM.min()
    point[axis] += Double(state.slices.pendingSteps) * max(0.5, min(2, size))
    state.slices.point = image.box.clamp(point)
    state.slices.pendingSteps = 0
  }
}

// MARK: - Answers

extension Workbench {
  private func take(_ answer: StudyAsker.Answer) {
    switch answer {
    case .snapshot(let snapshot):
      state.snapshot = snapshot
      state.trouble = nil
      state.clampCursors()
    case .trouble(let text):
      if state.snapshot == nil { state.trouble = text } else { state.say(text, isError: true) }
    case .said(let text): state.say(text)
    case .log(let title, let lines): state.panel = .log(title: title, lines: lines)
    }
  }
}

// MARK: - Keys

extension Workbench {
  /// Does what a key means now.
  public func handle(_ key: Key) {
    switch key {
    case .hangUp: state.isOver = true
    case .resize, .answer: break
    case .mouse(let mouse): MouseHandling.handle(mouse, state: &state, size: screen.size)
    default:
      state.notice = nil
      if !handlePanel(key), let action = ActionTable.action(for: key, in: state.view) {
        perform(action)
      }
    }
  }

  /// Does an action by its table entry, or says why not.
  public func perform(_ action: Action) {
    if let reason = action.reasonDisabled(state) { return state.say(reason) }
    var requests: [Request] = []
    action.perform(&state, &requests)
    for request in requests { serve(request) }
  }

  private func handlePanel(_ key: Key) -> Bool {
    guard let panel = state.panel else { return false }
    switch panel {
    case .help(let top): handleHelp(key, top: top)
    case .log: if [.escape, .character("q"), .enter, .character("L")].contains(key) { state.panel = nil }
    case .confirm(_, let action): handleQuestion(key, action)
    case .prompt(let prompt, let text): handlePrompt(key, prompt, text)
    }
    return true
  }

  private func handleHelp(_ key: Key, top: Int) {
    switch key {
    case .character("j"), .down: state.panel = .help(top: min(top + 1, ActionTable.all.count))
    case .character("k"), .up: state.panel = .help(top: max(0, top - 1))
    case .pageDown, .character(" "): state.panel = .help(top: min(top + 10, ActionTable.all.count))
    case .pageUp: state.panel = .help(top: max(0, top - 10))
    default: state.panel = nil
    }
  }

  private func handleQuestion(_ key: Key, _ action: WorkbenchState.PendingAction) {
    guard key == .character("y") else {
      state.panel = nil
      return
    }
    state.panel = nil
    switch action {
    case .retryFailed(let cohort): serve(.retryFailed(cohort: cohort))
    case .cancelTask(let id): serve(.cancelTask(id: id))
    case .quit: state.isOver = true
    }
  }

  private func handlePrompt(_ key: Key, _ prompt: WorkbenchState.Prompt, _ text: String) {
    switch key {
    case .escape: state.panel = nil
    case .backspace, .delete: state.panel = text.isEmpty ? nil : .prompt(prompt, String(text.dropLast()))
    case .character(let character): state.panel = .prompt(prompt, text + String(character))
    case .tab: state.panel = .prompt(prompt, completed(text, prompt))
    case .enter:
      state.panel = nil
      finish(prompt, text)
    default: break
    }
  }

  private func completed(_ text: String, _ prompt: WorkbenchState.Prompt) -> String {
    guard prompt == .command else { return text }
    return ActionTable.all.map(\.name).first { $0.hasPrefix(text) } ?? text
  }

  private func finish(_ prompt: WorkbenchState.Prompt, _ text: String) {
    switch prompt {
    case .search:
      state.search = text
      state.findNext(forward: true)
    case .command:
      if text == "q" { return state.isOver = true }
      guard let action = ActionTable.named(text) else {
        let names = ActionTable.all.map(\.name)
        return state.say("no action '\(text)': \(Suggestion.remedy(for: text, in: names))", isError: true)
      }
      perform(action)
    }
  }
}

// MARK: - Requests

extension Workbench {
  private func serve(_ request: Request) {
    switch request {
    case .nextTheme: nextTheme()
    case .nextEncoding: nextEncoding()
    case .redraw: screen.redraw()
    case .suspend: screen.suspend()
    case .refresh: asker.refresh()
    default: asker.ask(request)
    }
  }

  private func nextTheme() {
    let names = library.names
    guard let place = names.firstIndex(of: themeName) else { return }
    themeName = names[(place + 1) % names.count]
    screen.theme = library.theme(named: themeName).theme
    state.say("theme \(themeName)")
  }

  private func nextEncoding() {
    let place = encodings.firstIndex(of: state.slices.encoding) ?? 0
    state.slices.encoding = encodings[(place + 1) % encodings.count]
    state.say("pictures: \(state.slices.encoding.rawValue)")
  }
}
