import Kernels
import Volumes

/// Finds the brain in an image of a head: T1-weighted, or another contrast in which the brain is
/// brighter than the skull.
///
/// Without a template, a surface grows from a sphere about the brightest part of the head (Smith SM,
/// Hum Brain Mapp 2002;17:143-155). With a template and the way it lies in the subject, the surface
/// starts as the template's brain, may not move far from it, and the result is cut to within
/// `templateMarginMM` of it: neither neck nor eyes can be taken for brain.
///
/// - Parameters:
///   - image: one frame; values that are not finite count as the darkest.
///   - template: a reference head and its brain.
///   - registration: how `template` lies in `image`; both or neither are used.
///   - parameters: the settings of the surface.
///   - seed: from where the surface starts without a template, where that is known.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the brain, its surface and what was met on the way.
/// - Throws: `.inputUnsuitable` for an image without contrast and a seed outside of it, `.brainExtractionFailed` for a
///   surface that cuts itself and for a volume outside of `parameters.plausibleML`.
public func extractBrain(
  from image: Image, template: Template? = nil, registration: Registration? = nil,
  parameters: BrainParameters = .standard, seed: BrainSeed = BrainSeed(),
  parallel: Parallel = .serial
) throws(AnatomyError) -> BrainExtraction {
  try HeadExtent.check(image.grid)
  let clean = image.withFiniteValues()
  if let template, let registration {
    do {
      return try guidedBrain(clean, template, registration, parameters, parallel)
    } catch {
      throw error.adding(Findings(registration: registration))
    }
  }
  try ImageStructure.check(image)
  try seed.check(in: image.grid)
  return try freeBrain(clean, parameters, seed, repeats: parameters.isRecentred ? 10 : 0)
}

/// Above this the surface is taken to cut itself.
private let selfIntersectionLimit = 4000.0
/// How often a surface that cuts itself is grown again, each time smoother.
private let mostPasses = 10

/// How far outside of a guided surface voxels still belong to the brain, in mm: half a voxel of the
/// images that the method was published for, in which the voxels of the surface are brain as well.
private let rimMM = 0.5

private func freeBrain(
  _ image: Image, _ parameters: BrainParameters, _ seed: BrainSeed, repeats: Int
) throws(AnatomyError) -> BrainExtraction {
  guard let start = BrainStart(of: image, seed) else { throw withoutContrast }
  var grown = grow(start, image, parameters, iterations: parameters.iterations, prior: nil)
  let mesh = grown.surface.mesh
  let mask = mesh.rasterised(on: image.grid).union(mesh.surfaceRasterised(on: image.grid))
  grown.figures.volumeML = mask.volumeML
  let result = BrainExtraction(mask: mask, mesh: mesh, figures: grown.figures)
  guard repeats > 0, let next = mask.centroidMM() else { return try checked(result, parameters) }
  let shift = length(next - start.centreMM) / image.grid.voxelSizeMM.min()
  if shift < 1 { return try checked(result, parameters) }
  let moved = BrainSeed(centreMM: next, radiusMM: seed.radiusMM)
  return try freeBrain(image, parameters, moved, repeats: repeats - 1)
}

private func guidedBrain(
  _ image: Image, _ template: Template, _ registration: Registration,
  _ parameters: BrainParameters, _ parallel: Parallel
) throws(AnatomyError) -> BrainExtraction {
  let shape = template.brainShape(parallel: parallel)
  guard let prior = ShapePrior(shape, registration), let first = shape.surface else {
    throw AnatomyError(
      .brainExtractionFailed,
      "The brain was to be looked for from that of template \(template.name), but its alignment "
        + "with the image cannot be inverted or it has no brain.")
  }
  guard let start = BrainStart(of: image, prior: prior, shape: shape, surface: first, registration)
  else { throw withoutContrast }
  var grown = grow(start, image, parameters, iterations: parameters.guidedIterations, prior: prior)
  let inside = grown.surface.mesh.moved(outwardsMM: rimMM).rasterised(on: image.grid)
  let mask = prior.cut(inside, marginMM: parameters.templateMarginMM)
  grown.figures.volumeML = mask.volumeML
  let result = BrainExtraction(mask: mask, mesh: grown.surface.mesh, figures: grown.figures)
  return try checked(result, parameters)
}

private func grow(
  _ start: BrainStart, _ image: Image, _ parameters: BrainParameters, iterations: Int,
  prior: ShapePrior?
) -> (surface: DeformableSurface, figures: BrainExtraction.Figures) {
  let origin = DeformableSurface(start.mesh)
  var (surface, cut, passes) = (origin, Double.infinity, 0)
  while cut > selfIntersectionLimit && passes < mostPasses {
    let forces = SurfaceForces(
      parameters, intensities: start.intensities, centreMM: start.centreMM,
      radiusMM: start.radiusMM, voxelMM: image.grid.voxelSizeMM, pass: passes)
    surface = origin
    surface.grow(under: forces, in: image, iterations: iterations, prior: prior)
    cut = surface.selfIntersection(since: origin)
    passes += 1
  }
  let figures = BrainExtraction.Figures(
    volumeML: 0, selfIntersection: cut, passes: passes,
    robustRange: start.intensities.low...start.intensities.high,
    typicalIntensity: start.intensities.typical, isGuided: prior != nil,
    startCentreMM: start.centreMM, headRadiusMM: start.radiusMM)
  return (surface, figures)
}

/// Refuses a brain that cannot be believed.
func checked(
  _ result: BrainExtraction, _ parameters: BrainParameters
) throws(AnatomyError) -> BrainExtraction {
  let figures = result.figures
  let findings = Findings(brain: result.mask, surface: result.mesh)
  guard figures.selfIntersection <= selfIntersectionLimit else {
    throw AnatomyError(
      .brainExtractionFailed,
      "The surface of the brain still cuts itself after \(figures.passes) passes: a measure of at "
        + "most \(Int(selfIntersectionLimit)) was expected, \(brief(figures.selfIntersection)) was "
        + "found.",
      remedy: "Look at the image: is it a whole head? Try another fractional intensity."
    ).adding(findings)
  }
  let window = parameters.plausibleML
  guard window.contains(figures.volumeML) else {
    throw AnatomyError(
      .brainExtractionFailed,
      "A brain of \(brief(window.lowerBound))–\(brief(window.upperBound)) ml was expected, one of "
        + "\(brief(figures.volumeML)) ml was found.",
      remedy: figures.isGuided
        ? "Look at the image: is it a whole head? Try another fractional intensity."
        : "Look at the image: does it show much neck? Let a template guide the surface, start it "
          + "in the middle of the brain, or try another fractional intensity."
    ).adding(findings)
  }
  return result
}

private let withoutContrast = AnatomyError(
  .inputUnsuitable,
  "A brain was to be looked for, but the image has no contrast where the head should be.",
  remedy: "Look at the image: is it empty or constant?")

/// A number for a sentence: without decimals, or `infinite`.
func brief(_ value: Double) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return value.isNaN ? "no number" : "infinite" }
  return String(Int(value + (value < 0 ? -0.5 : 0.5)))
}
