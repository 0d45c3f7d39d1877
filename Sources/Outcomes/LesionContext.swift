import Foundation
import Kernels
import Volumes

/// The covariates of the second stage of the lesion model: what the first stage says around a voxel and in
/// the whole image.
///
/// The first stage judges each voxel by itself, with one scale of contrast for all protocols. Here its
/// answers nearby, the share of white matter nearby, and how a voxel compares with the lesions of the same
/// image of which the first stage is sure, decide about those of which it is not (auto-context: Tu Z, Bai X.
/// IEEE Trans Pattern Anal Mach Intell 2010;32:1744-1757).
public struct LesionContext: Sendable {
  /// The names, in order; the first is the constant.
  public static let names = [
    "constant", "first", "first_above_faint", "first_above_even", "first_1.5mm", "first_3mm",
    "first_6mm", "amount", "height", "much_height", "height_near_lesion", "height_in_white_prior",
    "height_by_amount", "first_by_amount", "white_3mm", "white_6mm", "height_in_white_6mm",
    "near_outer_fluid", "near_ventricle", "touching_ventricle", "enclosed_by_ventricles",
    "most_4mm", "height_by_most_4mm",
  ]

  private let covariates: LesionCovariates
  private let first: Image
  private let means: [Image]
  private let most: Image
  private let height: Image
  private let amount: Float

  /// Prepares them.
  ///
  /// - Parameters:
  ///   - covariates: of the first stage.
  ///   - first: the probability of the first stage, on the block of the brain.
  ///   - parallel: how many threads; the result does not depend on it.
  public init(_ covariates: LesionCovariates, first: Image, parallel: Parallel = .serial) {
    (self.covariates, self.first) = (covariates, first)
    let scene = covariates.scene
    means = [1.5, 3, 6].map { first.smoothed(sigmaMM: $0, parallel: parallel) }
    most = first.dilated(byMM: 4, parallel: parallel)
    let above = covariates.surroundings.height
    let sure = SureLesions(first, above, scene)
    amount = sure.amount
    let scale = 1 / sure.height
    height = scene.voxels.map { above.voxels[$0] * scale }
  }

  /// Number of covariates of a voxel.
  public var count: Int { Self.names.count }

  /// The covariates of a voxel of the brain, by its place in the list, into `row` of `count` numbers.
  @inline(__always)
  public func fill(_ row: UnsafeMutablePointer<Float>, voxel: Int) {
    let scene = covariates.scene
    let i = Int(scene.voxels.offsets[voxel])
    let odds = bounded(logOdds(first.voxels[i], 1e-6), -10, 8)
    let high = bounded(height.voxels[i], -1, 2)
    let around = covariates.surroundings
    let whiteNear = around.white6.voxels[i]
    (row[0], row[1], row[2], row[3]) = (1, odds, max(odds, -3), max(odds, 0))
    for k in 0..<3 { row[4 + k] = logOdds(means[k].voxels[i], 1e-4) }
    (row[7], row[8], row[9]) = (amount, high, max(high - 0.5, 0))
    row[10] = high * means[1].voxels[i]
    row[11] = high * scene.atlas.priors[2].voxels[i]
    (row[12], row[13]) = (amount * high, odds * amount)
    (row[14], row[15], row[16]) = (around.white3.voxels[i], whiteNear, whiteNear * high)
    row[17] = exp(-scene.outerMM.voxels[i] / 4)
    row[18] = exp(-scene.ventricleMM.voxels[i] / 6)
    row[19] = exp(-scene.ventricleMM.voxels[i] / 1.5)
    row[20] = scene.enclosed.voxels[i] != 0 ? 1 : 0
    row[21] = logOdds(most.voxels[i], 1e-4)
    row[22] = high * most.voxels[i]
  }

  /// The probability of lesion by a model of the second stage, on the block of the brain; 0 where no lesion
  /// can be.
  public func probability(_ model: LogisticModel, parallel: Parallel = .serial) -> Image {
    var values = [Float](repeating: 0, count: covariates.voxelCount)
    let count = count
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.slabs(of: out.count) { range in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { row in
          guard let row = row.baseAddress else { return }
          for voxel in range where covariates.canBeLesion(voxel) {
            fill(row, voxel: voxel)
            out[voxel] = Float(model.probability(row))
          }
        }
      }
    }
    return covariates.scene.voxels.image(values)
  }
}

/// The logarithm of the odds of a probability, kept away from certainty.
@inline(__always)
private func logOdds(_ p: Float, _ least: Float) -> Float {
  let q = bounded(p, least, 1 - least)
  return log(q / (1 - q))
}

/// What the lesions of which the first stage is sure tell about an image.
private struct SureLesions {
  /// The logarithm of the expected volume in ml, 0.1 ml added.
  let amount: Float
  /// How far they stand above white matter around them, in robust standard deviations of white matter.
  let height: Float

  /// What is expected before any is seen: this height, with the weight of 10 mm³.
  private static let (expectedHeight, priorMM3) = (8.0, 10.0)
  private static let leastHeight = 2.0
  /// Probabilities from which on a voxel counts as expected, and as sure.
  private static let (leastCounted, leastSure) = (Float(0.1), Float(0.7))

  init(_ first: Image, _ above: Image, _ scene: LesionScene) {
    var (all, sure, sum) = (0.0, 0.0, 0.0)
    for offset in scene.voxels.offsets {
      let i = Int(offset)
      let p = first.voxels[i]
      guard p > Self.leastCounted, scene.outerMM.voxels[i] > LesionCleanUp.usualMarginMM else {
        continue
      }
      all += Double(p)
      guard p > Self.leastSure else { continue }
      sure += Double(p)
      sum += Double(p) * Double(above.voxels[i])
    }
    let mm3 = first.grid.voxelVolumeMM3
    amount = Float(log(all * mm3 / 1000 + 0.1))
    let mean = (sum * mm3 + Self.priorMM3 * Self.expectedHeight) / (sure * mm3 + Self.priorMM3)
    height = Float(max(Self.leastHeight, mean))
  }
}
