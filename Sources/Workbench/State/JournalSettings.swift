import Jobs

/// The journal as it is read.
public struct JournalSettings: Sendable, Equatable {
  /// What happened, the newest last.
  public private(set) var events: [JournalEvent] = []
  /// The line under the cursor, among those shown.
  public private(set) var cursor = 0
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

  /// Goes down by rows.
  mutating func move(by count: Int) { cursor = max(0, min(cursor + count, places.count - 1)) }

  /// Shows lines with some words only.
  mutating func filter(by words: String) {
    self.words = words
    arrange()
    cursor = max(0, places.count - 1)
  }

  /// Takes the journal as it is now; the cursor stays at the end, or on its line.
  mutating func take(_ events: [JournalEvent], isCut: Bool) {
    let (follows, line) = (follows, shown)
    (self.events, self.isCut) = (events, isCut)
    arrange()
    if follows {
      cursor = max(0, places.count - 1)
    } else if let line {
      cursor = places.lastIndex { self.events[$0].sequence <= line.sequence } ?? 0
    }
    move(by: 0)
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
