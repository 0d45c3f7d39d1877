import Jobs
import Terminal

/// The report as it is read.
public struct ReportSettings: Sendable, Equatable {
  /// Its lines.
  public var lines: [String] = []
  /// The first visible line.
  public var top = 0
  /// The line that was found, and the words looked for.
  var found: Int?
  var words = ""
  /// The state of the study and the width that the lines are of, or are asked for.
  var asked: Asked?

  /// What lines are asked for.
  struct Asked: Equatable {
    var version: StoreVersion
    var columns: Int
  }

  /// Goes down by rows of the screen.
  mutating func scroll(by count: Int, rows: Int) {
    top = max(0, min(top + count, lines.count - max(1, rows)))
  }

  /// Takes new lines; the place stays where it can.
  mutating func take(_ lines: [String], rows: Int) {
    self.lines = lines
    found = found.flatMap { lines.indices.contains($0) ? $0 : nil }
    scroll(by: 0, rows: rows)
  }
}

extension WorkbenchState {
  /// Columns of the report on a screen of a width; signs that seven-bit characters spell out need some.
  static func reportColumns(_ columns: Int, _ glyphs: Glyphs) -> Int {
    max(40, min(columns - (glyphs.isUTF8 ? 4 : 12), 120))
  }

  /// Looks for words in the report, or keeps the lines of the journal that hold them.
  mutating func find(_ words: String) {
    if view == .log { return journal.filter(by: words, rows: pageRows) }
    report.words = words
    report.found = nil
    if !words.isEmpty { findInReport(forward: true) }
  }

  /// The keys that go on with a search, in words.
  var goingOn: String { "\(key("subject.searchNext")) and \(key("subject.searchPrevious"))" }

  /// What is said beside words that are typed.
  var findNote: String {
    view == .log
      ? "lines with these words only; nothing shows all" : "words of the report; \(goingOn) go on"
  }

  /// Goes to the next line of the report with the words, round about.
  mutating func findInReport(forward: Bool) {
    let words = report.words.lowercased()
    let lines = report.lines
    guard !words.isEmpty, !lines.isEmpty else {
      return say("nothing to search for; \(key("text.find")) asks")
    }
    let start = report.found ?? (forward ? report.top - 1 : report.top)
    for offset in 1...lines.count {
      let place = (start + (forward ? offset : -offset) + 2 * lines.count) % lines.count
      guard lines[place].lowercased().contains(words) else { continue }
      report.found = place
      report.top = place
      report.scroll(by: -3, rows: pageRows)
      return
    }
    say("nothing in the report matches '\(report.words)'", isError: true)
  }
}
