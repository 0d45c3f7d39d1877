/// A size in cells.
public struct Size: Hashable, Sendable, CustomStringConvertible {
  /// Width.
  public var columns: Int
  /// Height.
  public var rows: Int

  /// A size from its parts.
  public init(columns: Int, rows: Int) { (self.columns, self.rows) = (columns, rows) }

  /// As in "80×24", written with a plain x.
  public var description: String { "\(columns)x\(rows)" }
}

/// A rectangle of cells.
public struct Rectangle: Hashable, Sendable {
  /// Left column.
  public var column: Int
  /// Top row.
  public var row: Int
  /// Width.
  public var columns: Int
  /// Height.
  public var rows: Int

  /// A rectangle from its upper left cell and size; negative sizes count as 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    (self.column, self.row) = (column, row)
    (self.columns, self.rows) = (max(0, columns), max(0, rows))
  }

  /// Column after the last, and row after the last.
  public var right: Int { column + columns }
  /// Row after the last.
  public var bottom: Int { row + rows }
  /// Its size.
  public var size: Size { Size(columns: columns, rows: rows) }
  /// Whether it holds no cell.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// Whether a place lies inside.
  public func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < right && row >= self.row && row < bottom
  }

  /// The part shared with another.
  public func intersection(_ other: Rectangle) -> Rectangle {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rectangle(
      column: left, row: top, columns: min(right, other.right) - left,
      rows: min(bottom, other.bottom) - top)
  }

  /// The rectangle without a margin on all sides.
  public func inset(_ margin: Int = 1) -> Rectangle {
    Rectangle(
      column: column + margin, row: row + margin, columns: columns - 2 * margin,
      rows: rows - 2 * margin)
  }

  /// Splits into a left part of so many columns and the rest.
  public func split(left columns: Int) -> (left: Rectangle, right: Rectangle) {
    let wide = min(self.columns, max(0, columns))
    return (
      Rectangle(column: column, row: row, columns: wide, rows: rows),
      Rectangle(column: column + wide, row: row, columns: self.columns - wide, rows: rows)
    )
  }

  /// Splits into a top part of so many rows and the rest.
  public func split(top rows: Int) -> (top: Rectangle, bottom: Rectangle) {
    let high = min(self.rows, max(0, rows))
    return (
      Rectangle(column: column, row: row, columns: columns, rows: high),
      Rectangle(column: column, row: row + high, columns: columns, rows: self.rows - high)
    )
  }

  /// A rectangle of a size in the middle of this one, cut to it.
  public func centered(_ size: Size) -> Rectangle {
    let wide = min(columns, size.columns)
    let high = min(rows, size.rows)
    return Rectangle(
      column: column + (columns - wide) / 2, row: row + (rows - high) / 2, columns: wide, rows: high
    )
  }
}
