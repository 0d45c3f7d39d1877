import Volumes

extension Image {
  /// The gradient in value per mm along the world axes (RAS+): three images on this grid, of the
  /// slopes to the right, to the front and to the top.
  ///
  /// Central differences along the axes of the grid, one-sided at the edges, turned into world
  /// space by the inverse affine, so that oblique and sheared grids give the same slopes. An axis
  /// of one voxel counts as flat; an affine that cannot be inverted gives zeros.
  public func gradient(parallel: Parallel = .serial) -> [Image] {
    guard let inverse = grid.fromWorld, !voxels.isEmpty else {
      return [Image(grid: grid), Image(grid: grid), Image(grid: grid)]
    }
    let rows = ContravariantRows(inverse)
    let count = voxels.count
    var along = (0..<3).map { _ in [Float]() }
    along[0] = freshArray(count, of: Float.self) { x in
      along[1] = freshArray(count, of: Float.self) { y in
        along[2] = freshArray(count, of: Float.self) { z in
          fill(x, y, z, rows, parallel)
        }
      }
    }
    return along.map { Image(grid: grid, voxels: $0) }
  }

  private func fill(
    _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>,
    _ z: UnsafeMutablePointer<Float>, _ rows: ContravariantRows, _ parallel: Parallel
  ) {
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    voxels.withUnsafeBufferPointer { source in
      guard let a = source.baseAddress else { return }
      parallel.slabs(of: ny * nz) { range in
        for row in range {
          let start = row * nx
          let dy = UnitDifference(row % ny, ny, stride: nx)
          let dz = UnitDifference(row / ny, nz, stride: nx * ny)
          gradientRow(a + start, nx, dy, dz, rows, x + start, y + start, z + start)
        }
      }
    }
  }
}

/// The rows that take slopes per voxel to slopes per mm: the columns of the inverse affine.
private struct ContravariantRows {
  let x: SIMD4<Float>
  let y: SIMD4<Float>
  let z: SIMD4<Float>

  init(_ inverse: Affine) {
    func row(_ world: Int) -> SIMD4<Float> {
      let column = inverse.column(world)
      return SIMD4(Float(column.x), Float(column.y), Float(column.z), 0)
    }
    (x, y, z) = (row(0), row(1), row(2))
  }
}

/// A difference quotient per voxel along one axis at one index.
private struct UnitDifference {
  let ahead: Int
  let behind: Int
  let factor: Float

  init(_ index: Int, _ count: Int, stride: Int) {
    let up = index + 1 < count ? 1 : 0
    let down = index > 0 ? 1 : 0
    (ahead, behind) = (up * stride, down * stride)
    factor = up + down > 0 ? 1 / Float(up + down) : 0
  }

  @inline(__always)
  func value(_ p: UnsafePointer<Float>) -> Float { (p[ahead] - p[-behind]) * factor }
}

@inline(never)
private func gradientRow(
  _ p: UnsafePointer<Float>, _ count: Int, _ dy: UnitDifference, _ dz: UnitDifference,
  _ rows: ContravariantRows, _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>,
  _ z: UnsafeMutablePointer<Float>
) {
  for i in 0..<count {
    let dx = i > 0 && i &+ 1 < count ? (p[i &+ 1] - p[i &- 1]) * 0.5 : edge(p, i, count)
    let (sy, sz) = (dy.value(p + i), dz.value(p + i))
    x[i] = dx * rows.x.x + sy * rows.x.y + sz * rows.x.z
    y[i] = dx * rows.y.x + sy * rows.y.y + sz * rows.y.z
    z[i] = dx * rows.z.x + sy * rows.z.y + sz * rows.z.z
  }
}

/// The one-sided difference at an end of a row.
@inline(__always)
private func edge(_ p: UnsafePointer<Float>, _ i: Int, _ count: Int) -> Float {
  if count < 2 { return 0 }
  return i == 0 ? p[1] - p[0] : p[i] - p[i &- 1]
}
