import Foundation
import Kernels
import Volumes

/// Tells fluid, grey and white matter, or another number of classes, apart inside a brain mask.
///
/// A mixture of normal distributions of the logarithm of the intensity, a smooth bias field
/// and a hidden Markov random field are found in turns (Zhang Y, Brady M, Smith S, IEEE Trans Med
/// Imaging 2001;20:45-57); then each voxel is taken as pure or as a mixture of two tissues
/// (``PartialVolume``). Thick slices and voxels of any size: all distances are in mm.
///
/// - Parameters:
///   - image: one frame of the contrast of `model`; values that are not finite count as the darkest.
///   - brain: the voxels to work on, on the grid of `image`.
///   - model: the classes and their order of brightness.
///   - excluded: voxels, such as lesions, on the grid of `image`, from which neither the classes nor
///     the bias field are learnt; they get their shares by the classes of the others.
///   - priors: where the tissues are to be expected, for a model of fluid, grey and white matter.
///   - parameters: weights and numbers of rounds.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the shares of the classes in every voxel, and the bias field.
/// - Throws: `.inputUnsuitable` where the masks or the priors and the image do not fit each other;
///   `.segmentationFailed` where the intensities do not fall into the classes.
public func segmentTissue(
  of image: Image, brain: Mask, model: TissueModel = .t1, excluding excluded: Mask? = nil,
  priors: TissuePriors? = nil, parameters: TissueParameters = .standard,
  parallel: Parallel = .serial
) throws(AnatomyError) -> TissueSegmentation {
  guard brain.grid.dims == image.grid.dims else {
    throw AnatomyError(
      .inputUnsuitable,
      "The tissues were to be found in an image of \(image.grid.dims) voxels, but the brain mask "
        + "has \(brain.grid.dims).")
  }
  guard excluded.map({ $0.grid.dims == image.grid.dims }) ?? true else {
    throw AnatomyError(
      .inputUnsuitable,
      "The tissues were to be found in an image of \(image.grid.dims) voxels, but the mask of the "
        + "voxels to leave out has another size.")
  }
  if let ordered = image.inCanonicalOrder {
    let found = try segmentTissue(
      of: ordered, brain: brain.inOrder(of: ordered, from: image), model: model,
      excluding: excluded?.inOrder(of: ordered, from: image), priors: priors,
      parameters: parameters, parallel: parallel)
    return found.back(on: image.grid)
  }
  guard let box = TissueBox(brain), box.count >= leastVoxels else {
    throw AnatomyError(
      .segmentationFailed,
      "The tissues were to be found in a brain of at least \(leastVoxels) voxels; the mask has "
        + "\(brain.count).")
  }
  let isCounted = try counted(in: box, without: excluded)
  let logs = try TissueLogs(image.withFiniteValues(), box, isCounted, model)
  let expected = try priors.map { priors throws(AnatomyError) in
    try TissueExpectation(priors, in: box, on: image.grid, model, parallel)
  }
  var fit = try TissueFit(logs, box, isCounted, model, expected, parallel)
  try fit.run(parameters, parallel)
  return try fit.segmentation(on: image.grid, logs, parameters)
}

/// For each voxel of the brain 1 where classes are learnt from it; empty where they are from all.
private func counted(
  in box: TissueBox, without excluded: Mask?
) throws(AnatomyError) -> [UInt8] {
  guard let excluded else { return [] }
  let counted = box.source.map { excluded.voxels[Int($0)] == 0 ? UInt8(1) : 0 }
  let left = counted.reduce(0) { $0 + Int($1) }
  guard left >= leastVoxels else {
    throw AnatomyError(
      .segmentationFailed,
      "The classes were to be learnt from at least \(leastVoxels) voxels of the brain; without those "
        + "to leave out it has \(left).",
      remedy: "Look at the mask of the voxels to leave out: is it the lesions and not the brain?")
  }
  return left == counted.count ? [] : counted
}

/// Fewer voxels than this say nothing about the classes.
private let leastVoxels = 1000
