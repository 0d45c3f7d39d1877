import Foundation
import Kernels
import Volumes

/// Tells fluid, grey and white matter apart inside a brain mask of a T1-weighted image.
///
/// A mixture of three normal distributions of the logarithm of the intensity, a smooth bias field
/// and a hidden Markov random field are found in turns (Zhang Y, Brady M, Smith S, IEEE Trans Med
/// Imaging 2001;20:45-57); then each voxel is taken as pure or as a mixture of two tissues
/// (``PartialVolume``). Thick slices and voxels of any size: all distances are in mm.
///
/// - Parameters:
///   - image: one T1-weighted frame; values that are not finite count as the darkest.
///   - brain: the voxels to work on, on the grid of `image`.
///   - parameters: weights and numbers of rounds.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the shares of the three tissues in every voxel, and the bias field.
/// - Throws: `.inputUnsuitable` where the mask and the image do not fit each other;
///   `.segmentationFailed` where the intensities do not fall into three classes.
public func segmentTissue(
  of image: Image, brain: Mask, parameters: TissueParameters = .standard,
  parallel: Parallel = .serial
) throws(AnatomyError) -> TissueSegmentation {
  guard brain.grid.dims == image.grid.dims else {
    throw AnatomyError(
      .inputUnsuitable,
      "The tissues were to be found in an image of \(image.grid.dims) voxels, but the brain mask "
        + "has \(brain.grid.dims).")
  }
  guard let box = TissueBox(brain), box.count >= leastVoxels else {
    throw AnatomyError(
      .segmentationFailed,
      "The tissues were to be found in a brain of at least \(leastVoxels) voxels; the mask has "
        + "\(brain.count).")
  }
  let logs = try TissueLogs(image.withFiniteValues(), box)
  var fit = try TissueFit(logs, box, parameters)
  try fit.run(parameters, parallel)
  return try fit.segmentation(on: image.grid, logs, parameters)
}

/// Fewer voxels than this say nothing about three classes.
private let leastVoxels = 1000
/// Classes closer than this, in standard deviations, are taken for one.
private let leastSeparation = 1.0
/// Neighbouring classes must differ in brightness by this factor.
private let leastContrast = 1.1
/// Each class must hold this share of the brain.
private let leastShare = 0.005

/// The logarithms of the intensities inside the brain.
struct TissueLogs {
  var values: [Float]
  /// Units of the image for one unit before the logarithm, of which bright tissue has 255.
  var unit: Float
  /// The value of the image that counts as zero: that of air where it is negative.
  var floor: Float
  /// Added before the logarithm, so that noise in dark fluid is not stretched beyond measure.
  static let offset: Float = 30

  init(_ image: Image, _ box: TissueBox) throws(AnatomyError) {
    let darkest = robustRange(of: image)?.lowerBound ?? 0
    let floor = darkest < 0 ? Float(darkest) : 0
    let inside = box.source.map { max(0, image.voxels[Int($0)] - floor) }
    var ranked = inside
    let bright = ranked.orderStatistic(ranked.count * 49 / 50)
    guard bright > 0, ranked.orderStatistic(ranked.count / 50) < bright else {
      throw AnatomyError(
        .segmentationFailed,
        "Three tissues were expected in the brain, but all its voxels are equally bright.",
        remedy: "Look at the image and at the brain mask.")
    }
    unit = bright / 255
    self.floor = floor
    values = inside.map { log($0 / bright * 255 + Self.offset) }
  }
}

/// The state of the search for three tissues.
struct TissueFit {
  let original: [Float]
  var corrected: [Float]
  var bias: [Float]
  var classes: TissueClasses
  var field: MeanField
  let varianceFloor: Double

  init(_ logs: TissueLogs, _ box: TissueBox, _ parameters: TissueParameters) throws(AnatomyError) {
    guard let histogram = TissueHistogram(logs.values),
      let start = histogram.leastVarianceClasses(),
      let refined = histogram.refined(start, rounds: 20)
    else { throw collapsed }
    (original, corrected, classes) = (logs.values, logs.values, refined)
    bias = [Float](repeating: 0, count: logs.values.count)
    field = MeanField(box)
    varianceFloor = histogram.width * histogram.width
  }

