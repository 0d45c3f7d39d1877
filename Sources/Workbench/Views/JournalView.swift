import Foundation
import Jobs
import Study
import Terminal

/// The journal of everything that was run, the newest last.
enum JournalView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let journal = state.journal
    let filter = journal.words.isEmpty ? "" : ", with '\(journal.words)'"
    let inner = surface.frame(
      part, title: "log\(filter)", note: note(journal), Style(.frameFocused))
    guard !journal.places.isEmpty else {
      let words = journal.words.isEmpty ? "nothing has run yet" : "no line holds these words"
      surface.write(words, column: inner.column + 1, row: inner.row, .textDim)
      return
    }
    let lines = max(1, inner.rows - 1)
    let top = top(journal, lines: lines)
    let events = (top..<min(journal.places.count, top + lines)).compactMap {
      journal.event(at: $0)
    }
    var table = Table(
      columns: columns(events, wide: inner.columns >= 110),
      rows: events.map { row($0, state, glyphs: surface.glyphs, wide: inner.columns >= 110) },
      selected: journal.cursor - top)
    table.isFocused = true
    table.draw(in: &surface, inner)
  }

  /// The row of the screen counts as a line of the journal.
  static func line(atRow row: Int, _ state: WorkbenchState, _ part: Rectangle) -> Int? {
    let inner = part.inset()
    let line = top(state.journal, lines: max(1, inner.rows - 1)) + row - inner.row - 1
    return row > inner.row && row < inner.bottom && line < state.journal.places.count ? line : nil
  }

  private static func top(_ journal: JournalSettings, lines: Int) -> Int {
    Table.top(
      journal.top, showing: journal.cursor, count: journal.places.count,
      lines: lines)
  }

  private static func note(_ journal: JournalSettings) -> String {
    guard !journal.places.isEmpty else { return "" }
    let cut = journal.isCut ? ", older ones in journal.jsonl" : ""
    let follows = journal.follows ? ", follows" : ""
    return "\(journal.cursor + 1) of \(journal.places.count)\(cut)\(follows)"
  }

  private static func columns(_ events: [JournalEvent], wide: Bool) -> [Table.Column] {
    let subject = min(24, max(10, events.map { $0.labels.subject?.count ?? 0 }.max() ?? 0))
    return [
      Table.Column("time", width: wide ? 19 : 8), Table.Column("host", width: 12, priority: 5),
      Table.Column("", width: 1), Table.Column("subject", width: subject),
      Table.Column("cohort", width: 8, priority: 4), Table.Column("method", width: 11),
      Table.Column("step", width: 9), Table.Column("try", width: 3, align: .right, priority: 3),
      Table.Column("took", width: 7, align: .right), Table.Column("state", width: 20, grow: 1),
    ]
  }

  private static func row(
    _ event: JournalEvent, _ state: WorkbenchState, glyphs: Glyphs, wide: Bool
  ) -> [Span] {
    [
      Span(LogTime.text(event.time, zone: state.zone, wide: wide)),
      Span(event.host ?? ""), Span(VariantGlyph.span(event.standing, glyphs: glyphs).text),
      Span(event.labels.subject ?? ""), Span(event.labels.cohort ?? ""),
      Span(event.labels.method ?? ""), Span(event.kind),
      Span(event.attempt > 0 ? "\(event.attempt)" : ""),
      Span(event.seconds.map(Elapsed.text) ?? ""), Span(event.words, event.role),
    ]
  }
}

extension JournalEvent {
  /// The standing that its mark shows.
  var standing: TaskStanding {
    switch state {
    case .leased: .running
    case .done: .done
    case .failed: .failed
    case .cancelled: .cancelled
    case .waiting, .queued, nil: .waiting
    }
  }

  /// How the words look; few colours, since each costs bytes with every step of the cursor.
  var role: Role {
    switch state {
    case .failed: .taskFailed
    case .leased: .taskRunning
    default: .text
    }
  }
}

/// Moments as a log shows them.
enum LogTime {
  /// `18:05:12`, or `2026-11-27 18:05:12`.
  static func text(_ seconds: Double, zone: TimeZone, wide: Bool) -> String {
    guard seconds.isFinite, abs(seconds) < 1e11 else { return "" }
    let date = Date(timeIntervalSince1970: seconds)
    var moment = time_t(seconds.rounded(.down)) + zone.secondsFromGMT(for: date)
    var parts = tm()
    guard gmtime_r(&moment, &parts) != nil else { return "" }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    guard wide else { return clock }
    return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) \(clock)"
  }
}
