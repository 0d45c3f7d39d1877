import Anatomy
import Kernels
import Volumes

extension LesionScene {
  /// The same scene with a T1-weighted image of the same head, which is aligned rigidly first.
  ///
  /// - Parameters:
  ///   - t1: one frame, T1-weighted, in any position and of any voxel size.
  ///   - flair: the whole FLAIR image of the scene.
  ///   - leastSpecificity: the share of parts that must fit best in place for both to be of one head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the scene with `t1`.
  /// - Throws: where the images cannot be aligned, are not of one head, or the first is not T1-weighted.
  public func adding(
    t1: Image, to flair: Image, leastSpecificity: Double = OneHead.leastSpecificity,
    parallel: Parallel = .serial
  ) throws(AnatomyError) -> LesionScene {
    let alignment = try registerImages(
      moving: t1, fixed: flair, freedom: .rigid, parallel: parallel)
    try OneHead.check(alignment, leastSpecificity)
    let placed = t1.withFiniteVoxels.resampled(
      onto: voxels.grid, through: alignment.fixedToMoving, parallel: parallel)
    let even = try correctBias(of: placed, within: voxels.mask, parallel: parallel).corrected
    var result = self
    result.t1 = try T1Level(even, voxels, atlas).scaled(even, voxels)
    return result
  }
}

extension Image {
  /// Values that are not finite become 0.
  var withFiniteVoxels: Image {
    guard !voxels.areFinite else { return self }
    return Image(grid: grid, voxels: voxels.map { $0.isFinite ? $0 : 0 })
  }
}

/// Where grey and white matter stand in a T1-weighted image.
private struct T1Level {
  private let grey: Double
  private let white: Double

  init(_ image: Image, _ voxels: BrainVoxels, _ atlas: LesionAtlas) throws(AnatomyError) {
    let values = voxels.values(of: image)
    let priors = atlas.priors(of: voxels)
    let tissue = try RoughTissue(values, priors: priors, darkFluid: false)
    try ChannelContrast.checkT1(tissue)
    let levels = try GreyWhiteLevels(values, tissue, priors)
    (grey, white) = (levels.grey, levels.white)
  }

  /// 0 at grey matter and 1 at white matter.
  func scaled(_ image: Image, _ voxels: BrainVoxels) -> Image {
    let (grey, scale) = (Float(grey), Float(1 / max(white - grey, 1e-6)))
    return voxels.image(voxels.values(of: image).map { ($0 - grey) * scale })
  }
}

/// Whether two images are of one head: a rigid alignment of two people fits but poorly.
public enum OneHead {
  /// The share of parts that must fit best in place. T1-weighted and FLAIR images of one real head reached
  /// 0.50 to 0.85 (four pairs), those of two heads 0.16 to 0.36 (five pairs).
  public static let leastSpecificity = 0.42

  static func check(_ alignment: ImageAlignment, _ least: Double) throws(AnatomyError) {
    guard alignment.verdict.grade != .implausible, alignment.specificity >= least else {
      throw AnatomyError(
        .registrationFailed,
        "The T1-weighted image was aligned rigidly with the FLAIR image, but they do not seem to be of "
          + "one head: of two images of one head at least \(twoDigits(least)) of the parts fit best in "
          + "place, here \(twoDigits(alignment.specificity)).",
        remedy: "Check that both images are of the same person and session.")
    }
  }
}

/// Whether the tissues of an image have the order of brightness that its contrast should have.
enum ChannelContrast {
  /// Fluid of a FLAIR image is nulled; above this, in units of grey matter, it is not.
  private static let brightestFluid = 1.3
  /// White matter of a FLAIR image is darker than grey; in thick slices with little contrast about as
  /// bright.
  private static let brightestWhite = 1.02

  /// Refuses an image that is no FLAIR: fluid must be dark, and white matter not brighter than grey.
  static func checkFLAIR(_ scene: LesionScene) throws(AnatomyError) {
    let white = scene.levels.white / scene.levels.grey
    let fluid = scene.ventricleLevel ?? 0
    guard fluid > brightestFluid || white > brightestWhite else { return }
    let looks =
      fluid > brightestFluid
      ? "the ventricles have \(twoDigits(fluid)) times the brightness of grey matter, as in T2-weighted "
        + "images"
      : "white matter has \(twoDigits(white)) times the brightness of grey matter, as in T1-weighted images"
    throw AnatomyError(
      .inputUnsuitable,
      "A FLAIR image was expected, in which fluid is dark and white matter darker than grey; in this one "
        + "\(looks).", remedy: "Give a FLAIR image; check that the images were not exchanged.")
  }

  /// Refuses an image that is not T1-weighted: fluid must be darkest and white matter brightest.
  static func checkT1(_ tissue: RoughTissue) throws(AnatomyError) {
    let (fluid, grey, white) = (tissue.means[0], tissue.means[1], tissue.means[2])
    guard fluid >= grey || grey >= white else { return }
    throw AnatomyError(
      .inputUnsuitable,
      "A T1-weighted image was expected, in which fluid is darkest and white matter brightest; in this "
        + "one fluid has \(twoDigits(fluid / grey)) and white matter \(twoDigits(white / grey)) times the "
        + "brightness of grey matter.",
      remedy: "Give a T1-weighted image; check that the images were not exchanged.")
  }
}

/// A number with two digits after the point.
func twoDigits(_ value: Double) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
  return String(Double(Int(value * 100 + (value < 0 ? -0.5 : 0.5))) / 100)
}
