import Study
import Terminal

/// The standing of a task or a variant as one character; it stands still, so that a list of them
/// costs nothing.
enum VariantGlyph {
  static func span(_ standing: TaskStanding, glyphs: Glyphs) -> Span {
    switch standing {
    case .waiting: Span(String(glyphs.waiting), .taskWaiting)
    case .ready: Span(String(glyphs.empty), .taskWaiting)
    case .running: Span(String(glyphs.full), .taskRunning)
    case .interrupted: Span(String(glyphs.stale), .taskStale)
    case .done: Span(String(glyphs.check), .taskDone)
    case .failed: Span(String(glyphs.cross), .taskFailed)
    case .blocked: Span(String(glyphs.skipped), .taskSkipped)
    case .cancelled: Span(String(glyphs.cancelled), .taskCancelled)
    }
  }

  static func span(_ state: VariantState, engineIsRunning: Bool, glyphs: Glyphs) -> Span {
    span(state.standing(engineIsRunning: engineIsRunning), glyphs: glyphs)
  }

  /// What the characters mean, of those that are there; as many as fit, none cut.
  static func legend(_ snapshot: StudySnapshot, glyphs: Glyphs, columns: Int) -> String {
    let present = TaskStanding.allCases.filter { snapshot.count($0) > 0 }
    let words = present.map { "\(span($0, glyphs: glyphs).text) \($0.word)" }
    return (0...words.count).reversed().map { words.prefix($0).joined(separator: "  ") }
      .first { CharacterWidth.columns(of: $0) <= columns } ?? ""
  }
}

/// One capital letter for each variant, for the heads of narrow columns.
enum VariantLetters {
  /// The first letter of a name that no name before it has taken.
  static func of(_ names: [String]) -> [String] {
    var taken: Set<Character> = []
    return names.map { name in
      let letters = name.uppercased().filter { $0.isLetter || $0.isNumber }
      let letter = letters.first { !taken.contains($0) } ?? letters.first ?? "?"
      taken.insert(letter)
      return String(letter)
    }
  }
}
