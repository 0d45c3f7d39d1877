import Terminal

/// The report as it would be written to a file.
enum ReportView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let report = state.report
    let inner = surface.frame(
      part, title: "report: 'bauta report' writes it", note: note(report, rows: part.rows - 2),
      Style(.frameFocused))
    guard !report.lines.isEmpty else {
      surface.write("writing the report", column: inner.column + 1, row: inner.row, .textDim)
      return
    }
    for row in 0..<max(0, inner.rows) {
      let place = report.top + row
      guard report.lines.indices.contains(place) else { return }
      surface.write(
        Self.spelled(report.lines[place], surface.glyphs),
        column: inner.column + 1, row: inner.row + row, style(of: report, place),
        limit: inner.columns - 2)
    }
  }

  private static func style(of report: ReportSettings, _ place: Int) -> Style {
    if place == report.found { return Style(.promptMatch) }
    let line = report.lines[place]
    // Headings stand at the edge above their rule.
    let next = report.lines.indices.contains(place + 1) ? report.lines[place + 1] : ""
    let isHeading = !line.isEmpty && !next.isEmpty && next.allSatisfy { $0 == "=" || $0 == "-" }
    return Style(
      isHeading ? .textStrong : line.allSatisfy { $0 == "=" || $0 == "-" } ? .textDim : .text)
  }

  /// The line in characters that the terminal has.
  private static func spelled(_ line: String, _ glyphs: Glyphs) -> String {
    guard !glyphs.isUTF8, line.contains("±") else { return line }
    return line.split(separator: "±", omittingEmptySubsequences: false)
      .joined(separator: glyphs.plusMinus)
  }

  private static func note(_ report: ReportSettings, rows: Int) -> String {
    guard report.lines.count > rows else { return "" }
    let last = min(report.lines.count, report.top + rows)
    return "lines \(report.top + 1)-\(last) of \(report.lines.count)"
  }
}
