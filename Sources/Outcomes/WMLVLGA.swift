import Anatomy
import Kernels
import Volumes

/// White-matter lesion volume of a FLAIR image by a threshold of a belief map and growth from there.
///
/// In the manner of the lesion growth algorithm of LST (Schmidt P et al. NeuroImage 2012;59:3774-3783):
/// voxels whose belief exceeds `kappa` are seeds; from them lesions grow into neighbours that are
/// brighter than grey matter, as far as each is likelier lesion than not. It needs no training, and is
/// the baseline beside `WMLV`.
///
/// The same as published: belief, the threshold kappa, growth from seeds. Not the same: the published
/// belief comes of the tissues of a T1-weighted image and sums three maps; here it is that of `WMLV`, of
/// the FLAIR image alone or with a T1-weighted one, which rules out fluid. Growth stops at a fixed
/// brightness instead of a likelihood by a gamma distribution.
public struct WMLVLGA: OutcomeMeasure {
  /// The name users type.
  public static let name = "wmlv-lga"
  /// Changes whenever the result for the same image changes.
  public static let version = 1
  /// One sentence and the source.
  public static let summary =
    "White-matter lesion volume of a FLAIR image by growth from seeds, after LST's lesion growth "
    + "(Schmidt et al. 2012)."
  /// A FLAIR image is needed; a T1-weighted one of the same head is used where there is one.
  public static let contrasts = ["FLAIR"]
  /// A T1-weighted image of the same head helps.
  public static let optionalContrasts = ["T1w"]

  /// The belief, in units of grey matter, from which on a voxel is a seed.
  public var kappa = 0.3
  /// How many robust standard deviations of grey and white matter above grey matter lesions grow down to.
  public var growthDeviations = 1.5
  /// How the map is cleaned.
  public var cleanUp = LesionCleanUp()

  /// The measure with its usual settings.
  public init() {}

  /// Measures the FLAIR image among `images`; see `WMLV`.
  ///
  /// - Parameters:
  ///   - images: one frame for `FLAIR`; that of `T1w` is used where it is there.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: `wmlv-lga_ml`, `lesion_count`, volumes by location, `mask_ml`; maps `probability` (the
  ///   belief of lesion voxels, at most 1) and `lesions`; the table `lesions`.
  /// - Throws: the failure of the step that failed.
  public func measure(
    _ images: [String: Image], template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let subject = try LesionSubjectImages(images, measure: Self.name)
    let known = try subject.located(template, parallel)
    return try measure(subject, known, template, parallel)
  }

  /// Measures the FLAIR image of a frame; the same as measuring that image alone.
  ///
  /// - Parameters:
  ///   - frame: what is known of the FLAIR image, found from nothing but the image.
  ///   - template: the reference head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: values and maps.
  /// - Throws: the failure of the step that failed.
  public func measure(
    _ frame: Frame, template: Template, parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let known = try LesionSubjectImages.believed(frame)
    return try measure(LesionSubjectImages(flair: frame.image), known, template, parallel)
  }

  private func measure(
    _ subject: LesionSubjectImages, _ known: Findings, _ template: Template, _ parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    let scene = try subject.scene(known, template, parallel)
    let belief = LesionSeeds(scene, parallel).grown(
      kappa: Float(kappa), deviations: Float(growthDeviations))
    let map = cleanUp.cleaned(
      belief, brain: scene.voxels.mask, outerMM: scene.outerMM, excess: scene.growable(),
      parallel: parallel)
    let table = LesionTable(map, threshold: Double(cleanUp.leastProbability), in: scene)
    return table.measurement(
      name: Self.name, probability: map, in: scene, of: subject.flair, findings: known)
  }
}

/// Seeds of lesions and what grows from them.
struct LesionSeeds: Sendable {
  private let scene: LesionScene
  private let smooth: Image

  init(_ scene: LesionScene, _ parallel: Parallel) {
    self.scene = scene
    smooth = scene.relative.smoothed(
      sigmaMM: LesionScene.roughBlurMM, within: scene.voxels.mask, parallel)
  }

  /// The belief (0.1…1) of every voxel that is connected with a seed through bright voxels; 0 elsewhere.
  func grown(kappa: Float, deviations: Float) -> Image {
    let least = 1 + deviations * Float(scene.levels.spread / scene.levels.grey)
    let values = smooth
    let bright = scene.voxels.mask { voxel in
      let i = Int(scene.voxels.offsets[voxel])
      return values.voxels[i] > least && isPossible(i)
    }
    let parts = bright.components(.faces)
    var isSeeded = [Bool](repeating: false, count: parts.count + 1)
    for i in parts.labels.indices where parts.labels[i] > 0 {
      if belief(i) > kappa { isSeeded[Int(parts.labels[i])] = true }
    }
    var result = Image(grid: scene.voxels.grid)
    for i in parts.labels.indices where isSeeded[Int(parts.labels[i])] && parts.labels[i] > 0 {
      result.voxels[i] = min(1, max(0.15, belief(i)))
    }
    return result
  }

  private func belief(_ i: Int) -> Float { scene.belief(i, value: smooth.voxels[i]) }

  /// White matter is expected there, and neither fluid nor what lies between the ventricles is found.
  private func isPossible(_ i: Int) -> Bool {
    scene.canBeLesion(i) && scene.enclosed.voxels[i] == 0
      && (scene.t1.map { $0.voxels[i] > -1 } ?? true)
  }
}
