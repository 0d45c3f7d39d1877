/// Brightness of characters, from blank to the fullest.
enum ASCIIRamp {
  static let characters: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
  /// Brightness (0…1) up to which the character of the same place is taken.
  static let limits: [Float] = [0.06, 0.15, 0.24, 0.33, 0.43, 0.53, 0.64, 0.76, 0.88, 1]

  static func character(for brightness: Float) -> Unicode.Scalar {
    for place in limits.indices where brightness <= limits[place] { return characters[place] }
    return "@"
  }
}

extension Picture {
  func encodeASCII(into grid: inout CellGrid, _ place: Placement, _ options: EncodingOptions) {
    let (width, height) = (place.columns, place.rows)
    let raster = raster(width: width, height: height, blended: false)
    var light = raster.luminance
    if options.stretched {
      light = Tone.stretched(light)
      light = Tone.sharpened(light, width: width, height: height, amount: 0.6)
    }
    let covered = dominantOverlay(width: width, height: height)
    let spread: Float = options.dithering == .ordered ? 0.09 : 0
    for at in light.indices {
      let (column, row) = (at % width, at / width)
      var brightness = light[at] / 255
      if brightness > 0.03 { brightness += spread * Tone.offset(column, row) }
      if options.inverted { brightness = 1 - brightness }
      var cell = Cell(ASCIIRamp.character(for: brightness))
      if !raster.isGrey && options.depth >= .palette { cell.foreground = raster.color(at: at) }
      if covered[at] > 0 { mark(&cell, with: tints[Int(covered[at]) - 1], options.depth) }
      grid.put(cell, column: place.column + column, row: place.row + row)
    }
  }

  private func mark(_ cell: inout Cell, with tint: Tint, _ depth: ColorDepth) {
    cell.ink = tint.ink
    cell.scalar = tint.mark
    if depth >= .palette { cell.foreground = Palette.reduced(tint.color, to: depth) }
  }
}
