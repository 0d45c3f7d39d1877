import Canvas

/// Rows of grey pictures with words above each, joined into one picture on black.
public struct Mosaic {
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

  /// Grey pictures beside each other with black between them, and the overlays of the first's colours.
  public static func beside(_ pictures: [Picture]) -> Picture {
    let width = pictures.reduce(0) { $0 + $1.width } + gap * max(0, pictures.count - 1)
    var whole = Picture(width: width, height: pictures.map(\.height).max() ?? 0, grey: [])
    whole.tints = pictures.first { !$0.tints.isEmpty }?.tints ?? []
    whole.overlay = [UInt8](repeating: 0, count: whole.width * whole.height)
    var left = 0
    for picture in pictures {
      place(picture, left, 0, in: &whole)
      left += picture.width + gap
    }
    return whole
  }

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
        Self.place(tile.picture, left, top + Lettering.height + Self.gap, in: &whole)
        left += tile.picture.width + Self.gap
      }
      top += height
    }
    return whole
  }

  private static func place(_ tile: Picture, _ left: Int, _ top: Int, in whole: inout Picture) {
    for y in 0..<tile.height {
      let (source, target) = (y * tile.width, (top + y) * whole.width + left)
      for x in 0..<tile.width {
        whole.samples[target + x] = tile.samples[source + x]
        if !tile.overlay.isEmpty { whole.overlay[target + x] = tile.overlay[source + x] }
      }
    }
  }
}
