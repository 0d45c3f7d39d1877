import Study
import Terminal

/// The state of a variant as one character.
enum VariantGlyph {
  static func span(_ state: VariantState, glyphs: Glyphs, tick: Int) -> Span {
    switch state {
    case .waiting, .queued: Span(String(glyphs.waiting), .taskWaiting)
    case .running: Span(String(glyphs.spinner(at: tick)), .taskRunning)
    case .done: Span(String(glyphs.check), .taskDone)
    case .failed: Span(String(glyphs.cross), .taskFailed)
    case .blocked: Span(String(glyphs.skipped), .taskSkipped)
    case .cancelled: Span(String(glyphs.cancelled), .taskCancelled)
    }
  }
}
