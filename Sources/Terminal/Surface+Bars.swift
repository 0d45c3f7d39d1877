/// A key and what it does, for the bar at the bottom.
public struct KeyHint: Hashable, Sendable {
  /// The key as written, such as "r" or "Esc".
  public var key: String
  /// One or two words.
  public var name: String
  /// Whether it works now.
  public var isEnabled: Bool

  /// A hint from its parts.
  public init(_ key: String, _ name: String, isEnabled: Bool = true) {
    (self.key, self.name, self.isEnabled) = (key, name, isEnabled)
  }
}

extension Surface {
  /// A horizontal bar over so many columns, filled to a share 0…1 (what is not a number counts as 0).
  public mutating func bar(
    _ share: Double, column: Int, row: Int, columns: Int, filled: Style = Style(.progressFilled),
    trough: Style = Style(.progressTrough)
  ) {
    guard columns > 0 else { return }
    let share = share.isFinite ? min(1, max(0, share)) : 0
    let parts = glyphs.barParts.count
    let steps = Int(share * Double(columns * parts) + 0.5)
    for offset in 0..<columns {
      let part = min(parts, max(0, steps - offset * parts))
      if part == 0 {
        put(glyphs.barTrough, column: column + offset, row: row, trough)
      } else {
        put(glyphs.barParts[part - 1], column: column + offset, row: row, filled)
      }
    }
  }

  /// Keys and their meaning along a row, as many as fit; `trailing` stands at the right end.
  public mutating func keyBar(
    _ hints: [KeyHint], row: Int, part: Rectangle? = nil, trailing: String = ""
  ) {
    let part = part ?? area
    fill(Rectangle(column: part.column, row: row, columns: part.columns, rows: 1), " ", Style(.key))
    let wide = CharacterWidth.columns(of: trailing)
    let end = part.right - (wide > 0 ? wide + 2 : 0)
    var at = part.column + 1
    for hint in hints {
      let length = CharacterWidth.columns(of: hint.key) + 1 + CharacterWidth.columns(of: hint.name)
      if at + length > end { break }
      let name: Role = hint.isEnabled ? .keyName : .keyDisabled
      at = write(hint.key, column: at, row: row, Style(hint.isEnabled ? .key : .keyDisabled))
      at = write(" " + hint.name, column: at, row: row, Style(name)) + 2
    }
    write(trailing, column: part.right - wide - 1, row: row, Style(.keyName))
  }
}
