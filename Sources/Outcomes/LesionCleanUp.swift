import Foundation
import Kernels
import Volumes

/// The rules by which a map of probabilities is cleaned before its volume is told, after the lesion
/// prediction of LST; all in mm, whatever the voxels.
public struct LesionCleanUp: Sendable, Hashable, Codable {
  /// Less than this counts as 0.
  public var leastProbability: Float = 0.1
  /// Full width at half maximum, in mm, of the smoothing of what is left.
  public var smoothingFWHM_MM = 1.0
  /// What lies within this distance, in mm, of the outer fluid is not believed.
  public var outerMarginMM = usualMarginMM
  /// Lesions are deleted where less than this, in ml, is above `leastProbability`.
  public var leastPieceML = 0.009
  /// A voxel this bright (see `LesionScene.excess`) may join a lesion that it touches.
  public var growthExcess: Float = 0.5

  /// The usual rules.
  public init() {}

  static let usualMarginMM: Float = 4

  private static let mostFillings = 10
  private static let mostGrowths = 30
  private static let leastGrowth = 10

  /// Cleans a map.
  ///
  /// - Parameters:
  ///   - probability: of lesion, on the block of a brain; 0 outside.
  ///   - brain: the brain on the block.
  ///   - outerMM: distance to the outer fluid.
  ///   - excess: how bright each voxel is; 0 where nothing may grow.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the map, 0 where no lesion is.
  public func cleaned(
    _ probability: Image, brain: Mask, outerMM: Image, excess: Image, parallel: Parallel = .serial
  ) -> Image {
    var map = floored(probability)
    map = smoothed(map, parallel)
    removeLoners(&map)
    keepInside(&map, outerMM)
    removeSmall(&map)
    for _ in 0..<Self.mostFillings where fillHoles(&map, brain) > 0 {}
    for _ in 0..<Self.mostGrowths {
      if grow(&map, excess) <= Self.leastGrowth { break }
    }
    return map
  }

  private func floored(_ map: Image) -> Image {
    var map = map
    for i in map.voxels.indices where !(map.voxels[i] >= leastProbability) { map.voxels[i] = 0 }
    return map
  }

  /// Smooths among the voxels above 0; the others stay 0.
  private func smoothed(_ map: Image, _ parallel: Parallel) -> Image {
    map.smoothed(
      sigmaMM: smoothingFWHM_MM / 2.354_82, within: map.mask(atLeast: leastProbability), parallel)
  }

  private func removeLoners(_ map: inout Image) {
    let before = map
    for index in before.voxels.indices where before.voxels[index] > 0 {
      if before.neighbours(of: index, .faces).positive == 0 { map.voxels[index] = 0 }
    }
  }

  /// Takes out what is near the outer fluid, but leaves lesions whole that were believed before and would
  /// be no more after.
  private func keepInside(_ map: inout Image, _ outerMM: Image) {
    let parts = map.positive.components(.faces)
    var sums = [(count: Double, all: Double, inner: Double)](
      repeating: (0, 0, 0), count: parts.count + 1)
    for i in map.voxels.indices where parts.labels[i] > 0 {
      let (k, p) = (Int(parts.labels[i]), Double(map.voxels[i]))
      sums[k].count += 1
      sums[k].all += p
      if outerMM.voxels[i] > outerMarginMM { sums[k].inner += p }
    }
    for i in map.voxels.indices where parts.labels[i] > 0 && outerMM.voxels[i] <= outerMarginMM {
      let sum = sums[Int(parts.labels[i])]
      let isRestored =
        sum.all > 0.5 * sum.count && sum.inner > 0 && sum.inner < 0.5 * sum.count
      if !isRestored { map.voxels[i] = 0 }
    }
  }

  private func removeSmall(_ map: inout Image) {
    let parts = map.mask(atLeast: leastProbability).components(.faces)
    let voxelML = map.grid.voxelVolumeMM3 / 1000
    for i in map.voxels.indices where map.voxels[i] > 0 {
      let label = Int(parts.labels[i])
      if label == 0 || Double(parts.sizes[label - 1]) * voxelML < leastPieceML { map.voxels[i] = 0 }
    }
  }

  /// Gives voxels of 0 among many lesion voxels their mean; the number of them.
  private func fillHoles(_ map: inout Image, _ brain: Mask) -> Int {
    let before = map
    let beside = before.positiveNeighbourCounts()
    var filled = 0
    for index in beside.indices
    where beside[index] > 4 && before.voxels[index] == 0 && brain.voxels[index] != 0 {
      let around = before.neighbours(of: index, .faces)
      guard around.positive > 4 else { continue }
      map.voxels[index] = around.sum / Float(around.positive)
      filled += 1
    }
    return filled
  }

  /// Lets bright voxels beside lesions join them; the number of them.
  private func grow(_ map: inout Image, _ excess: Image) -> Int {
    let before = map
    var grown = 0
    for index in before.voxels.indices
    where before.voxels[index] == 0 && excess.voxels[index] > growthExcess {
      let around = before.neighbours(of: index, .corners)
      guard around.positive * 4 > around.count else { continue }
      map.voxels[index] = before.upperNeighbour(of: index)
      grown += 1
    }
    return grown
  }
}

extension Image {
  /// The voxels above 0.
  var positive: Mask { Mask(grid: grid, voxels: voxels.map { $0 > 0 ? 1 : 0 }) }

  /// The neighbours of a voxel: how many there are, how many are above 0 and their sum.
  func neighbours(
    of index: Int, _ connectivity: Connectivity
  ) -> (count: Int, positive: Int, sum: Float) {
    var (count, positive, sum) = (0, 0, Float(0))
    forEachNeighbour(of: index, connectivity) { value in
      count += 1
      if value > 0 { (positive, sum) = (positive + 1, sum + value) }
    }
    return (count, positive, sum)
  }

  /// For each voxel how many of its neighbours by faces are above 0; at the sides of the lattice some
  /// of the other side may be counted too.
  ///
  /// Found from the few that are above 0, it is far faster than asking all for their neighbours.
  fileprivate func positiveNeighbourCounts() -> [UInt8] {
    var counts = [UInt8](repeating: 0, count: voxels.count)
    let steps = [1, -1, grid.nx, -grid.nx, grid.nx * grid.ny, -grid.nx * grid.ny]
    for index in voxels.indices where voxels[index] > 0 {
      for step in steps where counts.indices.contains(index + step) { counts[index + step] += 1 }
    }
    return counts
  }

  /// The 85th percentile of the neighbours above 0, corners included.
  fileprivate func upperNeighbour(of index: Int) -> Float {
    var values: [Float] = []
    forEachNeighbour(of: index, .corners) { if $0 > 0 { values.append($0) } }
    values.sort()
    return values.isEmpty ? 0 : values[min(values.count - 1, values.count * 85 / 100)]
  }

  @inline(__always)
  private func forEachNeighbour(
    of index: Int, _ connectivity: Connectivity, _ body: (Float) -> Void
  ) {
    let (x, y, z) = (index % grid.nx, index / grid.nx % grid.ny, index / (grid.nx * grid.ny))
    for dz in -1...1 {
      for dy in -1...1 {
        for dx in -1...1 {
          let steps = abs(dx) + abs(dy) + abs(dz)
          guard steps > 0, steps == 1 || connectivity == .corners,
            grid.contains(x + dx, y + dy, z + dz)
          else { continue }
          body(voxels[grid.offset(x + dx, y + dy, z + dz)])
        }
      }
    }
  }
}
