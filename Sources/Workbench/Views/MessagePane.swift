import Foundation
import Study
import Terminal

/// What went wrong with the shown variant, and what to do; or what was measured.
struct MessagePane {
  private let title: String
  private let lines: [Span]
  private let isFailure: Bool

  init(_ state: WorkbenchState) {
    guard let subject = state.shownSubject, let variant = state.shownVariant else {
      (title, lines, isFailure) = ("", [], false)
      return
    }
    let full = subject.variants[0]
    let failed = [variant, full].first { if case .failed = $0.state { true } else { false } }
    if let failed, case .failed(let step, let kind) = failed.state {
      title = "\(subject.subject.stem) \(failed.name): \(step) FAILED, \(kind.rawValue)"
      let remedy = failed.failure?.remedy ?? kind.remedy
      lines = [
        Span(failed.failure?.message ?? kind.sentence, .textError), Span(remedy, .text),
      ]
      isFailure = true
    } else {
      title = subject.subject.stem
      lines =
        Self.values(full, variant, key: state.shownCohort?.valueKey ?? "")
        + variant.warnings.map { Span("note: " + $0, .textWarning) }
      isFailure = false
    }
  }

  private static func values(_ full: VariantStatus, _ variant: VariantStatus, key: String) -> [Span]
  {
    guard let reference = full.values[key] else { return [] }
    let name = key.replacingOccurrences(of: "_ml", with: "").uppercased()
    var text = "\(name) \(Signed.plain(reference, decimals: 1)) ml"
    if let value = variant.values[key] {
      let change = 100 * (value - reference) / reference
      text += "   \(variant.name) \(Signed.plain(value, decimals: 1)) ml"
      text += "   \(Signed.text(value - reference, decimals: 1)) ml"
      text += " (\(Signed.text(change, decimals: 2)) %)"
    }
    return [Span(text, .text)]
  }

  /// Rows wanted, frame included; none when there is nothing to say.
  func height(columns: Int, room: Int) -> Int {
    guard !lines.isEmpty else { return 0 }
    let rows = lines.reduce(0) { $0 + wrapped($1.text, columns: columns - 4).count }
    return min(max(3, room / 3), rows + 2)
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
