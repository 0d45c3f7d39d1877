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
    let kernels = (0..<3).map { axis in
      gaussianKernel(
        sigmaMM: sigmaMM[axis], voxelMM: grid.voxelSizeMM[axis], count: grid.dims[axis])
    }
    let (nx, ny, nz) = (grid.nx, grid.ny, grid.nz)
    let values = freshArray(voxels.count, of: Float.self) { to in
      voxels.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress else { return }
        parallel.slabs(of: nz) { slices in
          convolveSlices(from, to, slices, nx: nx, ny: ny, x: kernels[0], y: kernels[1])
        }
        guard kernels[2].count > 1 else { return }
        let layer = Sheet(count: nz, stride: nx * ny, width: nx, sizeMM: 0)
        parallel.slabs(of: ny) { convolveSheets(to, $0, apart: nx, layer, kernels[2]) { _ in } }
      }
    }
    return Image(grid: grid, voxels: values)
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

/// The middle weight and those to one side of it; the middle alone where an axis is left as it is.
private func gaussianKernel(sigmaMM: Double, voxelMM: Double, count: Int) -> [Float] {
  guard count > 1, sigmaMM > 0, voxelMM > 0, voxelMM < .infinity else { return [1] }
  // ten thousand voxels are wider than any image, and keep the padding small
  return gaussianKernel(sigma: min(sigmaMM / voxelMM, 1e4))
}

/// The middle weight and those to one side of it, for a standard deviation in voxels.
func gaussianKernel(sigma: Double) -> [Float] {
  let radius = Int((3.5 * sigma).rounded(.up))
  var weights = (0...radius).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
  let sum = weights[0] + 2 * weights.dropFirst().reduce(0, +)
  for index in weights.indices { weights[index] /= sum }
  return weights.map { Float($0) }
}
