import Canvas
import Foundation
import Jobs
import Study
import Terminal

/// The workbench: draws the state, takes keys, and lets everything slow happen elsewhere.
///
/// Lives on one thread, the only one that touches the terminal.
public final class Workbench {
  let screen: Screen
  let asker: StudyAsker
  let ratings: RatingAsker
  private let shelf: ImageShelf
  let library: ThemeLibrary
  let clock: () -> Double
  let isDetailed: Bool
  let screensFolder: String?
  var themeName: String
  var context = DrawContext()
  var encodings: [Encoding]
  /// What decides the screen.
  public internal(set) var state = WorkbenchState()
  private var imagesSeen = 0
  private var mustDraw = true
  private var attention = (subject: "", since: 0.0)
  private var raised: Set<String> = []
  private(set) var pacer: LinePacer
  /// Why the study cannot be opened.
  private(set) var refusal: StudyError?

  /// A workbench over a study.
  ///
  /// - Parameters:
  ///   - screen: the terminal, or a recorder's screen.
  ///   - source: the study.
  ///   - loader: what reads images.
  ///   - options: how it looks.
  ///   - keeper: where verdicts go; nil where nothing is judged.
  ///   - clock: seconds since 1970.
  public init(
    screen: Screen, source: any StudySource, loader: any ImageLoader, options: WorkbenchOptions,
    keeper: (any RatingKeeper)? = nil,
    clock: @escaping () -> Double = { Date().timeIntervalSince1970 }
  ) {
    self.screen = screen
    self.clock = clock
    asker = StudyAsker(source)
    ratings = RatingAsker(keeper)
    shelf = ImageShelf(loader: loader)
    library = ThemeLibrary(folders: options.themeFolders)
    themeName = options.theme
    encodings = Encoding.possible(utf8: screen.glyphs.isUTF8, depth: screen.depth)
    pacer = LinePacer(isOn: options.measuresLine)
    context.depth = screen.depth
    context.glyphs = screen.glyphs
    state.isReadOnly = options.readOnly
    state.holdsStudy = source.holdsStudy
    state.judging.rater = options.judging.rater
    state.judging.beginsUnrated = options.judging.goesOn
    state.judging.blinding = options.judging.blindSeed.map { Blinding(seed: $0) }
    state.actions = options.keys.actions
    isDetailed = options.isDetailed
    screensFolder = options.screensFolder
    state.now = clock()
    if let mistake = options.keys.mistakes.first { state.say(mistake, isError: true) }
    let best = Encoding.best(utf8: screen.glyphs.isUTF8, depth: screen.depth)
    state.slices.encoding =
      options.pictures.encoding.flatMap { encodings.contains($0) ? $0 : nil } ?? best
    state.slices.isDrawn = options.pictures != .off
  }

  /// Runs until it is left.
  ///
  /// - Throws: an error when the study cannot be opened; the screen is left then.
  public func run() throws(StudyError) {
    start()
    while !state.isOver {
      // Who opens a study waits for nothing but the first screen.
      step(timeoutMS: state.snapshot == nil ? 5 : isBusy || pacer.isPending ? 30 : 100)
    }
    asker.close()
    ratings.finish()
    if let refusal { throw refusal }
  }

  /// How many lines the rater has written.
  var ratingsWritten: Int { ratings.written }

  /// Asks for the study.
  func start() {
    // The numbers of hidden pictures need the whole study.
    asker.open(glimpses: !state.isBlinded)
    probeLine(pacer.drew(.full, rows: 0, bytesSent: screen.bytesSent, now: clock()))
  }

  /// Whether something is under way whose end will change the screen.
  public var isBusy: Bool {
    shelf.isBusy || asker.isBusy || ratings.isBusy || imagesSeen != shelf.changes || mustDraw
  }

  /// One turn: the keys that are there, what arrived in the background, and a drawing.
  public func step(timeoutMS: Int) {
    state.now = clock()
    var key = screen.nextKey(timeoutMS: timeoutMS)
    while let pressed = key {
      handle(pressed)
      key = state.isOver ? nil : screen.nextKey(timeoutMS: 0)
    }
    collect()
    if mustDraw || imagesSeen != shelf.changes || pacer.isDue(now: state.now) { draw() }
  }

