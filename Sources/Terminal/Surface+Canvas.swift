import Canvas

extension Role {
  /// The role that gives an ink its colour.
  public init(_ ink: Ink) {
    switch ink {
    case .plain: self = .picture
    case .letter: self = .pictureLetter
    case .crosshair: self = .pictureCrosshair
    case .removed: self = .pictureRemoved
    case .brain: self = .pictureBrain
    case .tissue: self = .pictureTissue
    case .difference: self = .pictureDifference
    case .axis: self = .agreementAxis
    case .title: self = .agreementTitle
    case .zero: self = .agreementZero
    case .point: self = .agreementPoint
    case .cursor: self = .agreementCursor
    case .bias: self = .agreementBias
    case .limit: self = .agreementLimit
    case .interval: self = .agreementInterval
    case .bar: self = .agreementBar
    case .trough: self = .agreementTrough
    }
  }
}

extension Surface {
  /// Draws an encoded picture or plot with its upper left cell at a place.
  public mutating func draw(_ grid: CellGrid, column: Int, row: Int) {
    for down in 0..<grid.rows {
      for across in 0..<grid.columns {
        let cell = grid[across, down]
        let style = Style(
          Role(cell.ink), foreground: cell.foreground, background: cell.background,
          attributes: cell.attributes)
        put(cell.scalar, column: column + across, row: row + down, style)
      }
    }
  }
}
