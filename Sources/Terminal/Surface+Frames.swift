extension Surface {
  /// Draws a frame with a title in its upper line and a note in its lower one; gives what is inside.
  @discardableResult
  public mutating func frame(
    _ part: Rectangle, title: String = "", note: String = "", _ style: Style = Style(.frame),
    titleStyle: Style = Style(.frameTitle)
  ) -> Rectangle {
    guard part.columns >= 2, part.rows >= 2 else { return part.inset() }
    let (right, bottom) = (part.right - 1, part.bottom - 1)
    for column in (part.column + 1)..<right {
      put(glyphs.horizontal, column: column, row: part.row, style)
      put(glyphs.horizontal, column: column, row: bottom, style)
    }
    for row in (part.row + 1)..<bottom {
      put(glyphs.vertical, column: part.column, row: row, style)
      put(glyphs.vertical, column: right, row: row, style)
    }
    put(glyphs.corners[0], column: part.column, row: part.row, style)
    put(glyphs.corners[1], column: right, row: part.row, style)
    put(glyphs.corners[2], column: part.column, row: bottom, style)
    put(glyphs.corners[3], column: right, row: bottom, style)
    label(title, part, row: part.row, titleStyle.on(style.ground))
    label(note, part, row: bottom, titleStyle.on(style.ground))
    return part.inset()
  }

  private mutating func label(_ text: String, _ part: Rectangle, row: Int, _ style: Style) {
    let room = part.columns - 3
    guard !text.isEmpty, room > 2 else { return }
    let text = " " + CharacterWidth.cut(text, to: room - 2, mark: glyphs.ellipsis) + " "
    write(text, column: part.column + 1, row: row, style)
  }

  /// A cleared box in the middle of a part, framed; gives what is inside.
  @discardableResult
  public mutating func popup(
    _ size: Size, title: String = "", note: String = "", in part: Rectangle? = nil,
    danger: Bool = false
  ) -> Rectangle {
    let box = (part ?? area).centered(size)
    fill(box, " ", Style(.popup))
    let border = Style(danger ? .popupDanger : .popupFrame, on: .popup)
    return frame(box, title: title, note: note, border, titleStyle: border)
  }
}
