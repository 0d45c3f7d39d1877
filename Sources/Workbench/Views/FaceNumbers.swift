import Faces
import Study
import Terminal

/// The verdict over a defaced face, and its zones as a table.
struct FaceNumbers {
  private let check: FaceCheck?
  private let subject: String
  private let judgement: Span?

  /// Rows wanted, frame included.
  static let rows = 11

  init(_ check: FaceCheck?, subject: String, judgement: Span? = nil) {
    (self.check, self.subject, self.judgement) = (check, subject, judgement)
  }

  func draw(in surface: inout Surface, _ part: Rectangle) {
    guard part.rows > 2 else { return }
    let title = check.map { "\(subject): \($0.grade.rawValue), \($0.grade.meaning)" } ?? subject
    let isBad = check?.grade == .present
    let inner = surface.frame(
      part, title: title,
      note: CharacterWidth.cut(
        judgement?.text ?? "", to: part.columns - 5, mark: surface.glyphs.ellipsis),
      Style(isBad ? .frameProtected : .frame),
      titleStyle: Style(isBad ? .textError : .frameTitle))
    var place = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    guard let check else {
      surface.write("nothing to compare yet", column: place.column, row: place.row, .textDim)
      return
    }
    let whole = place
    for (text, role) in [(Self.heading, Role.textDim)] + lines(check) where place.rows > 0 {
      surface.write(
        text, column: place.column, row: place.row, columns: place.columns, align: .left,
        Style(role))
      place = place.split(top: 1).bottom
    }
    beside(check, in: &surface, whole)
    if place.rows > 0, let reason = check.reasons.first {
      surface.write(reason, wrappedIn: place, Style(isBad ? .textError : .text))
    }
  }

  private static let heading = "zone       grade  <2 mm  mean mm  95 % mm  in view"

  /// What concerns the whole face, right of the table where there is room.
  private func beside(_ check: FaceCheck, in surface: inout Surface, _ part: Rectangle) {
    let (_, right) = part.split(left: Self.heading.count + 3)
    let facts = Self.facts(check)
    guard right.columns >= facts.map(\.count).max() ?? 0 else { return }
    for (row, fact) in facts.prefix(right.rows).enumerated() {
      surface.write(fact, column: right.column, row: right.row + row, .text)
    }
  }

  private static func facts(_ check: FaceCheck) -> [String] {
    let found = check.landmarks.values.compactMap(\.movedMM)
    let off = found.isEmpty ? 0 : found.reduce(0, +) / Double(found.count)
    return [
      check.templateNCC.map {
        "like a face     \(Signed.plain($0, decimals: 2)) (1: the template's)"
      },
      check.landmarks.isEmpty
        ? nil
        : "landmarks       \(found.count) of \(check.landmarks.count) found"
          + (found.isEmpty ? "" : ", \(Signed.plain(off, decimals: 1)) mm off"),
      check.noseProminenceMM.map { "nose            \(Signed.plain($0, decimals: 1)) mm out" },
    ].compactMap { $0 }
  }

  private func lines(_ check: FaceCheck) -> [(String, Role)] {
    let order = check.judged + FaceZone.allCases.filter { !check.judged.contains($0) }
    return order.compactMap { zone in
      check.zones[zone].map { found in
        let isJudged = check.judged.contains(zone)
        let role: Role =
          !isJudged ? .textDim : found.grade == .present ? .faceExposed : .text
        return (Self.line(isJudged ? zone.rawValue : "(\(zone.rawValue))", found), role)
      }
    }
  }

  private static func line(_ name: String, _ found: FaceCheck.Zone) -> String {
    let share = found.surface.map { "\(Signed.plain(100 * $0.rfs2, decimals: 0)) %" } ?? "-"
    let mean = found.surface.map { Signed.plain($0.meanMM, decimals: 1) } ?? "-"
    let far = found.surface.map { Signed.plain($0.p95MM, decimals: 1) } ?? "-"
    let seen = "\(Signed.plain(100 * found.fov, decimals: 0)) %"
    return left(name, 11) + left(found.grade.rawValue, 5) + right(share, 7) + right(mean, 9)
      + right(far, 9) + right(seen, 9)
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
