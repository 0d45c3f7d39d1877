import Kernels
import Volumes

/// Skin and everything inside: the head, apart from the air around it.
///
/// The image is smoothed a little, cut at a threshold between air and tissue, gaps of up to about
/// 10 mm (ear canals, nostrils, folds) are closed, the largest piece is kept and filled, also where
/// the edge of the field of view cuts through neck or vertex and opens the inside.
///
/// - Parameters:
///   - image: one frame of any contrast in which air is dark; values that are not finite count as
///     the darkest.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the head, on the grid of `image`.
/// - Throws: `.inputUnsuitable` for an image without contrast or without anything of the size of a
///   head.
public func headMask(of image: Image, parallel: Parallel = .serial) throws(AnatomyError) -> Mask {
  try HeadExtent.check(image.grid)
  try ImageStructure.check(image)
  let clean = image.withFiniteValues()
  let sigmaMM = max(1, 0.6 * image.grid.voxelSizeMM.min())
  let smooth = clean.smoothed(sigmaMM: sigmaMM, parallel: parallel)
  guard let threshold = airThreshold(of: smooth) else {
    throw AnatomyError(
      .inputUnsuitable,
      "A head was to be found against the air around it, but the image has no contrast.",
      remedy: "Look at the image: is it empty or constant?")
  }
  var mask = Mask(grid: image.grid)
  for i in mask.voxels.indices { mask.voxels[i] = smooth.voxels[i] > threshold ? 1 : 0 }
  mask = mask.opened(byMM: 2).largestComponent().closed(byMM: 5)
  mask = mask.filledAgainstWalls().largestComponent()
  guard mask.volumeML >= leastHeadML else {
    throw AnatomyError(
      .inputUnsuitable,
      "A head of at least \(Int(leastHeadML)) ml was expected, one of \(brief(mask.volumeML)) ml "
        + "was found.", remedy: "Look at the image: is it a head?")
  }
  return mask
}

/// Nothing smaller is taken for a head, in ml.
private let leastHeadML = 300.0
