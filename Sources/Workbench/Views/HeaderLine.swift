import Study
import Terminal

/// The line at the top: study, cohort, what is going on.
enum HeaderLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    surface.fill(part, " ", Style(.bar))
    let most = part.columns - 10
    let right = activities(state, surface.glyphs).first { columns($0) <= most } ?? []
    let width = columns(right)
    let room = part.columns - width - 3
    let left = choices(state, surface.glyphs).first { columns($0) <= room } ?? []
    surface.write(left, column: 1, row: part.row, limit: max(0, room))
    surface.write(right, column: part.right - width - 1, row: part.row)
  }

  private static func columns(_ spans: [Span]) -> Int {
    spans.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
  }

  /// What may stand at the left, the longest first.
  private static func choices(_ state: WorkbenchState, _ glyphs: Glyphs) -> [[Span]] {
    let name = Span("bauta", .barName)
    let notes = [
      state.isReadOnly && state.holdsStudy ? Span("  READ-ONLY", .barNotice) : nil,
      state.isBlinded ? Span("  BLINDED", .barNotice) : nil,
      state.isFrozen ? Span("  FROZEN", .barNotice) : nil,
    ].compactMap { $0 }
    guard let snapshot = state.snapshot else { return [[name]] }
    let study = Span("  " + title(of: snapshot, state), .bar)
    let words = cohortWords(state)
    let cohorts = (0..<words.count).reversed().map { last in
      Span("   " + words[0...last].joined(separator: " \(glyphs.dot) "), .bar)
    }
    return cohorts.map { [name, study, $0] + notes } + [[name, study] + notes, [name] + notes]
  }

  private static func title(of snapshot: StudySnapshot, _ state: WorkbenchState) -> String {
    guard !state.holdsStudy else { return snapshot.name }
    return state.shownSubject?.variants.map(\.name).joined(separator: "  ") ?? ""
  }

  private static func cohortWords(_ state: WorkbenchState) -> [String] {
    guard state.holdsStudy, let cohort = state.shownCohort else { return [] }
    if state.isBlinded { return ["rater \(state.judging.rater)"] }
    let count = cohort.subjects.count
    let all = state.snapshot?.cohorts.count ?? 1
    let place = all > 1 ? " (\(state.cohort + 1) of \(all), \(state.key("cohort.next")))" : ""
    return [
      cohort.name + place, "\(count) subject\(count == 1 ? "" : "s")", cohort.outcome.uppercased(),
    ]
  }

  /// What may stand at the right, the longest first.
  private static func activities(_ state: WorkbenchState, _ glyphs: Glyphs) -> [[Span]] {
    guard let snapshot = state.snapshot, state.holdsStudy else {
      return line(state).isEmpty ? [] : [line(state)]
    }
    let gap = Span(" \(glyphs.dot) ", .bar)
    let standing = notices(state, snapshot)
    if state.isBlinded {
      let words = standing + (state.ratedWords.map { [Span($0, .bar)] } ?? [])
      return [Array(words.map { [$0] }.joined(separator: [gap]))]
    }
    // How many tasks stand where is not known before the whole study is read.
    if snapshot.isPartial { return [standing + [gap] + line(state), standing] }
    if let end = snapshot.endWords {
      let isBad = snapshot.count(.failed) + snapshot.count(.blocked) > 0
      return [
        Array(
          (standing + [Span(end, isBad ? .barNotice : .bar)] + line(state)).map { [$0] }
            .joined(separator: [gap])),
        Array(
          (standing + [Span(end, isBad ? .barNotice : .bar)]).map { [$0] }
            .joined(separator: [gap])),
      ] + (standing.isEmpty ? [] : [Array(standing.map { [$0] }.joined(separator: [gap]))])
    }
    let counts = TaskStanding.allCases.filter { $0 != .done && snapshot.count($0) > 0 }.map {
      count($0, snapshot, state, glyphs)
    }
    let all = standing + counts + end(state, snapshot) + line(state)
    return (standing.count...max(standing.count, all.count)).reversed().map { count in
      Array(all.prefix(count).map { [$0] }.joined(separator: [gap]))
    }
  }

  /// How far away the terminal is, where that is felt.
  private static func line(_ state: WorkbenchState) -> [Span] {
    guard let delay = state.lineDelay, delay >= 0.02, delay < 60 else { return [] }
    // Coarse steps, so that small changes send nothing.
    let step = delay < 0.1 ? 10.0 : 50
    return [Span("line \(Int((delay * 1000 / step).rounded() * step)) ms", .bar)]
  }

  /// What stands there whatever else has room.
  private static func notices(_ state: WorkbenchState, _ snapshot: StudySnapshot) -> [Span] {
    let words = [
      state.opening ?? state.planObstacle, snapshot.version.isPaused ? "PAUSED" : nil,
    ]
    return words.compactMap { $0 }.map { Span($0, .barNotice) }
  }

  private static func count(
    _ standing: TaskStanding, _ snapshot: StudySnapshot, _ state: WorkbenchState, _ glyphs: Glyphs
  ) -> Span {
    let words = "\(snapshot.count(standing)) \(standing.word)"
    switch standing {
    case .running:
      // In the queue times change with even ticks; the spinner takes turns with them.
      let step = state.view == .queue ? (state.tick + 1) / 2 : state.tick
      return Span("\(glyphs.spinner(at: step)) \(words)", .bar)
    case .failed, .blocked, .interrupted: return Span(words, .barNotice)
    default: return Span(words, .bar)
    }
  }

  /// How long it will take, or that nobody is at work.
  private static func end(_ state: WorkbenchState, _ snapshot: StudySnapshot) -> [Span] {
    if !snapshot.engineIsRunning { return [Span("no engine", .barNotice)] }
    guard state.isWorking else { return [] }
    return snapshot.remainingSeconds.map { [Span("\(Elapsed.text($0)) left", .bar)] } ?? []
  }
}

/// Times as people read them.
enum Elapsed {
  /// `42 s`, `3:05`, `2:10 h`.
  static func text(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e7 else { return "?" }
    let whole = Int(seconds)
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60):\(padded(whole % 60))" }
    return "\(whole / 3600):\(padded(whole % 3600 / 60)) h"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
