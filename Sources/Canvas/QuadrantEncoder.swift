/// Quarter blocks by their bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
private let quadrantCharacters: [Unicode.Scalar] = [
  " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
]

extension Picture {
  func encodeQuadrants(into grid: inout CellGrid, _ place: Placement, _ options: EncodingOptions) {
    let raster = reducedRaster(place, .quadrants, options)
    for row in 0..<place.rows {
      for column in 0..<place.columns {
        let upper = 2 * row * raster.width + 2 * column
        let corners = [upper, upper + 1, upper + raster.width, upper + raster.width + 1]
        let cell = quadrant(corners.map { raster.color(at: $0) }, options.depth)
        grid.put(cell, column: place.column + column, row: place.row + row)
      }
    }
  }

  /// The split of four corners into two colours that leaves the least squared error.
  private func quadrant(_ corners: [RGB], _ depth: ColorDepth) -> Cell {
    var best = (pattern: 15, error: spread(corners, 15))
    for pattern in 1...7 {
      let error = spread(corners, pattern) + spread(corners, 15 - pattern)
      if error < best.error { best = (pattern, error) }
    }
    let front = mean(corners, best.pattern)
    let behind = best.pattern == 15 ? front : mean(corners, 15 - best.pattern)
    return blocks(
      quadrantCharacters[best.pattern], Palette.reduced(front, to: depth),
      Palette.reduced(behind, to: depth), depth)
  }

  private func mean(_ corners: [RGB], _ pattern: Int) -> RGB {
    var sum = SIMD3<Int>(0, 0, 0)
    var count = 0
    for (place, color) in corners.enumerated() where pattern >> place & 1 == 1 {
      sum &+= SIMD3(Int(color.red), Int(color.green), Int(color.blue))
      count += 1
    }
    return RGB(UInt8(sum.x / count), UInt8(sum.y / count), UInt8(sum.z / count))
  }

  private func spread(_ corners: [RGB], _ pattern: Int) -> Int {
    let middle = mean(corners, pattern)
    var sum = 0
    for (place, color) in corners.enumerated() where pattern >> place & 1 == 1 {
      sum += Palette.distance(color, middle)
    }
    return sum
  }
}