  private func collect() {
    state.now = clock()
    asker.poll(now: state.now, isHeld: state.isFrozen)
    for answer in asker.answers() {
      take(answer)
      mustDraw = true
    }
    for answer in ratings.answers() {
      take(answer)
      mustDraw = true
    }
    if let notice = state.notice, notice.until < state.now {
      state.notice = nil
      mustDraw = true
    }
    askForText()
    raisePriority()
    tick()
  }

  /// Asks for the report or the journal where they are shown and the study has changed since.
  private func askForText() {
    guard let snapshot = state.snapshot, state.holdsStudy, !state.isFrozen, !snapshot.isPartial
    else { return }
    if state.view == .report {
      let columns = WorkbenchState.reportColumns(screen.size.columns, screen.glyphs)
      let wanted = ReportSettings.Asked(version: snapshot.version, columns: columns)
      guard state.report.asked != wanted else { return }
      state.report.asked = wanted
      asker.report(snapshot, columns: columns)
    } else if state.view == .face, state.reidentification.isShown, let cohort = state.shownCohort {
      askForReidentification(cohort, snapshot)
    } else if state.view == .log, state.journal.asked != snapshot.version {
      state.journal.asked = snapshot.version
      asker.journal()
    }
  }

  /// One search at a time: the next begins when it is known what the last has found.
  private func askForReidentification(_ cohort: CohortStatus, _ snapshot: StudySnapshot) {
    let wanted = ReidentificationSettings.Asked(cohort, snapshot)
    let isUnderWay =
      state.reidentification.asked != nil
      && state.reidentification.asked != state.reidentification.found?.asked
    guard state.reidentification.asked != wanted, !isUnderWay else { return }
    state.reidentification.asked = wanted
    asker.reidentify(wanted, of: cohort, methods: snapshot.methods)
  }

  /// Spinners turn twice a second, and only while something runs.
  private func tick() {
    let tick = state.isWorking && !state.isFrozen ? Int(state.now * 2) : 0
    if tick != state.tick { mustDraw = true }
    state.tick = tick
  }

  /// What is looked at jumps the queue, once the cursor has come to rest.
  private func raisePriority() {
    guard let subject = Attention.subject(of: state) else { return }
    if subject != attention.subject {
      attention = (subject, state.now)
    } else if state.now - attention.since > 1, raised.insert(subject).inserted {
      asker.ask(.raisePriority(subject: subject))
    }
  }

  private func draw() {
    mustDraw = false
    imagesSeen = shelf.changes
    state.pageRows = max(2, Layout(screen.size, hasTabs: state.holdsStudy).body.rows - 3)
    context.images = shelf.want(ImageWishes.all(of: state))
    takeSteps()
    let before = pacer.rowsInFull
    context.detail = pacer.detail(for: pictureSignature, now: state.now)
    context.pictureDepth = pacer.isReduced ? .palette : nil
    // Nobody judges what the line has not brought yet.
    state.judging.isReading = isReadingPicture || context.detail == .withheld
    // Over a slow line the words that answer a key do not wait for the picture.
    if pacer.becomesCoarse { present(.withheld) }
    present(context.detail)
    let added = pacer.rowsInFull - before
    probeLine(
      pacer.drew(context.detail, rows: added, bytesSent: screen.bytesSent, now: state.now))
  }

  private func present(_ detail: PictureDetail) {
    var shown = context
    shown.detail = detail
    context.pictures.beginScreen()
    screen.present(Screenful.draw(state, shown, size: screen.size))
  }

  private func probeLine(_ isDue: Bool) {
    state.lineDelay = pacer.gauge.delay
    if isDue { screen.probe() }
  }

  private var pictureSignature: PictureSignature {
    let pair = state.view == .face ? ImageWishes.heads(of: state) : ImageWishes.pair(of: state)
    return PictureSignature(
      view: state.view, slices: state.slices, face: state.face,
      images: [pair.full, pair.variant].map { context.image($0)?.identity },
      rows: screen.size.rows, isCovered: state.panel != nil)
  }

  /// Whether the picture that would be judged is still on its way.
  private var isReadingPicture: Bool {
    let pair = state.view == .face ? ImageWishes.heads(of: state) : ImageWishes.pair(of: state)
    guard let request = pair.variant, case .loading? = context.images[request] else { return false }
    return true
  }

