import Jobs
import Terminal

/// The journal as it is read.
public struct JournalSettings: Sendable, Equatable {
  /// What happened, the newest last.
  public private(set) var events: [JournalEvent] = []
  /// The line under the cursor, among those shown.
  public private(set) var cursor = 0
  /// The first visible line; lines stand still while the cursor moves among them.
  public private(set) var top = 0
  /// Words that lines must hold.
  public private(set) var words = ""
  /// Whether older lines were left unread.
  public private(set) var isCut = false
  /// Places of the lines shown.
  private(set) var places: [Int] = []
  /// The state of the study for which the journal was asked for last.
  var asked: StoreVersion?

  /// Whether the cursor is at the end, where it stays as lines come.
  var follows: Bool { cursor >= places.count - 1 }

  /// The line under the cursor.
  var shown: JournalEvent? { event(at: cursor) }

  /// A line by its row.
  func event(at row: Int) -> JournalEvent? {
    guard places.indices.contains(row), events.indices.contains(places[row]) else { return nil }
    return events[places[row]]
  }

  /// Goes down by lines, of which so many are visible.
  mutating func move(by count: Int, rows: Int) {
    cursor = max(0, min(cursor + count, places.count - 1))
    top = Table.top(top, showing: cursor, count: places.count, lines: max(1, rows))
  }

  /// Shows lines with some words only.
  mutating func filter(by words: String, rows: Int) {
    self.words = words
    arrange()
    move(by: places.count, rows: rows)
  }

  /// Takes the journal as it is now; the cursor stays at the end, or on its line.
  mutating func take(_ events: [JournalEvent], isCut: Bool, rows: Int) {
    let (follows, line) = (follows, shown)
    (self.events, self.isCut) = (events, isCut)
    arrange()
    if !follows, let line {
      let former = cursor
      cursor = places.lastIndex { self.events[$0].sequence <= line.sequence } ?? 0
      // Lines that were let go of above do not move what is seen.
      top += cursor - former
    }
    move(by: follows ? places.count : 0, rows: rows)
  }

  /// Calls subjects by other names.
  mutating func rename(_ name: (String) -> String) {
    for place in events.indices {
      events[place].labels.subject = events[place].labels.subject.map(name)
    }
  }

  private mutating func arrange() {
    let wanted = words.lowercased()
    places = events.indices.filter {
      wanted.isEmpty || events[$0].text.lowercased().contains(wanted)
    }
  }
}
