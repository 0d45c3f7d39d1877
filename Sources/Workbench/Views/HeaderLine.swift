import Jobs
import Study
import Terminal

/// The line at the top: study, cohort, what is going on.
enum HeaderLine {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    surface.fill(part, " ", Style(.bar))
    let right = activity(state, surface.glyphs)
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
    let count = cohort.subjects.count
    let all = state.snapshot?.cohorts.count ?? 1
    let place = all > 1 ? " (\(state.cohort + 1) of \(all), Tab)" : ""
    return [
      cohort.name + place, "\(count) subject\(count == 1 ? "" : "s")", cohort.outcome.uppercased(),
    ]
  }

  private static func activity(_ state: WorkbenchState, _ glyphs: Glyphs) -> [Span] {
    guard let snapshot = state.snapshot, state.holdsStudy else { return [] }
    let counts = snapshot.counts
    let lost = state.isWorking ? 0 : counts[.leased] ?? 0
    let coming = (counts[.queued] ?? 0) + (counts[.waiting] ?? 0) + lost - state.stuck
    let failed = counts[.failed] ?? 0
    var words: [Span] = []
    if snapshot.version.isPaused { words.append(Span("PAUSED", .barNotice)) }
    if state.isWorking {
      let spinner = glyphs.spinner(at: state.tick)
      words.append(Span("\(spinner) \(counts[.leased] ?? 0) running", .bar))
    }
    if coming > 0 { words.append(Span("\(coming) to do", .bar)) }
    if failed > 0 { words.append(Span("\(failed) failed", .barNotice)) }
    words += end(state, snapshot)
    let gap = Span(" \(glyphs.dot) ", .bar)
    return Array(words.map { [$0] }.joined(separator: [gap]))
  }

  private static func end(_ state: WorkbenchState, _ snapshot: StudySnapshot) -> [Span] {
    let counts = snapshot.counts
    let all = (counts[.queued] ?? 0) + (counts[.waiting] ?? 0) + (counts[.leased] ?? 0)
    let startable = all - state.stuck
    if state.isWorking {
      return snapshot.remainingSeconds.map { [Span("\(Elapsed.text($0)) left", .bar)] } ?? []
    }
    if startable > 0 && !snapshot.engineIsRunning { return [Span("no engine", .barNotice)] }
    return startable == 0 ? [Span("all done", .bar)] : []
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
