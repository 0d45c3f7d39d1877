/// A horizontal bar filled to a share.
public struct ProgressBar: Hashable, Sendable {
  /// Filled share; cut to 0…1, what is not a number counts as 0.
  public var share: Double

  /// A bar filled to a share.
  public init(share: Double) { self.share = share.isFinite ? min(1, max(0, share)) : 0 }

  private static let eighths: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// The bar in one row of so many cells.
  public func cells(columns: Int, unicode: Bool) -> CellGrid {
    var grid = CellGrid(columns: columns, rows: 1)
    let parts = unicode ? 8 : 1
    let steps = Int(share * Double(grid.columns * parts) + 0.5)
    for column in 0..<grid.columns {
      let part = min(parts, max(0, steps - column * parts))
      if part == 0 {
        grid[column, 0] = Cell(unicode ? "░" : ".", ink: .trough)
      } else {
        grid[column, 0] = Cell(unicode ? Self.eighths[part - 1] : "#", ink: .bar)
      }
    }
    return grid
  }
}
