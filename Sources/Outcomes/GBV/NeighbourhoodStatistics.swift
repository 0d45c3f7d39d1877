import Kernels
import Volumes

/// First-order statistics of 3 × 3 × 3 voxels around each voxel; edge voxels are continued outwards.
struct NeighbourhoodStatistics {
  var mean: Image
  var deviation: Image
  var least: Image
  var greatest: Image

  init(_ image: Image, parallel: Parallel) {
    var square = image
    square.map { $0 * $0 }
    mean = image.folded(.sum, parallel)
    mean.map { $0 * (1.0 / 27) }
    deviation = square.folded(.sum, parallel)
    deviation.combine(with: mean) { squares, mean in
      let variance = squares * (1.0 / 27) - mean * mean
      return variance > 0 ? variance.squareRoot() : 0
    }
    least = image.folded(.least, parallel)
    greatest = image.folded(.greatest, parallel)
  }
}

/// What three neighbours become.
private enum Fold { case sum, least, greatest }

extension Image {
  /// Changes every value in place.
  @inline(__always)
  fileprivate mutating func map(_ change: (Float) -> Float) {
    voxels.withUnsafeMutableBufferPointer { values in
      for i in values.indices { values[i] = change(values[i]) }
    }
  }

  /// Changes every value in place, beside that of another image of the lattice.
  @inline(__always)
  mutating func combine(with other: Image, _ change: (Float, Float) -> Float) {
    voxels.withUnsafeMutableBufferPointer { values in
      other.voxels.withUnsafeBufferPointer { others in
        for i in values.indices { values[i] = change(values[i], others[i]) }
      }
    }
  }

  /// Sum, least or greatest of three neighbours along each axis in turn.
  fileprivate func folded(_ fold: Fold, _ parallel: Parallel) -> Image {
    var result = self
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    var other = [Float](repeating: 0, count: voxels.count)
    result.voxels.withUnsafeMutableBufferPointer { a in
      other.withUnsafeMutableBufferPointer { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return }
        nonisolated(unsafe) let (first, second) = (a, b)
        parallel.slabs(of: ny * nz) { rows in
          for row in rows { foldRow(first + row * nx, second + row * nx, nx, fold) }
        }
        parallel.slabs(of: nz) { slices in
          for z in slices { foldLines(second, first, z * nx * ny, ny, nx, nx, fold) }
        }
        parallel.slabs(of: ny) { rows in
          for y in rows { foldLines(first, second, y * nx, nz, nx * ny, nx, fold) }
        }
      }
    }
    result.voxels = other
    return result
  }
}

@inline(__always)
private func fold3(_ a: Float, _ b: Float, _ c: Float, _ fold: Fold) -> Float {
  switch fold {
  case .sum: a + b + c
  case .least: min(a, min(b, c))
  case .greatest: max(a, max(b, c))
  }
}

/// Along a row.
@inline(never)
private func foldRow(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int, _ fold: Fold
) {
  for x in 0..<count {
    to[x] = fold3(from[max(0, x - 1)], from[x], from[min(count - 1, x + 1)], fold)
  }
}

/// Across rows: `count` rows of `width` voxels that lie `stride` apart.
@inline(never)
private func foldLines(
  _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ start: Int, _ count: Int,
  _ stride: Int, _ width: Int, _ fold: Fold
) {
  for line in 0..<count {
    let here = start + line * stride
    let below = line > 0 ? here - stride : here
    let above = line + 1 < count ? here + stride : here
    foldLine(from + below, from + here, from + above, to + here, width, fold)
  }
}

@inline(never)
private func foldLine(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>,
  _ to: UnsafeMutablePointer<Float>, _ count: Int, _ fold: Fold
) {
  switch fold {
  case .sum: for x in 0..<count { to[x] = a[x] + b[x] + c[x] }
  case .least: for x in 0..<count { to[x] = fold3(a[x], b[x], c[x], .least) }
  case .greatest: for x in 0..<count { to[x] = fold3(a[x], b[x], c[x], .greatest) }
  }
}
