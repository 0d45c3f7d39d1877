/// One column of a plain-text table.
struct TextColumn {
  enum Alignment { case left, right }

  let heading: String
  let alignment: Alignment
  let cells: [String]

  var width: Int { max(heading.count, cells.map(\.count).max() ?? 0) }

  func padded(_ text: String) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return alignment == .left ? text + space : space + text
  }
}

private let gap = 2

/// Divides columns into parts that fit the width, each beginning with `first`.
func parts(of columns: [TextColumn], first: TextColumn, width: Int) -> [[TextColumn]] {
  var parts: [[TextColumn]] = []
  var part = [first]
  var used = first.width
  for column in columns {
    if used + gap + column.width > width && part.count > 1 {
      parts.append(part)
      (part, used) = ([first], first.width)
    }
    part.append(column)
    used += gap + column.width
  }
  return parts + [part]
}

/// Heading, rule and rows of columns side by side.
func aligned(_ columns: [TextColumn]) -> [String] {
  let space = String(repeating: " ", count: gap)
  let rows = columns.map(\.cells.count).max() ?? 0
  let heading = columns.map { $0.padded($0.heading) }.joined(separator: space)
  let rule = columns.map { String(repeating: "─", count: $0.width) }.joined(separator: space)
  let body = (0..<rows).map { row in
    columns.map { $0.padded($0.cells[row]) }.joined(separator: space)
  }
  return ([heading, rule] + body).map(withoutTrailingSpace)
}

private func withoutTrailingSpace(_ line: String) -> String {
  var line = Substring(line)
  while line.last == " " { line.removeLast() }
  return String(line)
}

/// Text broken at spaces; continuation lines are indented by two.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty && line.count + 1 + word.count > width {
      lines.append(line)
      line = "  " + word
    } else {
      line += (line.isEmpty ? "" : " ") + word
    }
  }
  return lines + [line]
}
