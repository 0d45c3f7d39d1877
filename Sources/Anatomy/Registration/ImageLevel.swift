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
