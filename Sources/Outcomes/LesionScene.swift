import Anatomy
import Kernels
import Volumes

/// A FLAIR image made ready for the search for lesions: its brain without bias field, in units of its
/// own grey matter, with rough tissues, priors and distances.
public struct LesionScene: Sendable {
  /// The voxels of the brain.
  let voxels: BrainVoxels
  /// What the template expects.
  let atlas: LesionAtlas
  /// Intensities divided by the median of grey matter, on the block of the brain; 0 outside.
  let relative: Image
  /// Rough tissues.
  let tissue: RoughTissue
  /// Levels of grey and white matter.
  let levels: GreyWhiteLevels
  /// Distance in mm to the ventricles; infinite where none were found.
  let ventricleMM: Image
  /// Distance in mm to the fluid around the brain and to what lies outside of it.
  let outerMM: Image
  /// What lies between parts of the ventricles, as the choroid plexus and the septum do: what a closing of
  /// their fluid adds to it.
  let enclosed: Mask
  /// Voxels taken for fluid, those of the ventricles included.
  let fluid: Mask
  /// The T1-weighted image on the same block, where one was given: 0 at its grey matter, 1 at its white.
  var t1: Image?

  /// Outer fluid in smaller pieces than this, in ml, is noise or the dark middle of a lesion.
  private static let leastFluidML = 0.05

  /// Prepares an image.
  ///
  /// - Parameters:
  ///   - flair: one frame, FLAIR; values that are not finite count as 0.
  ///   - brain: its brain, on the same grid.
  ///   - templateToImage: how the template lies in it.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Throws: where the brain is empty, or its tissues cannot be told apart.
  public init(
    flair: Image, brain: Mask, templateToImage: Affine, template: Template,
    parallel: Parallel = .serial
  ) throws(AnatomyError) {
    guard let voxels = BrainVoxels(brain) else {
      throw AnatomyError(.segmentationFailed, "Lesions were to be found in a brain that is empty.")
    }
    self.voxels = voxels
    let even = try correctBias(of: flair, within: brain, parallel: parallel).corrected
      .cropped(to: voxels.box)
    atlas = try LesionAtlas(
      template, templateToImage: templateToImage, on: voxels.grid, parallel: parallel)
    let values = voxels.values(of: even).map { $0.isFinite ? $0 : 0 }
    let smooth = voxels.values(
      of: voxels.image(values).smoothed(sigmaMM: Self.roughBlurMM, within: voxels.mask, parallel))
    let priors = atlas.priors(of: voxels)
    tissue = try RoughTissue(smooth, priors: priors, darkFluid: true)
    levels = try GreyWhiteLevels(values, tissue, priors)
    let scale = Float(1 / levels.grey)
    relative = voxels.image(values.map { $0 * scale })
    let labels = tissue.labels
    fluid = voxels.mask { labels[$0] == 0 }
    let (inner, outer) = Self.parted(fluid, voxels, atlas)
    ventricleMM = inner.distanceMM(parallel: parallel)
    outerMM = outer.distanceMM(parallel: parallel)
    enclosed = inner.closed(byMM: Self.closingMM, parallel: parallel).subtracting(inner)
  }

  /// How far fluid of the ventricles is closed, in mm: half the width of a choroid plexus.
  private static let closingMM = 5.0

  /// Standard deviation of the smoothing before the rough division, in mm (FWHM 1.5 mm).
  static let roughBlurMM = 0.637

  /// The median intensity, in units of grey matter, where the template has its ventricles; nil where that
  /// is not in view.
  var ventricleLevel: Double? {
    var values: [Float] = []
    for offset in voxels.offsets {
      let i = Int(offset)
      if atlas.priors[0].voxels[i] > 0.5, atlas.parts[i].contains(.ventricular) {
        values.append(relative.voxels[i])
      }
    }
    return values.isEmpty ? nil : Double(values.orderStatistic(values.count / 2))
  }

