import Kernels
import Volumes

/// One resolution of an image: smoothed, thinned out, with its way from the world to its voxels.
struct ImageLevel: Sendable {
  var grid: Grid
  /// World mm to voxel indices.
  var fromWorld: Affine
  var voxels: [Float]

  /// An image as it is; its affine must be invertible.
  init(_ image: Image) {
    (grid, voxels) = (image.grid, image.voxels)
    fromWorld = image.grid.fromWorld ?? .identity
  }

  /// This level smoothed further by a Gaussian of `sigmaMM` and thinned to voxels of about
  /// `pitchMM` (never finer than they are).
  func reduced(sigmaMM: Double, pitchMM: Double, parallel: Parallel) -> ImageLevel {
    var current = self
    let size = grid.voxelSizeMM
    for axis in 0..<3 {
      let stride = max(1, Int(pitchMM / size[axis] + 0.01))
      let kernel = gaussianKernel(sigma: sigmaMM / size[axis])
      if stride == 1 && kernel.count == 1 { continue }
      current = current.reduced(axis: axis, stride: stride, kernel: kernel, parallel: parallel)
    }
    return current
  }

  private func reduced(
    axis: Int, stride: Int, kernel: [Float], parallel: Parallel
  ) -> ImageLevel {
    let dims = grid.dims
    let plan = AxisReduction(
      inner: dims[..<axis].reduce(1, *), count: dims[axis],
      outer: dims[(axis + 1)...].reduce(1, *), stride: stride, kernel: kernel)
    var result = self
    result.voxels = plan.apply(voxels, parallel: parallel)
    var step = Vector3(repeating: 1)
    var shift = Vector3.zero
    step[axis] = Double(stride)
    shift[axis] = Double(plan.first)
    let thinning = Affine.scaling(step, translation: shift)
    result.grid.toWorld = grid.toWorld * thinning
    switch axis {
    case 0: result.grid.nx = plan.resultCount
    case 1: result.grid.ny = plan.resultCount
    default: result.grid.nz = plan.resultCount
    }
    result.fromWorld = result.grid.fromWorld ?? fromWorld
    return result
  }
}

/// The taps of a Gaussian of `sigma` voxels, reaching three sigma; one tap where it is too narrow.
private func gaussianKernel(sigma: Double) -> [Float] {
  guard sigma > 0.3 else { return [1] }
  let radius = Int(3 * sigma + 0.999)
  let taps = (-radius...radius).map { exponential(-Double($0 * $0) / (2 * sigma * sigma)) }
  let sum = taps.reduce(0, +)
  return taps.map { Float($0 / sum) }
}

/// A convolution along one axis that computes only every `stride`-th result.
private struct AxisReduction {
  var inner: Int
  var count: Int
  var outer: Int
  var stride: Int
  var kernel: [Float]

  /// The index of the first voxel kept, so that what is cut off lies on both sides.
  var first: Int { ((count - 1) % stride) / 2 }
  var resultCount: Int { (count - 1 - first) / stride + 1 }

  func apply(_ input: [Float], parallel: Parallel) -> [Float] {
    let rows = outer * resultCount
    return [Float](unsafeUninitializedCapacity: inner * rows) { buffer, initialized in
      initialized = inner * rows
      guard let target = buffer.baseAddress else { return }
      input.withUnsafeBufferPointer { source in
        guard let source = source.baseAddress else { return }
        nonisolated(unsafe) let (from, to) = (source, target)
        if inner == 1 {
          parallel.slabs(of: outer) { range in
            for row in range { line(from + row * count, to + row * resultCount) }
          }
        } else {
          parallel.slabs(of: rows) { range in
            for row in range { plane(from, to + row * inner, row: row) }
          }
        }
      }
    }
  }

  /// One line along x.
  private func line(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    let radius = kernel.count / 2
    kernel.withUnsafeBufferPointer { taps in
      for index in 0..<resultCount {
        let centre = first + index * stride
        let low = max(0, centre - radius)
        let high = min(count - 1, centre + radius)
        var sum: Float = 0
        var weight: Float = 0
        for k in low...high {
          let tap = taps[k - centre + radius]
          sum += tap * source[k]
          weight += tap
        }
        target[index] = sum / weight
      }
    }
  }

  /// One contiguous row of results along y or z.
  private func plane(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, row: Int
  ) {
    let radius = kernel.count / 2
    let centre = first + row % resultCount * stride
    let slab = source + row / resultCount * count * inner
    let low = max(0, centre - radius)
    let high = min(count - 1, centre + radius)
    var weight: Float = 0
    for k in low...high { weight += kernel[k - centre + radius] }
    target.update(repeating: 0, count: inner)
    for k in low...high {
      addScaled(target, slab + k * inner, kernel[k - centre + radius] / weight, inner)
    }
  }
}

@inline(never)
private func addScaled(
  _ target: UnsafeMutablePointer<Float>, _ source: UnsafePointer<Float>, _ factor: Float,
  _ count: Int
) {
  for i in 0..<count { target[i] = target[i] + factor * source[i] }
}
