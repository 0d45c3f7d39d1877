extension Picture {
  /// The raster in colours that the depth has. Where there are few, greys are spread first and
  /// overlays laid over them undiluted.
  func reducedRaster(_ place: Placement, _ encoding: Encoding, _ options: EncodingOptions) -> Raster
  {
    let (across, down) = encoding.subpixels
    let (width, height) = (place.columns * across, place.rows * down)
    let few = options.depth < .palette
    var raster = raster(width: width, height: height, blended: !few)
    guard raster.isGrey else { return raster }
    var grey = raster.planes[0]
    if few && options.stretched { grey = Tone.stretched(grey) }
    let dithering = options.depth == .mono ? .ordered : options.dithering
    raster.planes[0] = Tone.quantized(
      grey, width: width, levels: Palette.greys(of: options.depth), dithering: dithering)
    if few && options.depth > .mono { tint(&raster) }
    return raster
  }

  private func tint(_ raster: inout Raster) {
    let covered = dominantOverlay(width: raster.width, height: raster.height)
    guard covered.contains(where: { $0 > 0 }) else { return }
    let grey = raster.planes[0]
    raster.planes = [grey, grey, grey]
    for at in covered.indices where covered[at] > 0 && grey[at] > 0 {
      let color = tints[Int(covered[at]) - 1].color
      raster.planes[0][at] = Float(color.red)
      raster.planes[1][at] = Float(color.green)
      raster.planes[2][at] = Float(color.blue)
    }
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