  /// How bright white matter, the fluid of the ventricles and lesions are, in units of grey matter, and the
  /// spread of grey and white matter together: what scans of different protocols are compared by.
  ///
  /// - Parameter lesions: above one half where lesions are, on the grid of the whole image.
  /// - Returns: `white`, `fluid`, `spread` and, where there are lesions, their quartiles `lesion_25`,
  ///   `lesion_50` and `lesion_75`.
  public func contrasts(lesions: Image) -> [String: Double] {
    var result = [
      "white": levels.white / levels.grey, "spread": levels.spread / levels.grey,
      "fluid": ventricleLevel ?? 0,
    ]
    let inside = lesions.cropped(to: voxels.box)
    var bright = voxels.offsets.filter { inside.voxels[Int($0)] > 0.5 }.map {
      relative.voxels[Int($0)]
    }
    guard !bright.isEmpty else { return result }
    for quarter in 1...3 {
      result["lesion_\(25 * quarter)"] = Double(
        bright.orderStatistic(bright.count * quarter / 4))
    }
    return result
  }

  /// The fluid of the ventricles, and that around the brain with all that is outside of it.
  private static func parted(
    _ fluid: Mask, _ voxels: BrainVoxels, _ atlas: LesionAtlas
  ) -> (ventricles: Mask, outer: Mask) {
    var (inner, outer) = (fluid, fluid)
    for i in fluid.voxels.indices where fluid.voxels[i] != 0 {
      if atlas.parts[i].contains(.ventricular) { outer.voxels[i] = 0 } else { inner.voxels[i] = 0 }
    }
    let least = max(1, Int(leastFluidML * 1000 / max(voxels.grid.voxelVolumeMM3, 1e-6)))
    inner = inner.components(.faces).mask(ofAtLeast: least)
    outer = outer.components(.faces).mask(ofAtLeast: least)
    return (inner, outer.union(voxels.mask.inverted))
  }
}

extension LesionAtlas {
  /// The priors of the voxels inside as fluid, grey and white matter.
  func priors(of voxels: BrainVoxels) -> [SIMD4<Float>] {
    voxels.offsets.map { offset in
      let i = Int(offset)
      return SIMD4(priors[0].voxels[i], priors[1].voxels[i], priors[2].voxels[i], 0)
    }
  }
}

extension Image {
  /// The image under a Gaussian in which only voxels of a mask count; 0 outside of the mask.
  func smoothed(sigmaMM: Double, within mask: Mask, _ parallel: Parallel) -> Image {
    var inside = self
    for i in inside.voxels.indices where mask.voxels[i] == 0 { inside.voxels[i] = 0 }
    var result = inside.smoothed(sigmaMM: sigmaMM, parallel: parallel)
    let weight = Image(mask).smoothed(sigmaMM: sigmaMM, parallel: parallel)
    for i in result.voxels.indices {
      result.voxels[i] =
        mask.voxels[i] != 0 && weight.voxels[i] > 1e-4 ? result.voxels[i] / weight.voxels[i] : 0
    }
    return result
  }
}

/// How bright grey and white matter are, and how far they spread.
struct GreyWhiteLevels: Sendable {
  /// The median of grey matter.
  let grey: Double
  /// The median of white matter.
  let white: Double
  /// A robust standard deviation (1.4826 × median absolute deviation) of grey and white matter together.
  let spread: Double

  /// What is expected to be of one tissue by at least this much shapes its level.
  private static let certain: Float = 0.4

  init(
    _ values: [Float], _ tissue: RoughTissue, _ priors: [SIMD4<Float>]
  ) throws(AnatomyError) {
    var (grey, white, both) = ([Float](), [Float](), [Float]())
    for i in values.indices where tissue.labels[i] != 0 {
      both.append(values[i])
      if tissue.labels[i] == 1, priors[i].y > Self.certain { grey.append(values[i]) }
      if tissue.labels[i] == 2, priors[i].z > Self.certain { white.append(values[i]) }
    }
    guard grey.count > 100, white.count > 100 else {
      throw AnatomyError(
        .segmentationFailed,
        "Grey and white matter were expected where the template has them, but hardly any was found.",
        remedy: "Look at the image, its brain mask and its alignment.")
    }
    self.grey = Double(grey.orderStatistic(grey.count / 2))
    self.white = Double(white.orderStatistic(white.count / 2))
    let middle = both.orderStatistic(both.count / 2)
    var off = both.map { abs($0 - middle) }
    spread = 1.4826 * Double(off.orderStatistic(off.count / 2))
    guard self.grey > 0, self.white > 0, spread > 0 else {
      throw AnatomyError(
        .segmentationFailed, "Grey and white matter were expected to be brighter than nothing.",
        remedy: "Look at the image: is it a FLAIR image with positive values?")
    }
  }
}
