import Foundation
import Study
import Terminal

/// What went wrong with the shown variant, and what to do; or what was measured.
struct MessagePane {
  private let title: String
  private let lines: [Span]
  private let isFailure: Bool

  init(_ state: WorkbenchState, glyphs: Glyphs = .ascii) {
    guard let subject = state.shownSubject, let variant = state.shownVariant else {
      (title, lines, isFailure) = ("", [], false)
      return
    }
    let full = subject.variants[0]
    let judgement = VerdictWords.lines(variant, state, glyphs: glyphs)
    let failed = [variant, full].first { if case .failed = $0.state { true } else { false } }
    if let failed, case .failed(let step, let kind) = failed.state {
      title = "\(subject.subject.stem) \(failed.name): \(step) FAILED, \(kind.rawValue)"
      // What helps against a verdict stands in the verdict's own line.
      let remedy =
        kind == .rejectedByRater
        ? [] : [Span(failed.failure?.remedy ?? kind.remedy, .text)]
      lines =
        [Span(failed.failure?.message ?? kind.sentence, .textError)] + remedy
        + (state.holdsStudy && !state.isReadOnly && kind != .rejectedByRater
          ? [Span(state.rerunHint, .textDim)] : [])
        + (state.holdsStudy
          ? failed.differences.map { Span("parameters differ: \($0.words)", .textWarning) }
            + [Span("left out of the agreement: \(subject.reasonLeftOut)", .textDim)] : [])
        + judgement
      isFailure = kind != .rejectedByRater
    } else {
      title = subject.subject.stem
      lines =
        Self.values(full, variant, subject, state)
        + judgement + variant.warnings.map { Span("note: " + $0, .textWarning) }
      isFailure = false
    }
  }

  /// Both values, then what the difference means, and in which parameters the subject differs.
  private static func values(
    _ full: VariantStatus, _ variant: VariantStatus, _ subject: SubjectStatus,
    _ state: WorkbenchState
  ) -> [Span] {
    guard let cohort = state.shownCohort, let reference = full.values[cohort.valueKey] else {
      return []
    }
    let name = cohort.outcome.uppercased()
    var text = "\(name) \(Signed.plain(reference, decimals: 1)) ml"
    if let value = variant.values[cohort.valueKey] {
      let change = 100 * (value - reference) / reference
      text += "   \(variant.name) \(Signed.plain(value, decimals: 1)) ml"
      text += "   \(Signed.text(value - reference, decimals: 1)) ml"
      text += " (\(Signed.text(change, decimals: 2)) %)"
    }
    let verdict = Verdict.ofSubject(
      subject, variant: variant.name, cohort: cohort, controls: state.snapshot?.controls ?? [])
    let own = variant.differences.map { difference in
      Span(
        "parameters differ: \(difference.words)" + (difference.why.map { ", \($0)" } ?? ""),
        .textWarning)
    }
    return [Span(text, .text)] + own + (verdict.map { [Span($0, .textStrong)] } ?? [])
  }

  /// Rows wanted, frame included; none when there is nothing to say.
  func height(columns: Int, room: Int) -> Int {
    guard !lines.isEmpty else { return 0 }
    let rows = lines.reduce(0) { $0 + wrapped($1.text, columns: columns - 4).count }
    return min(max(3, room * 2 / 5), rows + 2)
  }

  func draw(in surface: inout Surface, _ part: Rectangle) {
    guard part.rows > 2 else { return }
    let style = Style(isFailure ? .frameProtected : .frame)
    var inner = surface.frame(
      part, title: title, style, titleStyle: Style(isFailure ? .textError : .frameTitle))
    inner = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    for line in lines {
      let used = surface.write(line.text, wrappedIn: inner, line.style)
      inner = inner.split(top: used).bottom
    }
  }
}
