/// Where a picture stands inside a rectangle of cells: as large as fits, in its true shape, centred.
public struct Placement: Hashable, Sendable {
  /// First column of the picture.
  public let column: Int
  /// First row of the picture.
  public let row: Int
  /// Columns it takes.
  public let columns: Int
  /// Rows it takes.
  public let rows: Int
  /// Width of the picture in pixels.
  public let pixelWidth: Int
  /// Height of the picture in pixels.
  public let pixelHeight: Int

  /// Places a picture in `columns × rows` cells whose width is `cellAspect` times their height.
  public init(of picture: Picture, columns: Int, rows: Int, cellAspect: Double = 0.5) {
    pixelWidth = picture.width
    pixelHeight = picture.height
    guard picture.width > 0, picture.height > 0, columns > 0, rows > 0, cellAspect > 0 else {
      (self.column, self.row, self.columns, self.rows) = (0, 0, 0, 0)
      return
    }
    let wide = Double(picture.width) * picture.pixelAspect / cellAspect
    let high = Double(picture.height)
    let scale = min(Double(columns) / wide, Double(rows) / high)
    self.columns = min(columns, max(1, Int(wide * scale + 0.5)))
    self.rows = min(rows, max(1, Int(high * scale + 0.5)))
    column = (columns - self.columns) / 2
    row = (rows - self.rows) / 2
  }

  /// The cell that shows a pixel (pixels counted from the top left, centres at whole numbers).
  public func cell(x: Double, y: Double) -> (column: Int, row: Int) {
    guard pixelWidth > 0, pixelHeight > 0, x.isFinite, y.isFinite else { return (column, row) }
    let across = min(1, max(0, (x + 0.5) / Double(pixelWidth)))
    let down = min(1, max(0, (y + 0.5) / Double(pixelHeight)))
    return (
      column + min(columns - 1, Int(across * Double(columns))),
      row + min(rows - 1, Int(down * Double(rows)))
    )
  }

  /// The pixel in the middle of a cell; nil when the cell lies outside of the picture.
  public func pixel(column: Int, row: Int) -> (x: Double, y: Double)? {
    let across = column - self.column
    let down = row - self.row
    guard across >= 0, down >= 0, across < columns, down < rows else { return nil }
    return (
      (Double(across) + 0.5) / Double(columns) * Double(pixelWidth) - 0.5,
      (Double(down) + 0.5) / Double(rows) * Double(pixelHeight) - 0.5
    )
  }
}
