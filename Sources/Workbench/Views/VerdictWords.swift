import Study
import Terminal

/// Verdicts as characters and words; never by colour alone.
enum VerdictWords {
  /// The character beside a mark in lists: the key of the verdict; one that is outdated has its own.
  static func letter(_ standing: StandingRating, glyphs: Glyphs) -> Span {
    if standing.isOutdated { return Span(String(glyphs.stale), .taskStale) }
    let verdict = standing.rating.verdict
    let letter: String =
      switch verdict {
      case .pass: "p"
      case .fail: "f"
      case .unsure: "u"
      case .overstripped: ">"
      case .understripped: "<"
      }
    return Span(letter, role(verdict))
  }

  /// The colour of a verdict.
  static func role(_ verdict: RaterVerdict) -> Role {
    switch verdict.grade {
    case .pass: .judgementPass
    case .unsure: .judgementUnsure
    case .fail: .judgementFail
    }
  }

  private static func sign(_ verdict: RaterVerdict, _ glyphs: Glyphs) -> String {
    switch verdict.grade {
    case .pass: String(glyphs.check)
    case .unsure: String(glyphs.unsure)
    case .fail: String(glyphs.cross)
    }
  }

  /// The rating that stands beside a mark: the rater's own; to who only looks the worst of all.
  static func shown(_ variant: VariantStatus, _ state: WorkbenchState) -> StandingRating? {
    if !state.isReadOnly { return state.ownRating(of: variant) }
    return variant.ratings.min {
      ($0.isOutdated ? 1 : 0, $0.rating.verdict.grade.rawValue)
        < ($1.isOutdated ? 1 : 0, $1.rating.verdict.grade.rawValue)
    }
  }

  /// `you: x understripped, chin is left`; the rater's own first.
  static func lines(_ variant: VariantStatus, _ state: WorkbenchState, glyphs: Glyphs) -> [Span] {
    guard variant.picture != nil, state.holdsStudy else { return [] }
    let own = state.ownRating(of: variant)
    let others = variant.ratings.filter { $0.rating.rater != state.judging.rater }
    var lines = ([own].compactMap { $0 } + others).map { line($0, state, glyphs) }
    if own?.isOutdated != false, !state.isReadOnly, variant.hasPicture {
      let draft = state.shownItem.flatMap { state.judging.drafts[$0] }
      let words = "not rated: p pass f fail u unsure < > strip # note"
      lines.insert(Span(draft.map { "not rated, note: \($0)" } ?? words, .textDim), at: 0)
    }
    return lines
  }

  private static func line(
    _ standing: StandingRating, _ state: WorkbenchState, _ glyphs: Glyphs
  ) -> Span {
    let rating = standing.rating
    let rest = [
      standing.isOutdated ? "of an earlier picture, not counted" : nil,
      rating.note.isEmpty ? nil : rating.note,
    ].compactMap { $0 }
    let words = ([rating.verdict.word] + rest).joined(separator: ", ")
    let text = "\(rating.rater): \(sign(rating.verdict, glyphs)) \(words)"
    return Span(text, standing.isOutdated ? .textDim : role(rating.verdict))
  }
}
