/// What an encoder is told besides the picture.
public struct EncodingOptions: Hashable, Sendable {
  /// Width of a cell divided by its height.
  public var cellAspect = 0.5
  /// Colours that may be used.
  public var depth = ColorDepth.truecolor
  /// Spreading of brightness.
  public var dithering = Dithering.off
  /// Stretches the contrast so that all levels are used; only where there are few (ASCII, braille).
  public var stretched = true
  /// Dark characters on a light screen: bright parts become blank.
  public var inverted = false

  /// The usual options.
  public init(depth: ColorDepth = .truecolor, dithering: Dithering = .off) {
    self.depth = depth
    self.dithering = dithering
  }
}

extension Picture {
  /// The picture as `columns × rows` cells: as large as fits, in its true shape, centred, with its
  /// letters and crosshair. At depth `.mono` cells carry no colours.
  public func encoded(
    as encoding: Encoding, columns: Int, rows: Int, options: EncodingOptions = EncodingOptions()
  ) -> CellGrid {
    var grid = CellGrid(columns: columns, rows: rows)
    let place = Placement(of: self, columns: columns, rows: rows, cellAspect: options.cellAspect)
    guard place.columns > 0 else { return grid }
    switch encoding {
    case .ascii: encodeASCII(into: &grid, place, options)
    case .braille: encodeBraille(into: &grid, place, options)
    case .halfBlocks: encodeHalfBlocks(into: &grid, place, options)
    case .quadrants: encodeQuadrants(into: &grid, place, options)
    case .fine: encodeFine(into: &grid, place, options)
    }
    drawCrosshair(into: &grid, place, unicode: encoding != .ascii)
    drawLetters(into: &grid, place)
    return grid
  }

  private func drawLetters(into grid: inout CellGrid, _ place: Placement) {
    let middleColumn = place.column + place.columns / 2
    let middleRow = place.row + place.rows / 2
    func letter(_ scalar: Unicode.Scalar?, _ column: Int, _ row: Int) {
      guard let scalar else { return }
      grid.put(Cell(scalar, attributes: .bold, ink: .letter), column: column, row: row)
    }
    letter(letters.left, max(0, place.column - 2), middleRow)
    letter(
      letters.right, min(grid.columns - 1, place.column + place.columns + 1), middleRow)
    letter(letters.top, middleColumn, max(0, place.row - 1))
    letter(letters.bottom, middleColumn, min(grid.rows - 1, place.row + place.rows))
  }

  /// Four short arms around the place, so that the place itself stays visible.
  private func drawCrosshair(into grid: inout CellGrid, _ place: Placement, unicode: Bool) {
    guard let crosshair else { return }
    let (column, row) = place.cell(x: crosshair.x, y: crosshair.y)
    let flat: Unicode.Scalar = unicode ? "─" : "-"
    let upright: Unicode.Scalar = unicode ? "│" : "|"
    func arm(_ scalar: Unicode.Scalar, _ across: Int, _ down: Int) {
      let (column, row) = (column + across, row + down)
      guard grid.contains(column: column, row: row) else { return }
      let behind = grid[column, row].background
      grid[column, row] = Cell(scalar, background: behind, attributes: .bold, ink: .crosshair)
    }
    for distance in 2...4 {
      arm(flat, -distance, 0)
      arm(flat, distance, 0)
    }
    for distance in 1...2 {
      arm(upright, 0, -distance)
      arm(upright, 0, distance)
    }
  }
}
