import Foundation
import Kernels
import Volumes

/// The probabilities of the classes in every voxel inside of a brain, before anything is known of its
/// values.
struct TissueExpectation {
  /// By voxel inside: probabilities in the order of brightness, the darkest first; they add up to 1.
  let probabilities: [SIMD4<Float>]
  /// Whether they count in all steps.
  let entersPosterior: Bool

  /// No class is ruled out by a prior: where the maps are silent or say 0, this much is left to each.
  private static let least: Float = 0.02
  /// The sum of the maps from which on a voxel counts as covered.
  private static let leastSum: Float = 0.1
  /// The largest sum of the maps, with what interpolation adds.
  private static let largestSum: Float = 1.1
  /// The shares of the brain that must be covered, and that may add up to too much.
  private static let share = (covered: 0.9, over: 0.02)
  /// The share of the brain that each class must at least be expected to hold.
  private static let leastTissue: Float = 0.02

  /// The maps as seen in the voxels of a box.
  ///
  /// - Throws: `.inputUnsuitable` where they do not cover the brain or are no probabilities there.
  init(
    _ priors: TissuePriors, in box: TissueBox, on grid: Grid, _ model: TissueModel,
    _ parallel: Parallel
  ) throws(AnatomyError) {
    guard let imageToMaps = priors.mapsToImage.inverse, model.labels == TissueModel.t1.labels else {
      throw AnatomyError(
        .inputUnsuitable,
        "Prior maps are of CSF, GM and WM, but the classes are "
          + "\(model.labels.joined(separator: ", ")).", remedy: "Ask for three classes.")
    }
    let seen = model.darkestFirst.map { place in
      priors.maps[place].resampled(
        onto: grid, through: imageToMaps, outside: .nan, parallel: parallel)
    }
    let values = box.source.map { source in
      SIMD4<Float>(
        seen[0].voxels[Int(source)], seen[1].voxels[Int(source)], seen[2].voxels[Int(source)], 0)
    }
    try Self.check(values, model)
    probabilities = values.map { Self.normalised($0) }
    entersPosterior = priors.entersPosterior
  }

  private static func normalised(_ value: SIMD4<Float>) -> SIMD4<Float> {
    var p = SIMD4<Float>(least, least, least, 0)
    for k in 0..<3 where value[k] > 0 { p[k] += value[k] }
    return p / (p.x + p.y + p.z)
  }

  private static func check(
    _ values: [SIMD4<Float>], _ model: TissueModel
  ) throws(AnatomyError) {
    var (covered, over, sums) = (0, 0, SIMD4<Double>.zero)
    for value in values {
      let sum = value.x + value.y + value.z
      guard sum >= leastSum else { continue }
      covered += 1
      if sum > largestSum { over += 1 }
      sums += SIMD4<Double>(value)
    }
    let count = Double(max(1, values.count))
    guard Double(covered) >= share.covered * count else {
      throw AnatomyError(
        .inputUnsuitable,
        "The prior maps should cover at least \(percent(share.covered)) of the brain; they cover "
          + "\(percent(Double(covered) / count)).",
        remedy: "Check how the maps lie in the image: the matrix maps their world mm to its own.")
    }
    guard Double(over) <= share.over * count else {
      throw AnatomyError(
        .inputUnsuitable,
        "Probabilities add up to 1 at most; those of the prior maps add up to more than "
          + "\(hundredths(Double(largestSum))) in \(percent(Double(over) / count)) of the brain.",
        remedy: "Give maps of CSF, GM and WM that belong together.")
    }
    for k in 0..<3 where sums[k] < Double(leastTissue) * count {
      throw AnatomyError(
        .inputUnsuitable,
        "Each tissue should be expected in at least \(percent(Double(leastTissue))) of the brain; the "
          + "prior map of \(model.labels[model.darkestFirst[k]]) expects it in "
          + "\(percent(sums[k] / count)).",
        remedy: "Check how the maps lie in the image, and that each is the map of its tissue.")
    }
  }

  private static func percent(_ share: Double) -> String { "\(Int(100 * share + 0.5)) %" }
}

extension TissueExpectation {
  /// The logarithms, by voxel inside; a class that is not there is 0.
  var logarithms: [SIMD4<Float>] {
    probabilities.map { SIMD4<Float>(log($0.x), log($0.y), log($0.z), 0) }
  }
}
