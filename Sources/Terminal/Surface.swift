import Canvas

/// A screenful of styled cells: a value that views draw into and a screen shows.
///
/// Everything drawn is clipped to `clip`. Places are counted from the upper left corner of the whole
/// surface, whatever the clip.
public struct Surface: Hashable, Sendable {
  /// Size of the whole.
  public let size: Size
  /// Characters for frames, marks and arrows.
  public var glyphs: Glyphs
  /// Where drawing has an effect.
  public private(set) var clip: Rectangle
  /// Place of the text cursor; nil: hidden.
  public var cursor: (column: Int, row: Int)? {
    get { cursorPlace.map { ($0.x, $0.y) } }
    set { cursorPlace = newValue.map { SIMD2($0.column, $0.row) } }
  }
  var cursorPlace: SIMD2<Int>?
  var cells: [SurfaceCell]

  /// A blank surface in the role `text`.
  public init(size: Size, glyphs: Glyphs) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.glyphs = glyphs
    clip = Rectangle(column: 0, row: 0, columns: self.size.columns, rows: self.size.rows)
    cells = Array(repeating: SurfaceCell(), count: self.size.columns * self.size.rows)
  }

  /// The whole area.
  public var area: Rectangle {
    Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The cell at a place inside.
  public subscript(column: Int, row: Int) -> SurfaceCell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }

  /// Draws inside a part only; what falls outside of it (or of the clip around) is lost.
  public mutating func clipped(to part: Rectangle, _ draw: (inout Surface) -> Void) {
    let around = clip
    clip = around.intersection(part)
    draw(&self)
    clip = around
  }

  /// Puts one character. Outside of the clip nothing happens; halves of wide characters that are
  /// overwritten become blank.
  public mutating func put(_ scalar: Unicode.Scalar, column: Int, row: Int, _ style: Style) {
    guard clip.contains(column: column, row: row) else { return }
    let at = row * size.columns + column
    if cells[at].scalar == "\0", column > 0 { cells[at - 1].scalar = " " }
    if column + 1 < size.columns, cells[at + 1].scalar == "\0", scalar != "\0" {
      cells[at + 1].scalar = " "
    }
    cells[at] = SurfaceCell(scalar, style)
  }

  /// Fills a part with a character.
  public mutating func fill(_ part: Rectangle, _ scalar: Unicode.Scalar = " ", _ style: Style) {
    let part = part.intersection(clip)
    for row in part.row..<part.bottom {
      for column in part.column..<part.right { put(scalar, column: column, row: row, style) }
    }
  }

  /// Changes the style of a part and leaves its characters.
  public mutating func restyle(_ part: Rectangle, _ change: (inout Style) -> Void) {
    let part = part.intersection(clip)
    for row in part.row..<part.bottom {
      for column in part.column..<part.right { change(&cells[row * size.columns + column].style) }
    }
  }

  /// The characters of a row, without blanks at its end.
  public func line(_ row: Int) -> String {
    var line = String.UnicodeScalarView()
    for column in 0..<size.columns where self[column, row].scalar != "\0" {
      line.append(self[column, row].scalar)
    }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The characters of all rows.
  public var text: String { (0..<size.rows).map(line).joined(separator: "\n") }
}
