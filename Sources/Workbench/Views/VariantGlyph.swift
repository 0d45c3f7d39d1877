import Study
import Terminal

/// The state of a variant as one character; it stands still, so that a list of them costs nothing.
enum VariantGlyph {
  static func span(_ state: VariantState, glyphs: Glyphs) -> Span {
    switch state {
    case .waiting, .queued: Span(String(glyphs.waiting), .taskWaiting)
    case .running: Span(String(glyphs.full), .taskRunning)
    case .done: Span(String(glyphs.check), .taskDone)
    case .failed: Span(String(glyphs.cross), .taskFailed)
    case .blocked: Span(String(glyphs.skipped), .taskSkipped)
    case .cancelled: Span(String(glyphs.cancelled), .taskCancelled)
    }
  }

  /// What the characters mean.
  static func legend(_ glyphs: Glyphs) -> String {
    let marks: [(Unicode.Scalar, String)] = [
      (glyphs.check, "done"), (glyphs.cross, "failed"), (glyphs.full, "running"),
      (glyphs.waiting, "to do"), (glyphs.skipped, "full image failed"),
      (glyphs.cancelled, "cancelled"),
    ]
    return marks.map { "\($0) \($1)" }.joined(separator: "  ")
  }
}
