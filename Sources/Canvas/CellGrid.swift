/// A rectangle of cells, row after row.
public struct CellGrid: Hashable, Sendable {
  /// Width in cells.
  public let columns: Int
  /// Height in cells.
  public let rows: Int
  /// `rows × columns` cells, row after row from the top.
  public var cells: [Cell]

  /// A grid of blank cells. A negative size counts as 0.
  public init(columns: Int, rows: Int, filledWith cell: Cell = Cell()) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.cells = Array(repeating: cell, count: self.columns * self.rows)
  }

  /// The cell at a place inside the grid.
  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * columns + column] }
    set { cells[row * columns + column] = newValue }
  }

  /// Whether the place lies inside.
  public func contains(column: Int, row: Int) -> Bool {
    column >= 0 && row >= 0 && column < columns && row < rows
  }

  /// Puts a cell; outside of the grid nothing happens.
  public mutating func put(_ cell: Cell, column: Int, row: Int) {
    if contains(column: column, row: row) { self[column, row] = cell }
  }

  /// Takes the upper rows of another grid of the same size; of one of another size nothing.
  public mutating func take(rows count: Int, of other: CellGrid) {
    guard other.columns == columns, other.rows == rows else { return }
    let end = max(0, min(rows, count)) * columns
    cells.replaceSubrange(0..<end, with: other.cells[0..<end])
  }

  /// Writes text from a place to the right, clipped at the borders.
  public mutating func write(
    _ text: String, column: Int, row: Int, ink: Ink, attributes: Attributes = []
  ) {
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      put(Cell(scalar, attributes: attributes, ink: ink), column: column + offset, row: row)
    }
  }

  /// The characters, one line per row, without blanks at the ends of lines.
  public var text: String {
    (0..<rows).map { row in
      var line = String.UnicodeScalarView()
      for column in 0..<columns { line.append(self[column, row].scalar) }
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// Whether every character is 7-bit.
  public var isASCII: Bool { cells.allSatisfy { $0.scalar.isASCII } }
}
