import Volumes

extension Mask {
  /// The distance in mm from every voxel centre to the nearest inside voxel centre: 0 inside.
  ///
  /// Exact and Euclidean for any voxel size (Meijster et al. 2000; Felzenszwalb & Huttenlocher
  /// 2012); the grid's axes are taken as perpendicular. An empty mask gives infinity everywhere.
  public func distanceMM(parallel: Parallel = .serial) -> Image {
    var squared = squaredDistance(to: 1, parallel: parallel)
    squared.withUnsafeMutableBufferPointer { squareRoots($0) }
    return Image(grid: grid, voxels: squared)
  }

  /// The signed distance in mm: outside, positive, to the nearest inside voxel; inside, negative,
  /// to the nearest outside voxel. Halfway between neighbouring centres would be zero.
  public func signedDistanceMM(parallel: Parallel = .serial) -> Image {
    var outside = distanceMM(parallel: parallel)
    let inside = squaredDistance(to: 0, parallel: parallel)
    for index in inside.indices where voxels[index] != 0 {
      outside.voxels[index] = -inside[index].squareRoot()
    }
    return outside
  }

  /// Squared distances in mm² to the nearest voxel that holds `value` (0 or 1).
  func squaredDistance(to value: UInt8, parallel: Parallel) -> [Float] {
    var result = [Float](repeating: 0, count: voxels.count)
    let size = grid.voxelSizeMM
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    voxels.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        guard let bytes = source.baseAddress, let d = target.baseAddress else { return }
        parallel.slabs(of: ny * nz) { rows in
          for row in rows { distanceAlongRow(bytes + row * nx, d + row * nx, nx, value, size.x) }
        }
        parallel.slabs(of: nz) { slices in
          for z in slices {
            let sheet = Sheet(count: ny, stride: nx, width: nx, sizeMM: size.y)
            lowerEnvelopes(d + z * nx * ny, sheet)
          }
        }
        parallel.slabs(of: ny) { rows in
          for y in rows {
            let sheet = Sheet(count: nz, stride: nx * ny, width: nx, sizeMM: size.z)
            lowerEnvelopes(d + y * nx, sheet)
          }
        }
      }
    }
    return result
  }
}

private func squareRoots(_ values: UnsafeMutableBufferPointer<Float>) {
  for index in values.indices { values[index] = values[index].squareRoot() }
}

/// Squared distances within one row, by one scan forwards and one backwards.
@inline(never)
private func distanceAlongRow(
  _ bytes: UnsafePointer<UInt8>, _ d: UnsafeMutablePointer<Float>, _ count: Int, _ value: UInt8,
  _ sizeMM: Double
) {
  var last = -1
  for x in 0..<count {
    if (bytes[x] != 0) == (value != 0) { last = x }
    let steps = Double(x - last) * sizeMM
    d[x] = last < 0 ? .infinity : Float(steps * steps)
  }
  last = -1
  for x in stride(from: count - 1, through: 0, by: -1) {
    if (bytes[x] != 0) == (value != 0) { last = x }
    guard last >= 0 else { continue }
    let steps = Double(last - x) * sizeMM
    let squared = Float(steps * steps)
    if squared < d[x] { d[x] = squared }
  }
}

/// Columns that stand side by side: `width` of them, each of `count` values `stride` apart.
private struct Sheet {
  let count: Int
  let stride: Int
  let width: Int
  let sizeMM: Double
}

/// Columns read at once, so that memory is walked along its rows.
private let block = 16

private func lowerEnvelopes(_ d: UnsafeMutablePointer<Float>, _ sheet: Sheet) {
  let n = sheet.count
  guard n > 1 else { return }
  withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * block * n) { lines in
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * n + 1) { numbers in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: n) { places in
        guard let line = lines.baseAddress, let edge = numbers.baseAddress,
          let site = places.baseAddress
        else { return }
        for first in Swift.stride(from: 0, to: sheet.width, by: block) {
          let width = min(block, sheet.width - first)
          gather(d + first, line, n, sheet.stride, width)
          for k in 0..<width {
            lowerEnvelope(
              line + k * n, line + (block + k) * n, n, sheet.sizeMM,
              Envelope(edge: edge, height: edge + n + 1, site: site))
          }
          scatter(line + block * n, d + first, n, sheet.stride, width)
        }
      }
    }
  }
}

@inline(never)
private func gather(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int, _ stride: Int,
  _ width: Int
) {
  for i in 0..<count { for k in 0..<width { to[k * count + i] = from[i * stride + k] } }
}

@inline(never)
private func scatter(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int, _ stride: Int,
  _ width: Int
) {
  for i in 0..<count { for k in 0..<width { to[i * stride + k] = from[k * count + i] } }
}

/// Room for the parabolas of a column that are lowest somewhere: whose, from where on, how high.
private struct Envelope {
  let edge: UnsafeMutablePointer<Double>
  let height: UnsafeMutablePointer<Double>
  let site: UnsafeMutablePointer<Int>
}

/// The lowest of the parabolas `f[q] + (size (x - q))²` at every x of a column.
@inline(never)
private func lowerEnvelope(
  _ f: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ n: Int, _ sizeMM: Double,
  _ lowest: Envelope
) {
  let square = sizeMM * sizeMM
  let half = 0.5 / square
  var top = -1
  for q in 0..<n where f[q] < .infinity {
    // A parabola between two others that stand on zero too is lowest only at its own place.
    if f[q] == 0 && q > 0 && q + 1 < n && f[q - 1] == 0 && f[q + 1] == 0 { continue }
    let height = Double(f[q]) + square * Double(q * q)
    var from = -Double.infinity
    while top >= 0 {
      from = (height - lowest.height[top]) * half / Double(q - lowest.site[top])
      if from > lowest.edge[top] { break }
      top -= 1
    }
    top += 1
    if top == 0 { from = -.infinity }
    lowest.site[top] = q
    lowest.height[top] = height
    lowest.edge[top] = from
  }
  guard top >= 0 else {
    for x in 0..<n { out[x] = .infinity }
    return
  }
  lowest.edge[top + 1] = .infinity
  var k = 0
  for x in 0..<n {
    if f[x] == 0 {
      out[x] = 0
      continue
    }
    while lowest.edge[k + 1] < Double(x) { k += 1 }
    let q = lowest.site[k]
    let steps = Double(x - q)
    out[x] = f[q] + Float(square * (steps * steps))
  }
}
