import Foundation
import Kernels
import Volumes

/// Classes closer than this, in standard deviations, are taken for one.
private let leastSeparation = 1.0
/// Neighbouring classes must differ in brightness by this factor.
private let leastContrast = 1.1
/// Each class must hold this share of the brain.
private let leastShare = 0.005

/// The state of the search for the classes.
struct TissueFit {
  let original: [Float]
  var corrected: [Float]
  var bias: [Float]
  var classes: TissueClasses
  var field: MeanField
  let varianceFloor: Double
  let model: TissueModel
  /// What was expected before; it counts in all steps where it has logarithms.
  private let isExpected: Bool
  private let logPriors: [SIMD4<Float>]

  init(
    _ logs: TissueLogs, _ box: TissueBox, _ isCounted: [UInt8], _ model: TissueModel,
    _ expected: TissueExpectation? = nil, _ parallel: Parallel = .serial
  ) throws(AnatomyError) {
    guard let histogram = TissueHistogram(logs.values.counted(isCounted)) else {
      throw model.collapsed
    }
    self.model = model
    varianceFloor = histogram.width * histogram.width
    field = MeanField(box, isCounted: isCounted)
    if let expected {
      field.take(expected.probabilities)
      classes = try Self.classes(
        expected: field, of: logs.values, floor: varianceFloor, parallel)
    } else {
      guard let start = histogram.leastVarianceClasses(model.count),
        let refined = histogram.refined(start, rounds: 20)
      else { throw model.collapsed }
      classes = refined
    }
    (original, corrected) = (logs.values, logs.values)
    bias = [Float](repeating: 0, count: logs.values.count)
    isExpected = expected != nil
    logPriors = expected?.entersPosterior == true ? expected?.logarithms ?? [] : []
  }

  /// The classes that the priors alone lead to.
  private static func classes(
    expected field: MeanField, of values: [Float], floor: Double, _ parallel: Parallel
  ) throws(AnatomyError) -> TissueClasses {
    let found = field.classes(3, of: values, varianceFloor: floor, parallel: parallel)
    guard let found, found.isFinite, found.isAscending else {
      throw AnatomyError(
        .segmentationFailed,
        "Where the prior maps expect fluid, grey and white matter the image was expected to have the "
          + "brightness of its contrast, and has not.",
        remedy: "Check the order of the maps (CSF, GM, WM), how they lie in the image, and the "
          + "contrast.")
    }
    return found
  }

  mutating func run(_ parameters: TissueParameters, _ parallel: Parallel) throws(AnatomyError) {
    if !isExpected {
      field.update(corrected, classes, beta: 0, sweeps: 1, parallel: parallel)
    }
    let estimate = BiasEstimate(field.box, fwhmMM: parameters.biasFWHM_MM)
    for round in 0..<parameters.biasRounds {
      bias = estimate.field(
        of: original, field.probabilities, classes, isCounted: field.isCounted)
      for i in corrected.indices { corrected[i] = original[i] - bias[i] }
      try updateClasses(parallel)
      let sweeps = round + 1 < parameters.biasRounds ? 1 : parameters.sweeps
      field.update(
        corrected, classes, beta: parameters.biasBeta, sweeps: sweeps, logPriors: logPriors,
        parallel: parallel)
    }
    for _ in 0..<parameters.rounds {
      try updateClasses(parallel)
      field.update(
        corrected, classes, beta: parameters.beta, sweeps: parameters.sweeps,
        logPriors: logPriors, parallel: parallel)
    }
    try updateClasses(parallel)
    try check()
  }

  private mutating func updateClasses(_ parallel: Parallel) throws(AnatomyError) {
    guard
      let next = field.classes(
        model.count, of: corrected, varianceFloor: varianceFloor, parallel: parallel),
      next.isFinite
    else { throw model.collapsed }
    classes = next
  }

  private func check() throws(AnatomyError) {
    let found = classes.separations
    guard found.allSatisfy({ $0 >= leastSeparation }) else {
      let text = found.map { String(Double(Int($0 * 10)) / 10) }.joined(separator: " and ")
      throw AnatomyError(
        .segmentationFailed,
        "\(model.subject) at least \(leastSeparation) standard deviations apart were expected in the "
          + "brain; the classes found are \(text) apart.",
        remedy: model.remedy)
    }
  }
}

extension TissueFit {
  /// The shares of the classes, as images.
  func segmentation(
    on grid: Grid, _ logs: TissueLogs, _ parameters: TissueParameters
  ) throws(AnatomyError) -> TissueSegmentation {
    let box = field.box
    let linear = corrected.map { exp($0) - TissueLogs.offset }
    guard
      let mixed = field.classes(
        model.count, of: linear, varianceFloor: 1e-4, parallel: .serial),
      mixed.isFinite, let low = linear.min(), let high = linear.max()
    else { throw model.collapsed }
    if model.hasT1Contrast { try checkContrast(mixed) }
    let found = field.pureClasses(of: linear, else: mixed)
    let brightest = model.count - 1
    let top = min(
      Double(high), found.means[brightest] + 6 * found.variances[brightest].squareRoot())
    let mixture = PartialVolume(found, low: Double(low), high: top)
    let shares = mixture.fractions(
      linear, box, beta: parameters.mixtureBeta, logPriors: logPriors)
    var images = [Image](repeating: Image(grid: grid), count: model.count)
    var sums = [Double](repeating: 0, count: model.count)
    var biasImage = Image(grid: grid, filledWith: 1)
    for i in shares.indices {
      let at = Int(box.source[i])
      for (k, place) in model.darkestFirst.enumerated() {
        images[place].voxels[at] = shares[i][k]
        sums[place] += Double(shares[i][k])
      }
      biasImage.voxels[at] = exp(bias[i])
    }
    try checkShares(sums)
    return TissueSegmentation(
      fractions: images, bias: biasImage, volumesML: sums.map { $0 * grid.voxelVolumeMM3 / 1000 },
      means: model.labels.indices.map { place in
        let k = model.darkestFirst.firstIndex(of: place) ?? place
        return found.means[k] * Double(logs.unit) + Double(logs.floor)
      }, separations: classes.separations, classLabels: model.labels)
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
    for (name, sum) in zip(model.labels, sums) where !(sum >= leastShare * total) {
      throw AnatomyError(
        .segmentationFailed,
        "Each class was expected to hold at least \(leastShare * 100) % of the brain; \(name) holds "
          + "\(sum / max(1, total) * 100) %.",
        remedy: "Look at the image and at the brain mask.")
    }
  }
}