  /// Moves the slice by the steps that were asked for, once the image is there.
  private func takeSteps() {
    guard state.slices.pendingSteps != 0,
      let image = context.image(ImageWishes.pair(of: state).full)
    else { return }
    let axis = state.slices.plane.axis
    var point = state.slices.point ?? image.box.centre
    point[axis] += Double(state.slices.pendingSteps) * max(0.5, min(2, image.voxelMM))
    state.slices.point = image.box.clamp(point)
    state.slices.pendingSteps = 0
  }
}

// MARK: - Answers

extension Workbench {
  private func take(_ answer: StudyAsker.Answer) {
    switch answer {
    case .snapshot(let snapshot):
      if !snapshot.isPartial { state.opening = nil }
      state.takeJudged(snapshot)
    case .opening(let words): state.opening = words
    case .refused(let error): (refusal, state.isOver) = (error, true)
    case .trouble(let text):
      if state.snapshot == nil { state.trouble = text } else { state.say(text, isError: true) }
    case .said(let text): state.say(text)
    case .putBack(let count): state.say(StudyAsker.putBack(count))
    case .reidentification(let found): state.reidentification.found = found
    case .report(let lines): state.report.take(lines, rows: state.pageRows)
    case .journal(let events, let isCut):
      state.journal.take(events, isCut: isCut, rows: state.pageRows)
    case .log(let title, let lines): state.panel = .log(title: title, lines: lines, back: 0)
    }
  }

  /// What counts changes with a rating, so the study is read anew after it.
  private func take(_ answer: RatingAsker.Answer) {
    switch answer {
    case .rated(let rating, let movesOn): state.take(rating, movesOn: movesOn)
    case .withdrawn(let withdrawal): state.take(withdrawal)
    case .trouble(let text): return state.takeJudgingTrouble(text)
    }
    if !state.isFrozen { asker.pollSoon() }
  }
}

// MARK: - Keys

extension Workbench {
  /// Does what a key means now.
  public func handle(_ key: Key) {
    if key == .answer { return pacer.answered(now: clock()) }
    mustDraw = true
    pacer.keyPressed(now: clock())
    switch key {
    case .hangUp: state.isOver = true
    case .resize, .answer: break
    case .mouse(let mouse):
      MouseHandling.handle(mouse, state: &state, context: context, size: screen.size)
    default:
      let notice = state.notice
      defer { keep(notice) }
      state.notice = nil
      if key == .control("c") { return state.leave() }
      if handlePanel(key) { return }
      if let action = ActionTable.action(for: key, in: state.view, of: state.actions) {
        perform(action)
      } else {
        state.say(unknown(key))
      }
    }
  }

  /// While a verdict is being written the former news stays: that of the verdict takes its place.
  private func keep(_ notice: WorkbenchState.Notice?) {
    if state.judging.isWriting, state.notice == nil { state.notice = notice }
  }

  /// What a key that does nothing here is answered.
  private func unknown(_ key: Key) -> String {
    guard let elsewhere = state.actions.first(where: { $0.keys.contains(key) }) else {
      return "no such key; \(state.key("help.show")) for help"
    }
    let places = elsewhere.views.map(\.title).joined(separator: ", ")
    return
      "no such key here, \(KeyName.of(key)) works in \(places); \(state.key("help.show")) for help"
  }

  /// Does an action by its table entry, or says why not.
  public func perform(_ action: Action) {
    mustDraw = true
    if let reason = action.reasonDisabled(state) { return state.say(reason) }
    var requests: [Request] = []
    action.perform(&state, &requests)
    for request in requests { serve(request) }
  }

  private func handlePanel(_ key: Key) -> Bool {
    guard state.panel != nil else { return false }
    switch PanelKeys.handle(key, state: &state, size: screen.size) {
    case .nothing: break
    case .serve(let request): serve(request)
    case .run(let name): run(command: name)
    }
    return true
  }

  private func run(command text: String) {
    if let request = ScreenSaving.request(text) { return serve(request) }
    let name = text == "q" ? "program.quit" : text
    guard let action = ActionTable.named(name) else {
      let known = ActionTable.all.map(\.name)
      return state.say(
        "no action '\(text)': \(Suggestion.remedy(for: text, in: known))", isError: true)
    }
    guard action.applies(in: state.view) else {
      let places = action.views.map(\.title).joined(separator: ", ")
      return state.say("\(name) works in \(places)")
    }
    perform(action)
  }
}