  mutating func run(_ parameters: TissueParameters, _ parallel: Parallel) throws(AnatomyError) {
    field.update(corrected, classes, beta: 0, sweeps: 1, parallel: parallel)
    let estimate = BiasEstimate(field.box, fwhmMM: parameters.biasFWHM_MM)
    for round in 0..<parameters.biasRounds {
      bias = estimate.field(of: original, field.probabilities, classes)
      for i in corrected.indices { corrected[i] = original[i] - bias[i] }
      try updateClasses(parallel)
      let sweeps = round + 1 < parameters.biasRounds ? 1 : parameters.sweeps
      field.update(
        corrected, classes, beta: parameters.biasBeta, sweeps: sweeps, parallel: parallel)
    }
    for _ in 0..<parameters.rounds {
      try updateClasses(parallel)
      field.update(
        corrected, classes, beta: parameters.beta, sweeps: parameters.sweeps, parallel: parallel)
    }
    try updateClasses(parallel)
    try check()
  }

  private mutating func updateClasses(_ parallel: Parallel) throws(AnatomyError) {
    guard
      let next = field.classes(of: corrected, varianceFloor: varianceFloor, parallel: parallel),
      next.isFinite
    else { throw collapsed }
    classes = next
  }

  private func check() throws(AnatomyError) {
    let found = classes.separations
    guard found.allSatisfy({ $0 >= leastSeparation }) else {
      let text = found.map { String(Double(Int($0 * 10)) / 10) }.joined(separator: " and ")
      throw AnatomyError(
        .segmentationFailed,
        "Three tissues at least \(leastSeparation) standard deviations apart were expected in the "
          + "brain; the classes found are \(text) apart.",
        remedy: "Look at the image and at the brain mask; only T1-weighted images are suited.")
    }
  }
}

private let collapsed = AnatomyError(
  .segmentationFailed,
  "Three tissues were expected in the brain, but its intensities do not fall into three classes.",
  remedy: "Look at the image and at the brain mask; only T1-weighted images are suited.")

extension TissueFit {
  /// The shares of the tissues, as images.
  func segmentation(
    on grid: Grid, _ logs: TissueLogs, _ parameters: TissueParameters
  ) throws(AnatomyError) -> TissueSegmentation {
    let box = field.box
    let linear = corrected.map { exp($0) - TissueLogs.offset }
    guard let mixed = field.classes(of: linear, varianceFloor: 1e-4, parallel: .serial),
      mixed.isFinite, let low = linear.min(), let high = linear.max()
    else { throw collapsed }
    try checkContrast(mixed)
    let found = field.pureClasses(of: linear, else: mixed)
    let top = min(Double(high), found.means.z + 6 * found.variances.z.squareRoot())
    let mixture = PartialVolume(found, low: Double(low), high: top)
    let shares = mixture.fractions(linear, box, beta: parameters.mixtureBeta)
    var images = [Image](repeating: Image(grid: grid), count: 3)
    var sums = [0.0, 0.0, 0.0]
    var biasImage = Image(grid: grid, filledWith: 1)
    for i in shares.indices {
      let at = Int(box.source[i])
      for k in 0..<3 {
        images[k].voxels[at] = shares[i][k]
        sums[k] += Double(shares[i][k])
      }
      biasImage.voxels[at] = exp(bias[i])
    }
    try checkShares(sums)
    return TissueSegmentation(
      fractions: images, bias: biasImage, volumesML: sums.map { $0 * grid.voxelVolumeMM3 / 1000 },
      means: (0..<3).map { found.means[$0] * Double(logs.unit) + Double(logs.floor) },
      separations: classes.separations)
  }

  private func checkContrast(_ classes: TissueClasses) throws(AnatomyError) {
    for (dark, bright) in [(BrainTissue.fluid, BrainTissue.grey), (.grey, .white)] {
      let ratio = classes.means[bright.rawValue] / max(1e-9, classes.means[dark.rawValue])
      guard ratio < leastContrast else { continue }
      throw AnatomyError(
        .segmentationFailed,
        "In a T1-weighted image \(bright) matter is at least \(leastContrast) times as bright as "
          + "\(dark) matter; here it is \(Double(Int(ratio * 100)) / 100) times as bright.",
        remedy: "Look at the image and at the brain mask; only T1-weighted images are suited.")
    }
  }

  private func checkShares(_ sums: [Double]) throws(AnatomyError) {
    let total = sums.reduce(0, +)
    for tissue in BrainTissue.allCases where !(sums[tissue.rawValue] >= leastShare * total) {
      throw AnatomyError(
        .segmentationFailed,
        "Each tissue was expected to hold at least \(leastShare * 100) % of the brain; that of "
          + "\(tissue) matter holds \(sums[tissue.rawValue] / max(1, total) * 100) %.",
        remedy: "Look at the image and at the brain mask.")
    }
  }
}
