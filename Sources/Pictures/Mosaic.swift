import Canvas

/// Rows of grey pictures with words above each, joined into one picture on black.
struct Mosaic {
  /// One picture with the words above it.
  struct Tile {
    var words: String
    var picture: Picture
  }

  /// The rows from the top, each from the left; all tiles have the overlay colours of the mosaic.
  var rows: [[Tile]]
  /// Overlay colours.
  var tints: [Tint]

  private static let gap = 6

  /// The joined picture.
  var picture: Picture {
    let heights = rows.map { row in
      (row.map(\.picture.height).max() ?? 0) + Lettering.height + 2 * Self.gap
    }
    let widths = rows.map { row in row.reduce(Self.gap) { $0 + $1.picture.width + Self.gap } }
    let (width, height) = (widths.max() ?? 0, heights.reduce(Self.gap, +))
    var whole = Picture(width: width, height: height, grey: [])
    whole.tints = tints
    whole.overlay = [UInt8](repeating: 0, count: width * height)
    var top = Self.gap
    for (row, height) in zip(rows, heights) {
      var left = Self.gap
      for tile in row {
        let words = String(tile.words.prefix(tile.picture.width / Lettering.advance))
        Lettering.draw(words, column: left, row: top, in: &whole)
        place(tile.picture, left, top + Lettering.height + Self.gap, in: &whole)
        left += tile.picture.width + Self.gap
      }
      top += height
    }
    return whole
  }

  private func place(_ tile: Picture, _ left: Int, _ top: Int, in whole: inout Picture) {
    for y in 0..<tile.height {
      let (source, target) = (y * tile.width, (top + y) * whole.width + left)
      for x in 0..<tile.width {
        whole.samples[target + x] = tile.samples[source + x]
        if !tile.overlay.isEmpty { whole.overlay[target + x] = tile.overlay[source + x] }
      }
    }
  }
}
