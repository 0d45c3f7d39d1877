import Kernels
import Volumes

/// A curved layer on the lattice of one image, flattened: which voxel each place of the flat box shows,
/// and which place of the box each voxel of the layer lies at. Nearest neighbours both ways.
struct FlatLayer: Sendable {
  /// Numbers of places along the box: sideways, upwards, outwards.
  let dims: SIMD3<Int>
  /// For each place the voxel it shows; −1 where it shows none.
  let sources: [Int32]
  /// The voxels of the layer.
  let voxels: [Int32]
  /// For each of them its place.
  let places: [Int32]

  /// - Parameters:
  ///   - layer: the layer.
  ///   - grid: the lattice of the image.
  ///   - imageToHead: world mm of the image to those in which the layer lies.
  init(_ layer: CurvedLayer, on grid: Grid, through imageToHead: Affine) {
    dims = layer.flatDims
    let box = Grid(nx: dims.x, ny: dims.y, nz: dims.z, toWorld: .identity)
    var shown = [Int32](repeating: -1, count: box.voxelCount)
    var at = [Int32](repeating: -1, count: grid.voxelCount)
    if let headToVoxel = (imageToHead * grid.toWorld).inverse {
      for (world, flat) in layer.tetrahedra {
        let own = Tetrahedron(world.corners.map { headToVoxel($0) })
        guard let out = flat.map(to: own), let back = own.map(to: flat) else { continue }
        paint(flat, on: box, map: out, into: &shown, lattice: grid)
        paint(own, on: grid, map: back, into: &at, lattice: box)
      }
    }
    sources = shown
    let inside = at.indices.filter { at[$0] >= 0 }
    voxels = inside.map { Int32($0) }
    places = inside.map { at[$0] }
  }
}

/// Writes into every lattice point of a tetrahedron that holds nothing yet the offset, on another
/// lattice, of what a map makes of it.
private func paint(
  _ body: Tetrahedron, on grid: Grid, map: Affine, into target: inout [Int32], lattice: Grid
) {
  guard let toUnit = body.edges.inverse else { return }
  let low = body.corners.reduce(Vector3(repeating: .infinity)) { pointwiseMin($0, $1) }
  let high = body.corners.reduce(Vector3(repeating: -.infinity)) { pointwiseMax($0, $1) }
  func range(_ axis: Int, _ count: Int) -> ClosedRange<Int>? {
    guard high[axis] >= 0, low[axis] <= Double(count - 1) else { return nil }
    let first = Int(max(low[axis], 0).rounded(.up))
    let last = Int(min(high[axis], Double(count - 1)))
    return first <= last ? first...last : nil
  }
  guard let xs = range(0, grid.nx), let ys = range(1, grid.ny), let zs = range(2, grid.nz) else {
    return
  }
  let far = Vector3(Double(lattice.nx), Double(lattice.ny), Double(lattice.nz))
  target.withUnsafeMutableBufferPointer { target in
    for z in zs {
      for y in ys {
        for x in xs {
          let p = Vector3(Double(x), Double(y), Double(z))
          let u = toUnit(p)
          guard u.min() >= -tolerance, u.sum() <= 1 + tolerance else { continue }
          let offset = x + grid.nx * (y + grid.ny * z)
          guard target[offset] < 0 else { continue }
          let q = map(p) + 0.5
          guard q.min() >= 0, (far - q).min() > 0 else { continue }
          target[offset] = Int32(
            Int(q.x) + lattice.nx * (Int(q.y) + lattice.ny * Int(q.z)))
        }
      }
    }
  }
}

/// Faces of neighbours overlap by this, so that rounding leaves no gap.
private let tolerance = 1e-9
