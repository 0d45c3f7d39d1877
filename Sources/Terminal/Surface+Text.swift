/// Where text stands in its columns.
public enum Alignment: Hashable, Sendable { case left, center, right }

/// A piece of text in one style.
public struct Span: Hashable, Sendable {
  /// The words.
  public var text: String
  /// Their style.
  public var style: Style

  /// A piece from its parts.
  public init(_ text: String, _ style: Style = Style()) {
    self.text = text
    self.style = style
  }

  /// A piece in a role.
  public init(_ text: String, _ role: Role) { self.init(text, Style(role)) }
}

extension Surface {
  /// Writes text from a place to the right; gives the column after it. A character two columns wide
  /// that would be cut in half is replaced by a blank; characters without width are dropped.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, _ style: Style = Style(), limit: Int = .max
  ) -> Int {
    var at = column
    let end = limit == .max ? Int.max : column + limit
    for character in text {
      let scalar = CharacterWidth.base(character)
      let wide = CharacterWidth.columns(of: scalar)
      if wide == 0 { continue }
      if at + wide > end { break }
      if wide == 1 {
        put(scalar, column: at, row: row, style)
      } else {
        writeWide(scalar, column: at, row: row, style)
      }
      at += wide
    }
    return at
  }

  /// Writes text in a role.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, _ role: Role, limit: Int = .max
  ) -> Int {
    write(text, column: column, row: row, Style(role), limit: limit)
  }

  /// Writes pieces one after the other; gives the column after them.
  @discardableResult
  public mutating func write(_ spans: [Span], column: Int, row: Int, limit: Int = .max) -> Int {
    var at = column
    for span in spans {
      let left = limit == .max ? Int.max : max(0, column + limit - at)
      at = write(span.text, column: at, row: row, span.style, limit: left)
    }
    return at
  }

  /// Writes text aligned in so many columns, cut with a mark if it is too long, and fills the rest
  /// of the columns.
  public mutating func write(
    _ text: String, column: Int, row: Int, columns: Int, align: Alignment, _ style: Style
  ) {
    guard columns > 0 else { return }
    let text = CharacterWidth.cut(text, to: columns, mark: glyphs.ellipsis)
    let free = columns - CharacterWidth.columns(of: text)
    let before = align == .left ? 0 : align == .right ? free : free / 2
    fill(Rectangle(column: column, row: row, columns: before, rows: 1), " ", style)
    let end = write(text, column: column + before, row: row, style)
    fill(Rectangle(column: end, row: row, columns: column + columns - end, rows: 1), " ", style)
  }

  /// Writes text wrapped at blanks into a rectangle; gives the number of rows used.
  @discardableResult
  public mutating func write(_ text: String, wrappedIn part: Rectangle, _ style: Style) -> Int {
    let lines = wrapped(text, columns: part.columns).prefix(part.rows)
    for (offset, line) in lines.enumerated() {
      write(line, column: part.column, row: part.row + offset, style, limit: part.columns)
    }
    return lines.count
  }

  private mutating func writeWide(
    _ scalar: Unicode.Scalar, column: Int, row: Int, _ style: Style
  ) {
    let whole =
      clip.contains(column: column, row: row) && clip.contains(column: column + 1, row: row)
    put(whole ? scalar : " ", column: column, row: row, style)
    put(whole ? "\0" : " ", column: column + 1, row: row, style)
  }
}

/// Text broken at blanks (and inside of words that are too long) into lines of so many columns.
public func wrapped(_ text: String, columns: Int) -> [String] {
  guard columns > 0 else { return [] }
  return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
    wrappedLine(String($0), columns)
  }
}

private func wrappedLine(_ text: String, _ columns: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let joined = line.isEmpty ? String(word) : line + " " + word
    if CharacterWidth.columns(of: joined) <= columns {
      line = joined
      continue
    }
    if !line.isEmpty { lines.append(line) }
    line = String(word)
    while CharacterWidth.columns(of: line) > columns {
      let head = String(line.prefix(columns))
      lines.append(head)
      line.removeFirst(head.count)
    }
  }
  return lines + [line]
}
