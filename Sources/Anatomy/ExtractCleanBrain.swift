import Kernels
import Volumes

/// Finds the brain by a surface that grows freely in an image without bias field and neck.
///
/// The bias field is taken out; all that lies more than `parameters.templateMarginMM` outside of the
/// template's brain becomes as dark as the darkest voxel; then the surface grows, again and again from
/// the centre of the brain found.
///
/// - Parameters:
///   - image: one frame; values that are not finite count as the darkest.
///   - template: a reference head and its brain.
///   - registration: how `template` lies in `image`.
///   - parameters: the settings of the surface.
///   - seed: from where the surface starts, where that is known.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the brain, its surface and what was met on the way.
/// - Throws: `.inputUnsuitable` for an image without contrast and a seed outside of it,
///   `.brainExtractionFailed` for an alignment that leaves nothing of the image, a surface that cuts
///   itself and a volume outside of `parameters.plausibleML`.
public func extractCleanBrain(
  from image: Image, template: Template, registration: Registration,
  parameters: BrainParameters = .standard, seed: BrainSeed = BrainSeed(),
  parallel: Parallel = .serial
) throws(AnatomyError) -> BrainExtraction {
  try HeadExtent.check(image.grid)
  let near = try neighbourhood(of: template, registration, image.grid, parameters, parallel)
  let tissue = try tissueMask(of: image.withFiniteValues()).intersection(near)
  let corrected = try correctBias(of: image, within: tissue, parallel: parallel).corrected
  var settings = parameters
  settings.isRecentred = true
  var found = try extractBrain(
    from: corrected.darkened(outside: near), parameters: settings, seed: seed, parallel: parallel)
  found.mask = found.mask.intersection(near)
  found.figures.volumeML = found.mask.volumeML
  return try checked(found, parameters)
}

/// The template's brain and what lies around it, on the grid of an image.
private func neighbourhood(
  of template: Template, _ registration: Registration, _ grid: Grid, _ parameters: BrainParameters,
  _ parallel: Parallel
) throws(AnatomyError) -> Mask {
  guard let back = registration.templateToSubject.inverse else {
    throw AnatomyError(
      .brainExtractionFailed,
      "The neck was to be cut off by template \(template.name), but its alignment with the image "
        + "cannot be inverted.")
  }
  return template.brain.resampled(onto: grid, through: back, parallel: parallel)
    .dilated(byMM: parameters.templateMarginMM, parallel: parallel)
}

extension Image {
  /// The same image with its least value outside of a mask on the same grid; what is not finite has
  /// the least value as well.
  fileprivate func darkened(outside mask: Mask) -> Image {
    var result = withFiniteValues()
    guard let least = result.voxels.min() else { return result }
    for i in result.voxels.indices where mask.voxels[i] == 0 { result.voxels[i] = least }
    return result
  }
}
