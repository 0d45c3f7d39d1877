import Kernels
import Volumes

/// The voxels that the published program (version 1.2.0) removes, all peculiarities included.
///
/// The mask's axes are exchanged and flipped, by the closest voxel axes, to run right, back and up.
/// Its silhouette from the side is outlined with a filter that wraps around at the edges of the
/// image. The plane follows the first edge of the outline's lower hull, is moved down by
/// `bufferVoxels`, and is applied to as many coronal slices as the image has axial ones.
///
/// - Parameters:
///   - brain: the brain mask, which must not be empty.
///   - bufferVoxels: how far down the plane is moved.
/// - Returns: the voxels to remove, on the grid of the mask.
/// - Throws: `inputUnsuitable` where the published program stops with an error of its own.
func parityRemoval(brain: Mask, bufferVoxels: Double) throws(DefacingError) -> Mask {
  let turned = brain.reoriented(to: "RPS")
  let heights = try parityHeights(Silhouette(of: turned), bufferVoxels)
  var removed = Mask(grid: turned.grid)
  let (nx, ny) = (removed.grid.nx, removed.grid.ny)
  for (column, height) in heights {
    for z in 0..<height {
      let row = nx * (column + ny * z)
      for x in 0..<nx { removed.voxels[row + x] = 1 }
    }
  }
  return removed.reoriented(back: brain.grid)
}

/// The mask seen from the side: `columns` from front to back, `rows` from below.
struct Silhouette {
  let columns: Int
  let rows: Int
  var pixels: [Bool]

  /// The silhouette of a mask whose second axis runs back and third axis up.
  init(of mask: Mask) {
    (columns, rows) = (mask.grid.ny, mask.grid.nz)
    pixels = [Bool](repeating: false, count: columns * rows)
    let nx = mask.grid.nx
    mask.voxels.withUnsafeBufferPointer { bytes in
      for line in 0..<(columns * rows) {
        let row = bytes[line * nx..<(line + 1) * nx]
        pixels[line] = row.contains { $0 != 0 }
      }
    }
  }

  /// Whether a pixel differs from one of its four neighbours, or rather whether its four
  /// differences do not add up to zero; the image is thought rolled up in both directions.
  func isEdge(_ column: Int, _ row: Int) -> Bool {
    func value(_ c: Int, _ r: Int) -> Int {
      pixels[(c + columns) % columns + columns * ((r + rows) % rows)] ? 1 : 0
    }
    let around =
      value(column - 1, row) + value(column + 1, row) + value(column, row - 1)
      + value(column, row + 1)
    return 4 * value(column, row) != around
  }

  /// The pixels of the outline, column by column from the front, each from below.
  var outline: [SIMD2<Int>] {
    var result: [SIMD2<Int>] = []
    for column in 0..<columns {
      for row in 0..<rows where isEdge(column, row) { result.append(SIMD2(column, row)) }
    }
    return result
  }
}

/// The first two corners of the lower hull of points in order (Andrew 1979), points on a line left
/// out.
func lowerHull(_ points: [SIMD2<Int>]) -> [SIMD2<Int>] {
  var hull: [SIMD2<Int>] = []
  for p in points {
    while hull.count >= 2 {
      let (o, a) = (hull[hull.count - 2], hull[hull.count - 1])
      let turn = (a.x - o.x) * (p.y - o.y) - (a.y - o.y) * (p.x - o.x)
      if turn > 0 { break }
      hull.removeLast()
    }
    hull.append(p)
  }
  return hull
}

/// Which coronal slices lose how many voxels from below.
private func parityHeights(
  _ silhouette: Silhouette, _ bufferVoxels: Double
) throws(DefacingError) -> [(column: Int, height: Int)] {
  let hull = lowerHull(silhouette.outline)
  guard hull.count >= 2, hull[0].x != hull[1].x else {
    throw DefacingError(
      .inputUnsuitable,
      "QuickShear in parity mode: the brain mask has no outline from the side to lay a plane on.",
      remedy: "Use the robust mode, or check the brain mask.")
  }
  let slope = Double(hull[1].y - hull[0].y) / Double(hull[1].x - hull[0].x)
  let level = Double(hull[0].y) - slope * Double(hull[0].x) - bufferVoxels
  let lines = (0..<silhouette.rows).map { Double($0) * slope + level }
  let cut = lines.indices.filter { lines[$0] > 0 }
  guard cut.allSatisfy({ $0 < silhouette.columns }) else {
    throw DefacingError(
      .inputUnsuitable,
      "QuickShear in parity mode: the plane reaches slice \(cut.last ?? 0) of "
        + "\(silhouette.columns); the published program stops here with an error.",
      remedy: "Use the robust mode.")
  }
  return zip(cut, lines).map { column, line in
    let whole = Int(max(min(line, 1e9), -1e9))
    let top = whole < 0 ? max(0, silhouette.rows + whole) : min(whole, silhouette.rows)
    return (column, top)
  }
}
