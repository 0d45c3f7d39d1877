import Foundation
import Kernels
import Volumes

/// The logarithms of an image inside a mask, on a coarse grid.
struct BiasSamples {
  /// The coarse grid.
  let grid: Grid
  /// Where the samples are on it.
  let places: [Int]
  /// Logarithms of the intensity at these places.
  let logs: [Float]
  /// One for each voxel of the coarse grid: 1 where there is a sample.
  let weights: [Float]
  /// The logarithms are found between these values.
  let range: ClosedRange<Double>

  /// Fewer samples than this say nothing about a field.
  private static let leastSamples = 200

  /// Samples about `stepMM` apart: the mean of the voxels of the mask in a block.
  ///
  /// - Throws: `.inputUnsuitable` where the grids differ or too little is left.
  init(_ image: Image, _ mask: Mask, stepMM: Double) throws(AnatomyError) {
    guard mask.grid.dims == image.grid.dims else {
      throw AnatomyError(
        .inputUnsuitable,
        "A bias field was to be found in an image of \(image.grid.dims) voxels, but the mask has "
          + "\(mask.grid.dims).")
    }
    let sizes = image.grid.voxelSizeMM
    let blocks = Blocks(
      image.grid, SIMD3((0..<3).map { max(1, Int((stepMM / sizes[$0]).rounded())) }))
    let means = blocks.means(of: image, mask)
    grid = blocks.grid
    var (places, logs): ([Int], [Float]) = ([], [])
    for (place, mean) in means.enumerated() where mean > 0 {
      places.append(place)
      logs.append(log(mean))
    }
    weights = means.map { $0 > 0 ? 1 : 0 }
    (self.places, self.logs) = (places, logs)
    guard places.count >= Self.leastSamples, let low = logs.min(), let high = logs.max(), high > low
    else {
      throw AnatomyError(
        .inputUnsuitable,
        "A bias field was to be found from at least \(Self.leastSamples) places brighter than "
          + "nothing and not all alike; found \(places.count).",
        remedy: "Look at the image and at the mask.")
    }
    range = Double(low)...Double(high)
  }
}

/// A grid cut into blocks of voxels.
private struct Blocks {
  let fine: Grid
  let size: SIMD3<Int>
  /// One voxel for each block, in its middle.
  let grid: Grid

  init(_ fine: Grid, _ size: SIMD3<Int>) {
    (self.fine, self.size) = (fine, size)
    let counts = (0..<3).map { (fine.dims[$0] + size[$0] - 1) / size[$0] }
    let scale = Vector3(Double(size.x), Double(size.y), Double(size.z))
    let middle = (scale - 1) / 2
    grid = Grid(
      nx: counts[0], ny: counts[1], nz: counts[2],
      toWorld: fine.toWorld * Affine.translation(middle) * Affine.scaling(scale))
  }

  /// The mean of the voxels of a mask in each block of which it holds at least half; else 0.
  func means(of image: Image, _ mask: Mask) -> [Float] {
    var sums = [Float](repeating: 0, count: grid.voxelCount)
    var counts = [Int32](repeating: 0, count: grid.voxelCount)
    let columns = (0..<fine.nx).map { $0 / size.x }
    for z in 0..<fine.nz {
      for y in 0..<fine.ny {
        let (from, to) = (fine.offset(0, y, z), grid.offset(0, y / size.y, z / size.z))
        for x in 0..<fine.nx where mask.voxels[from + x] != 0 {
          sums[to + columns[x]] += image.voxels[from + x]
          counts[to + columns[x]] += 1
        }
      }
    }
    let least = Int32(size.x * size.y * size.z)
    return sums.indices.map { 2 * counts[$0] >= least ? sums[$0] / Float(counts[$0]) : 0 }
  }
}
