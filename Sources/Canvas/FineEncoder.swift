/// The ways to part a cell in two that characters can show: lower eighths, left quarters and quarter
/// blocks, which terminals draw to the edges of the cell, so that neighbours meet without a gap.
///
/// Lane after lane: `▁` to `▇`, `▎▌▊`, `▘▝▖▗▚`, and the whole cell.
private enum FineSplit {
  static let scalars: [Unicode.Scalar] = [
    "▁", "▂", "▃", "▄", "▅", "▆", "▇", "▎", "▌", "▊", "▘", "▝", "▖", "▗", "▚", "█",
  ]
  /// Subpixels in front, of the 32 of a cell.
  static let front = SIMD16<Float>(4, 8, 12, 16, 20, 24, 28, 8, 16, 24, 8, 8, 8, 8, 16, 32)
  static let perFront = 1 / front
  /// 1 / subpixels behind; 0 where there are none.
  static let perBehind: SIMD16<Float> = {
    var behind = 1 / (32 - front)
    behind[15] = 0
    return behind
  }()
}

/// What the subpixels of a cell add up to in one plane, split by split.
private struct FineSums {
  /// Sum in front of each split.
  var front = SIMD16<Float>()
  /// Sum over the cell.
  var total: Float = 0

  /// Adds up 8 rows of 4 subpixels, the first at `start`, each `stride` after the one before.
  init(_ plane: UnsafeBufferPointer<Float>, at start: Int, stride: Int) {
    var columns = SIMD4<Float>()
    var upper = SIMD4<Float>()
    var below: Float = 0
    for step in 0..<8 {
      let from = start + (7 - step) * stride
      let row = SIMD4(plane[from], plane[from + 1], plane[from + 2], plane[from + 3])
      columns += row
      if step >= 4 { upper += row }
      below += row.sum()
      if step < 7 { front[step] = below }
    }
    total = below
    front[7] = columns[0]
    front[8] = columns[0] + columns[1]
    front[9] = front[8] + columns[2]
    front[10] = upper[0] + upper[1]
    front[11] = upper[2] + upper[3]
    front[12] = front[8] - front[10]
    front[13] = total - front[8] - front[11]
    front[14] = front[10] + front[13]
    front[15] = total
  }

  /// What each split explains; the larger, the smaller the squared error it leaves.
  var explained: SIMD16<Float> {
    let behind = total - front
    return front * front * FineSplit.perFront + behind * behind * FineSplit.perBehind
  }

  /// The mean in front of a split and the one behind it.
  func means(_ split: Int) -> (front: UInt8, behind: UInt8) {
    let ahead = front[split] * FineSplit.perFront[split]
    return split == 15
      ? (byte(ahead), byte(ahead))
      : (byte(ahead), byte((total - front[split]) * FineSplit.perBehind[split]))
  }
}

extension Picture {
  /// Parts each cell by the eighth, quarter or quarter block that leaves the least squared error.
  func encodeFine(into grid: inout CellGrid, _ place: Placement, _ options: EncodingOptions) {
    let (across, down) = Encoding.fine.subpixels
    let raster =
      options.depth < .palette
      ? reducedRaster(place, .fine, options)
      : raster(width: place.columns * across, height: place.rows * down, blended: true)
    for row in 0..<place.rows {
      encodeFineRow(raster, row, into: &grid, place, options.depth)
    }
  }

  private func encodeFineRow(
    _ raster: Raster, _ row: Int, into grid: inout CellGrid, _ place: Placement, _ depth: ColorDepth
  ) {
    let start = 8 * row * raster.width
    for column in 0..<place.columns {
      let (split, front, behind) = Self.split(raster, at: start + 4 * column)
      let cell = blocks(
        FineSplit.scalars[split], Palette.reduced(front, to: depth),
        Palette.reduced(behind, to: depth), depth)
      grid.put(cell, column: place.column + column, row: place.row + row)
    }
  }

  /// The best split of the cell whose first subpixel is at `start`, and its two colours.
  private static func split(_ raster: Raster, at start: Int) -> (Int, front: RGB, behind: RGB) {
    func sums(_ plane: Int) -> FineSums {
      raster.planes[plane].withUnsafeBufferPointer { FineSums($0, at: start, stride: raster.width) }
    }
    let red = sums(0)
    guard !raster.isGrey else {
      let split = best(red.explained)
      let (front, behind) = red.means(split)
      return (split, RGB(grey: front), RGB(grey: behind))
    }
    let (green, blue) = (sums(1), sums(2))
    let split = best(red.explained + green.explained + blue.explained)
    let means = (red.means(split), green.means(split), blue.means(split))
    return (
      split, RGB(means.0.front, means.1.front, means.2.front),
      RGB(means.0.behind, means.1.behind, means.2.behind)
    )
  }

  /// The first split that explains most.
  private static func best(_ explained: SIMD16<Float>) -> Int {
    let most = explained.max()
    for split in 0..<15 where explained[split] >= most { return split }
    return 15
  }
}
