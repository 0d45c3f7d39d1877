extension Picture {
  /// The raster in colours that the depth has.
  func reducedRaster(_ place: Placement, _ encoding: Encoding, _ options: EncodingOptions) -> Raster
  {
    let (across, down) = encoding.subpixels
    var raster = raster(
      width: place.columns * across, height: place.rows * down, blended: options.depth > .mono)
    if raster.isGrey {
      raster.planes[0] = Tone.quantized(
        raster.planes[0], width: raster.width, levels: Palette.greys(of: options.depth),
        dithering: options.dithering)
    }
    return raster
  }

  func encodeHalfBlocks(into grid: inout CellGrid, _ place: Placement, _ options: EncodingOptions) {
    let raster = reducedRaster(place, .halfBlocks, options)
    for row in 0..<place.rows {
      for column in 0..<place.columns {
        let upper = 2 * row * raster.width + column
        let cell = blocks(
          "▀", Palette.reduced(raster.color(at: upper), to: options.depth),
          Palette.reduced(raster.color(at: upper + raster.width), to: options.depth), options.depth)
        grid.put(cell, column: place.column + column, row: place.row + row)
      }
    }
  }

  /// One cell of two colours. Without colours, what is bright is drawn and what is dark left blank.
  func blocks(
    _ scalar: Unicode.Scalar, _ front: RGB, _ behind: RGB, _ depth: ColorDepth
  ) -> Cell {
    if depth > .mono {
      if front == behind { return Cell(" ", foreground: front, background: behind) }
      return Cell(scalar, foreground: front, background: behind)
    }
    let bright = (front: front.red > 127, behind: behind.red > 127)
    switch bright {
    case (false, false): return Cell(" ")
    case (true, true): return Cell("█")
    case (true, false): return Cell(scalar)
    case (false, true): return Cell(scalar, attributes: .reverse)
    }
  }
}
