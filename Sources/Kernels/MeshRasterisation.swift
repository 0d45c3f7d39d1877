import Volumes

extension TriangleMesh {
  /// The voxels whose centres lie inside the mesh, which must be closed.
  ///
  /// A line along x through every row of voxels counts the crossings with their signs; inside is
  /// where the winding number is not zero, so that folds of a surface do no harm. Whether a line
  /// meets a triangle is decided in whole numbers (65536ths of a voxel), so that no line slips
  /// through between neighbours or meets a shared edge twice. A vertex that is not finite gives an
  /// empty mask.
  public func rasterised(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    guard let toVoxel = grid.fromWorld else { return mask }
    let points = vertices.map { toVoxel($0) }
    guard points.allSatisfy({ $0.sum().isFinite }) else { return mask }
    let corners = points.map { Corner($0) }
    var crossings: [Crossing] = []
    for t in triangles { collectCrossings(corners, t, grid, &crossings) }
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

/// A vertex in voxel indices, with y and z in whole 65536ths so that sides are decided exactly.
private struct Corner {
  let x: Double
  let y: Int
  let z: Int

  /// Positions further than 8000 voxels away are drawn in, so that products fit into 64 bits.
  init(_ p: Vector3) {
    func fixed(_ value: Double) -> Int { Int(min(max(value, -8000), 8000) * 65536) }
    x = p.x
    y = fixed(p.y)
    z = fixed(p.z)
  }
}

/// On which side of the directed edge from `a` to `b` the row (y, z) passes.
///
/// A row that meets the edge is thought moved by a little in y and much less in z, which decides
/// all edges around a vertex consistently.
private func side(_ a: Corner, _ b: Corner, _ y: Int, _ z: Int) -> Bool {
  let (dy, dz) = (b.y - a.y, b.z - a.z)
  let turn = dy * (z - a.z) - dz * (y - a.y)
  if turn != 0 { return turn > 0 }
  return dz != 0 ? dz < 0 : dy > 0
}

private func collectCrossings(
  _ corners: [Corner], _ t: SIMD3<Int32>, _ grid: Grid, _ crossings: inout [Crossing]
) {
  let (a, b, c) = (corners[Int(t.x)], corners[Int(t.y)], corners[Int(t.z)])
  let area = Double((b.y - a.y) * (c.z - a.z) - (b.z - a.z) * (c.y - a.y))
  guard area != 0 else { return }
  let ys = indices(min(a.y, b.y, c.y), max(a.y, b.y, c.y), grid.ny)
  let zs = indices(min(a.z, b.z, c.z), max(a.z, b.z, c.z), grid.nz)
  for iz in zs {
    for iy in ys {
      let (y, z) = (iy << 16, iz << 16)
      let first = side(a, b, y, z)
      guard first == side(b, c, y, z), first == side(c, a, y, z) else { continue }
      let shareB = Double((y - a.y) * (c.z - a.z) - (z - a.z) * (c.y - a.y)) / area
      let shareC = Double((b.y - a.y) * (z - a.z) - (b.z - a.z) * (y - a.y)) / area
      let x = a.x + shareB * (b.x - a.x) + shareC * (c.x - a.x)
      crossings.append(Crossing(row: Int32(iy + grid.ny * iz), sign: first ? 1 : -1, x: x))
    }
  }
}

/// The indices between two positions, in 65536ths, that lie on an axis of `count` voxels.
private func indices(_ low: Int, _ high: Int, _ count: Int) -> Range<Int> {
  let first = max(0, (low + 65535) >> 16)
  let last = min(count - 1, high >> 16)
  return first..<max(first, last + 1)
}
