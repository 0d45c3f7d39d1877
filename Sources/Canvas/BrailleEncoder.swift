/// Bit of each dot of a braille cell, two to a row.
let brailleBits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

extension Picture {
  func encodeBraille(into grid: inout CellGrid, _ place: Placement, _ options: EncodingOptions) {
    let (width, height) = (place.columns * 2, place.rows * 4)
    let raster = raster(width: width, height: height, blended: false)
    var light = raster.luminance
    if options.stretched {
      light = Tone.stretched(light)
      light = Tone.sharpened(light, width: width, height: height, amount: 0.8)
    }
    if options.inverted { light = light.map { 255 - $0 } }
    let covered = dominantOverlay(width: place.columns, height: place.rows)
    let dots = Tone.quantized(light, width: width, levels: [0, 255], dithering: .ordered)
    for row in 0..<place.rows {
      for column in 0..<place.columns {
        var cell = brailleCell(dots, light, width, column, row, options.depth)
        let number = Int(covered[row * place.columns + column])
        if number > 0 { tint(&cell, tints[number - 1], options.depth) }
        grid.put(cell, column: place.column + column, row: place.row + row)
      }
    }
  }

  private func brailleCell(
    _ dots: [Float], _ light: [Float], _ width: Int, _ column: Int, _ row: Int, _ depth: ColorDepth
  ) -> Cell {
    var bits: UInt32 = 0
    var sum: Float = 0
    for dot in 0..<8 {
      let at = (row * 4 + dot / 2) * width + column * 2 + dot % 2
      if dots[at] > 0 {
        bits |= brailleBits[dot]
        sum += light[at]
      }
    }
    guard bits != 0, let scalar = Unicode.Scalar(0x2800 + bits) else { return Cell() }
    guard depth >= .palette else { return Cell(scalar) }
    let grey = byte(96 + 0.62 * sum / Float(bits.nonzeroBitCount))
    return Cell(scalar, foreground: Palette.reduced(RGB(grey: grey), to: depth))
  }

  private func tint(_ cell: inout Cell, _ tint: Tint, _ depth: ColorDepth) {
    cell.ink = tint.ink
    cell.foreground = depth >= .palette ? Palette.reduced(tint.color, to: depth) : nil
    if depth == .mono {
      cell.scalar = tint.mark
      cell.attributes.insert(.reverse)
    }
  }
}
