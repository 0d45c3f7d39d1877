import Foundation
import Volumes

extension Image {
  /// The image under a Gaussian of standard deviation `sigmaMM` in mm, whatever the voxel size.
  ///
  /// Separable, cut off at 3.5 standard deviations and normalised; the edge voxels are continued
  /// outwards. Zero leaves the image as it is. Values that are not finite count as zero.
  public func smoothed(sigmaMM: Double, parallel: Parallel = .serial) -> Image {
    smoothed(sigmaMM: Vector3(repeating: sigmaMM), parallel: parallel)
  }

  /// The image under a Gaussian of another standard deviation along each axis of the grid, in mm.
  public func smoothed(sigmaMM: Vector3, parallel: Parallel = .serial) -> Image {
    let size = grid.voxelSizeMM
    var result = self
    result.voxels.withUnsafeMutableBufferPointer { zeroWhereNotFinite($0) }
    var spare = [Float](repeating: 0, count: voxels.count)
    for axis in 0..<3 where grid.dims[axis] > 1 && sigmaMM[axis] > 0 && size[axis] > 0 {
      let kernel = gaussianKernel(sigma: sigmaMM[axis] / size[axis])
      guard kernel.count > 1 else { continue }
      convolve(
        &result.voxels, into: &spare, grid: grid, axis: axis, kernel: kernel, parallel: parallel)
      swap(&result.voxels, &spare)
    }
    return result
  }

  /// The image on a coarser or finer grid of cubes over the same field of view, smoothed first as
  /// far as the coarser voxels demand.
  public func resized(toVoxelMM voxelMM: Double, parallel: Parallel = .serial) -> Image {
    let size = grid.voxelSizeMM
    var sigma = Vector3.zero
    for axis in 0..<3 where voxelMM > size[axis] {
      sigma[axis] = 0.4 * (voxelMM * voxelMM - size[axis] * size[axis]).squareRoot()
    }
    return smoothed(sigmaMM: sigma, parallel: parallel)
      .resampled(onto: grid.resized(toVoxelMM: voxelMM), parallel: parallel)
  }
}

/// The middle weight and those to one side of it, for a standard deviation in voxels.
func gaussianKernel(sigma: Double) -> [Float] {
  let radius = Int((3.5 * sigma).rounded(.up))
  var weights = (0...radius).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
  let sum = weights[0] + 2 * weights.dropFirst().reduce(0, +)
  for index in weights.indices { weights[index] /= sum }
  return weights.map { Float($0) }
}

private func zeroWhereNotFinite(_ values: UnsafeMutableBufferPointer<Float>) {
  for index in values.indices where !values[index].isFinite { values[index] = 0 }
}

/// Convolves along one axis with a symmetric kernel (middle weight first).
func convolve(
  _ source: inout [Float], into target: inout [Float], grid: Grid, axis: Int, kernel: [Float],
  parallel: Parallel
) {
  source.withUnsafeBufferPointer { from in
    target.withUnsafeMutableBufferPointer { to in
      kernel.withUnsafeBufferPointer { weights in
        guard let a = from.baseAddress, let b = to.baseAddress, let w = weights.baseAddress else {
          return
        }
        let radius = weights.count - 1
        if axis == 0 {
          parallel.slabs(of: grid.ny * grid.nz) { rows in
            convolveRows(a, b, rows, grid.nx, w, radius)
          }
        } else {
          let count = axis == 1 ? grid.ny : grid.nz
          let stride = axis == 1 ? grid.nx : grid.nx * grid.ny
          parallel.slabs(of: grid.ny * grid.nz) { rows in
            for row in rows {
              let place = axis == 1 ? row % grid.ny : row / grid.ny
              convolveAcross(
                a + row * grid.nx, b + row * grid.nx, grid.nx,
                Across(place: place, count: count, stride: stride), w, radius)
            }
          }
        }
      }
    }
  }
}

/// Where a row stands on the axis across it.
private struct Across {
  let place: Int
  let count: Int
  let stride: Int
}

private func convolveRows(
  _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ rows: Range<Int>,
  _ count: Int, _ weights: UnsafePointer<Float>, _ radius: Int
) {
  withUnsafeTemporaryAllocation(of: Float.self, capacity: count + 2 * radius) { buffer in
    guard let padded = buffer.baseAddress else { return }
    for row in rows {
      let from = source + row * count
      for i in 0..<radius {
        padded[i] = from[0]
        padded[radius + count + i] = from[count - 1]
      }
      (padded + radius).update(from: from, count: count)
      let to = target + row * count
      scale(to, padded + radius, weights[0], count)
      for k in stride(from: 1, through: radius, by: 1) {
        addPair(to, padded + (radius - k), padded + (radius + k), weights[k], count)
      }
    }
  }
}

private func convolveAcross(
  _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int,
  _ across: Across, _ weights: UnsafePointer<Float>, _ radius: Int
) {
  scale(target, source, weights[0], count)
  for k in stride(from: 1, through: radius, by: 1) {
    let below = (max(across.place - k, 0) - across.place) * across.stride
    let above = (min(across.place + k, across.count - 1) - across.place) * across.stride
    addPair(target, source + below, source + above, weights[k], count)
  }
}

@inline(never)
private func scale(
  _ q: UnsafeMutablePointer<Float>, _ a: UnsafePointer<Float>, _ w: Float, _ n: Int
) {
  for i in 0..<n { q[i] = w * a[i] }
}

@inline(never)
private func addPair(
  _ q: UnsafeMutablePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  _ w: Float, _ n: Int
) {
  for i in 0..<n { q[i] = q[i] + w * (a[i] + b[i]) }
}
