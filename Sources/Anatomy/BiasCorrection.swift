import Foundation
import Kernels
import Volumes

/// Takes the bias field, the smooth brightening of the coils, out of an image.
///
/// The distribution of the logarithms is sharpened; what is then missing is approximated by cubic
/// B-splines, in rounds and with ever narrower splines (N4: Tustison NJ et al., IEEE Trans Med
/// Imaging 2010;29:1310-1320; N3: Sled et al. 1998). Distances are in mm, so that neither voxel size
/// nor slice thickness matters.
///
/// - Parameters:
///   - image: one frame of any contrast.
///   - mask: the voxels to learn from, on the grid of `image`; the field is given everywhere. When
///     nil all that is brighter than the air: a higher threshold would let in other tissue where
///     the coils are near, and the field would be learnt from its own doing.
///   - parameters: widths, levels and rounds.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the corrected image, the field and how many rounds it took.
/// - Throws: `.inputUnsuitable` where mask and image do not fit each other or there is nothing in
///   them to learn from.
public func correctBias(
  of image: Image, within mask: Mask? = nil, parameters: BiasParameters = .standard,
  parallel: Parallel = .serial
) throws(AnatomyError) -> BiasCorrection {
  try ImageStructure.check(image)
  guard let air = airOffset(of: image) else {
    return try corrected(image, within: mask, parameters, parallel)
  }
  var found = try corrected(image.shifted(by: air), within: mask, parameters, parallel)
  found.corrected = found.corrected.shifted(by: -air)
  return found
}

private func corrected(
  _ image: Image, within mask: Mask?, _ parameters: BiasParameters, _ parallel: Parallel
) throws(AnatomyError) -> BiasCorrection {
  let clean = image.withFiniteValues()
  let mask = if let mask { mask } else { try tissueMask(of: clean) }
  let samples = try BiasSamples(clean, mask, stepMM: parameters.sampleMM)
  var search = try BiasSearch(samples, domain: image.grid, parameters)
  let (field, rounds) = try search.run(parallel)
  guard let logs = field.values(on: image.grid, parallel: parallel) else { throw noField }
  return divided(image, by: logs, shift: search.mean, rounds: rounds, parallel: parallel)
}

private let noField = AnatomyError(
  .inputUnsuitable, "A bias field was to be laid over the image, but its grid has no volume.")

/// All that is brighter than the air.
func tissueMask(of image: Image) throws(AnatomyError) -> Mask {
  guard let threshold = airThreshold(of: image) else {
    throw AnatomyError(
      .inputUnsuitable, "A bias field was to be found, but the image has no contrast.",
      remedy: "Look at the image: is it empty or constant?")
  }
  var mask = Mask(grid: image.grid)
  for index in mask.voxels.indices {
    mask.voxels[index] = image.voxels[index] > threshold ? 1 : 0
  }
  return mask
}

/// Takes the field out of the image and leaves values that are not finite as they are.
private func divided(
  _ image: Image, by logs: Image, shift: Double, rounds: [Int], parallel: Parallel
) -> BiasCorrection {
  var (field, corrected) = (logs, image)
  let (plane, shift) = (image.grid.nx * image.grid.ny, Float(shift))
  field.voxels.withUnsafeMutableBufferPointer { field in
    corrected.voxels.withUnsafeMutableBufferPointer { voxels in
      nonisolated(unsafe) let (field, voxels) = (field, voxels)
      parallel.slabs(of: image.grid.nz) { slices in
        for index in slices.lowerBound * plane..<slices.upperBound * plane {
          field[index] = exp(field[index] - shift)
          voxels[index] /= field[index]
        }
      }
    }
  }
  return BiasCorrection(corrected: corrected, field: field, rounds: rounds)
}
