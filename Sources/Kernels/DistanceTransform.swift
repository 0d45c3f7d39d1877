import Volumes

extension Mask {
  /// The distance in mm from every voxel centre to the nearest inside voxel centre: 0 inside.
  ///
  /// Exact and Euclidean for any voxel size (Meijster et al. 2000; Felzenszwalb & Huttenlocher
  /// 2012); the grid's axes are taken as perpendicular. An empty mask gives infinity everywhere.
  public func distanceMM(parallel: Parallel = .serial) -> Image {
    Image(grid: grid, voxels: distances(to: 1, .root, parallel: parallel))
  }

  /// The signed distance in mm: outside, positive, to the nearest inside voxel; inside, negative,
  /// to the nearest outside voxel. Halfway between neighbouring centres would be zero.
  public func signedDistanceMM(parallel: Parallel = .serial) -> Image {
    var outside = distances(to: 1, .root, parallel: parallel)
    let inside = distances(to: 0, .root, parallel: parallel)
    outside.withUnsafeMutableBufferPointer { target in
      inside.withUnsafeBufferPointer { depth in
        guard let q = target.baseAddress, let d = depth.baseAddress else { return }
        parallel.slabs(of: target.count) { subtract(d, from: q, $0) }
      }
    }
    return Image(grid: grid, voxels: outside)
  }

  /// Squared distances in mm² to the nearest voxel that holds `value` (0 or 1).
  func squaredDistance(to value: UInt8, parallel: Parallel) -> [Float] {
    distances(to: value, .square, parallel: parallel)
  }

  private func distances(to value: UInt8, _ power: DistancePower, parallel: Parallel) -> [Float] {
    let size = grid.voxelSizeMM
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    return freshArray(voxels.count, of: Float.self) { d in
      voxels.withUnsafeBufferPointer { source in
        guard let bytes = source.baseAddress else { return }
        let squares = squaredSteps(nx, size.x)
        let slice = Sheet(count: ny, stride: nx, width: nx, sizeMM: size.y)
        parallel.slabs(of: nz) { slices in
          lowerEnvelopes(d, slices, apart: nx * ny, slice, .square) { z in
            let start = z * nx * ny
            squares.withUnsafeBufferPointer {
              distancesAlongRows(bytes + start, d + start, ny, nx, value, $0)
            }
          }
        }
        let layer = Sheet(count: nz, stride: nx * ny, width: nx, sizeMM: size.z)
        parallel.slabs(of: ny) { lowerEnvelopes(d, $0, apart: nx, layer, power) { _ in } }
      }
    }
  }
}

/// Of every voxel one of the two distances is zero.
@inline(never)
private func subtract(
  _ depth: UnsafePointer<Float>, from q: UnsafeMutablePointer<Float>, _ range: Range<Int>
) {
  for i in range { q[i] = q[i] - depth[i] }
}

/// Squared lengths in mm² of 0, 1, 2 … steps.
func squaredSteps(_ count: Int, _ sizeMM: Double) -> [Float] {
  (0..<count).map { Float(Double($0) * sizeMM * (Double($0) * sizeMM)) }
}

/// Squared distances within rows that lie one after the other, to the voxels that hold `value`.
func distancesAlongRows(
  _ bytes: UnsafePointer<UInt8>, _ d: UnsafeMutablePointer<Float>, _ rows: Int, _ count: Int,
  _ value: UInt8, _ squares: UnsafeBufferPointer<Float>
) {
  guard let squares = squares.baseAddress else { return }
  for row in 0..<rows {
    distanceAlongRow(bytes + row * count, d + row * count, count, value, squares)
  }
}

/// Squared distances within one row: each gap between two sites is filled from both its ends.
@inline(never)
private func distanceAlongRow(
  _ bytes: UnsafePointer<UInt8>, _ d: UnsafeMutablePointer<Float>, _ count: Int, _ value: UInt8,
  _ squares: UnsafePointer<Float>
) {
  var last = -1
  for x in 0..<count where (bytes[x] != 0) == (value != 0) {
    if x > last &+ 1 { fillGap(d, last, x, squares) }
    d[x] = 0
    last = x
  }
  if last < 0 {
    for x in 0..<count { d[x] = .infinity }
  } else {
    for x in (last &+ 1)..<count { d[x] = squares[x &- last] }
  }
}

/// The places between two sites of a row; before the first site `from` is −1.
@inline(__always)
private func fillGap(
  _ d: UnsafeMutablePointer<Float>, _ from: Int, _ to: Int, _ squares: UnsafePointer<Float>
) {
  let middle = from < 0 ? -1 : (from &+ to) >> 1
  var x = from &+ 1
  while x <= middle {
    d[x] = squares[x &- from]
    x &+= 1
  }
  while x < to {
    d[x] = squares[to &- x]
    x &+= 1
  }
}
