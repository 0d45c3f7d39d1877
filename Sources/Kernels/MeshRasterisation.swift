import Volumes

extension TriangleMesh {
  /// The voxels whose centres lie inside the mesh, which must be closed.
  ///
  /// A line along x through every row of voxels counts the crossings with their signs; inside is
  /// where the winding number is not zero, so that folds of a surface do no harm. Whether a line
  /// meets a triangle is decided for each edge once and for all, so no line slips through between
  /// two neighbours.
  public func rasterised(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    guard let toVoxel = grid.fromWorld else { return mask }
    let points = vertices.map { toVoxel($0) }
    var crossings: [Crossing] = []
    for t in triangles { collectCrossings(points, t, grid, &crossings) }
    crossings.sort { ($0.row, $0.x, $0.sign) < ($1.row, $1.x, $1.sign) }
    var index = 0
    while index < crossings.count {
      let row = crossings[index].row
      var winding: Int32 = 0
      while index < crossings.count && crossings[index].row == row {
        let from = crossings[index].x
        winding += crossings[index].sign
        index += 1
        guard winding != 0, index < crossings.count, crossings[index].row == row else { continue }
        fill(&mask, Int(row), from, crossings[index].x)
      }
    }
    return mask
  }

  /// The voxels that the surface itself passes through: triangles sampled at steps of at most half
  /// the smallest voxel edge, each sample marking its nearest voxel.
  public func surfaceRasterised(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    guard let toVoxel = grid.fromWorld else { return mask }
    let points = vertices.map { toVoxel($0) }
    for t in triangles {
      let (a, b, c) = (points[Int(t.x)], points[Int(t.y)], points[Int(t.z)])
      guard (a + b + c).sum().isFinite else { continue }
      let longest = max(max(length(b - a), length(c - a)), length(c - b))
      let steps = max(1, Int((2 * min(longest, 1e5)).rounded(.up)))
      for i in 0...steps {
        for j in 0...(steps - i) {
          let p = a + (b - a) * (Double(i) / Double(steps)) + (c - a) * (Double(j) / Double(steps))
          mark(&mask, p)
        }
      }
    }
    return mask
  }
}

/// Marks the voxel nearest to a position in voxel indices, if it lies on the grid.
private func mark(_ mask: inout Mask, _ p: Vector3) {
  let grid = mask.grid
  guard p.min() > -0.5, p.x < Double(grid.nx) - 0.5, p.y < Double(grid.ny) - 0.5,
    p.z < Double(grid.nz) - 0.5
  else { return }
  mask[Int(p.x + 0.5), Int(p.y + 0.5), Int(p.z + 0.5)] = true
}

/// Where a row of voxels passes through a triangle.
private struct Crossing {
  /// `y + ny * z`.
  let row: Int32
  /// 1 into one side, −1 into the other.
  let sign: Int32
  /// In voxel indices.
  let x: Double
}

/// Sets the voxels of a row that lie after `from` and not after `to`.
private func fill(_ mask: inout Mask, _ row: Int, _ from: Double, _ to: Double) {
  let nx = Double(mask.grid.nx)
  guard to >= 0, from < nx - 1 else { return }
  let first = from < 0 ? 0 : Int(from) + 1
  let last = to >= nx - 1 ? mask.grid.nx - 1 : Int(to)
  guard first <= last else { return }
  for x in first...last { mask.voxels[row * mask.grid.nx + x] = 1 }
}

/// On which side of the directed edge from `a` to `b` the row (y, z) passes; the same number with
/// the other sign for the edge from `b` to `a`, and never undecided.
private func side(_ points: [Vector3], _ a: Int32, _ b: Int32, _ y: Double, _ z: Double) -> Bool {
  if a > b { return !side(points, b, a, y, z) }
  let (p, q) = (points[Int(a)], points[Int(b)])
  return (q.y - p.y) * (z - p.z) - (q.z - p.z) * (y - p.y) >= 0
}

private func collectCrossings(
  _ points: [Vector3], _ t: SIMD3<Int32>, _ grid: Grid, _ crossings: inout [Crossing]
) {
  let (a, b, c) = (points[Int(t.x)], points[Int(t.y)], points[Int(t.z)])
  let normal = cross(b - a, c - a)
  guard normal.x != 0, normal.sum().isFinite else { return }
  let ys = indices(min(a.y, b.y, c.y), max(a.y, b.y, c.y), grid.ny)
  let zs = indices(min(a.z, b.z, c.z), max(a.z, b.z, c.z), grid.nz)
  for iz in zs {
    for iy in ys {
      let (y, z) = (Double(iy), Double(iz))
      let first = side(points, t.x, t.y, y, z)
      guard first == side(points, t.y, t.z, y, z), first == side(points, t.z, t.x, y, z) else {
        continue
      }
      let x = a.x - (normal.y * (y - a.y) + normal.z * (z - a.z)) / normal.x
      crossings.append(
        Crossing(row: Int32(iy + grid.ny * iz), sign: first ? 1 : -1, x: x))
    }
  }
}

/// The indices between two positions that lie on an axis of `count` voxels.
private func indices(_ low: Double, _ high: Double, _ count: Int) -> Range<Int> {
  guard high >= 0, low <= Double(count - 1) else { return 0..<0 }
  let first = low <= 0 ? 0 : Int(low.rounded(.up))
  let last = high >= Double(count - 1) ? count - 1 : Int(high)
  return first..<max(first, last + 1)
}
