import Foundation
import Kernels
import Volumes

/// The covariates of the logistic model of lesions: what counts about a voxel.
///
/// All are bounded and in units of the image itself or in mm, so that neither the scale of the image nor
/// the size of its voxels matters.
public struct LesionCovariates: Sendable {
  /// The names, in order; the first is the constant.
  public static let flairNames =
    [
      "constant", "hyperintensity", "strong_hyperintensity", "belief", "white_prior",
      "near_ventricle", "near_outer_fluid", "contrast_4mm", "contrast_10mm",
      "hyperintensity_near_ventricle", "hyperintensity_in_white_prior", "hindbrain", "limbic",
      "fluid_prior", "enclosed_by_ventricles", "touching_ventricle",
    ] + LesionSurroundings.names
  /// Those that a T1-weighted image adds.
  public static let t1Names = ["t1_white", "t1_grey", "t1_fluid"]

  let scene: LesionScene
  /// The relative image at the scale of the rough division.
  let smooth: Image
  private let wide: [Image]
  /// Tissue around each voxel.
  let surroundings: LesionSurroundings

  /// Prepares the covariates of an image.
  public init(_ scene: LesionScene, parallel: Parallel = .serial) {
    self.scene = scene
    let solid = scene.voxels.mask.subtracting(scene.fluid)
    smooth = scene.relative.smoothed(
      sigmaMM: LesionScene.roughBlurMM, within: scene.voxels.mask, parallel)
    wide = [4.0, 10.0].map { scene.relative.smoothed(sigmaMM: $0, within: solid, parallel) }
    surroundings = LesionSurroundings(scene, smooth: smooth, parallel)
  }

  /// The names of those that there are.
  public var names: [String] { Self.flairNames + (scene.t1 == nil ? [] : Self.t1Names) }

  /// Number of covariates.
  public var count: Int {
    Self.flairNames.count + (scene.t1 == nil ? 0 : Self.t1Names.count)
  }

  /// Number of voxels.
  public var voxelCount: Int { scene.voxels.count }

  /// The covariates of a voxel of the brain, by its place in the list, into `row` of `count` numbers.
  @inline(__always)
  public func fill(_ row: UnsafeMutablePointer<Float>, voxel: Int) {
    let i = Int(scene.voxels.offsets[voxel])
    let spread = Float(scene.levels.spread / scene.levels.grey)
    let value = smooth.voxels[i]
    let z = (value - 1) / spread
    let bright = bounded(z, 0, 4)
    let prior = scene.atlas.priors[2].voxels[i]
    let nearVentricle = exp(-scene.ventricleMM.voxels[i] / 6)
    let part = scene.atlas.parts[i]
    row[0] = 1
    row[1] = bright
    row[2] = bounded(z - 1.5, 0, 4)
    row[3] = bounded(scene.belief(i, value: value) / spread, 0, 8)
    row[4] = prior
    row[5] = nearVentricle
    row[6] = exp(-scene.outerMM.voxels[i] / 4)
    row[7] = bounded((value - wide[0].voxels[i]) / spread, -1, 4)
    row[8] = bounded((value - wide[1].voxels[i]) / spread, -1, 4)
    row[9] = bright * nearVentricle
    row[10] = bright * prior
    row[11] = part.contains(.hindbrain) ? 1 : 0
    row[12] = part.contains(.limbic) ? 1 : 0
    row[13] = scene.atlas.priors[0].voxels[i]
    row[14] = scene.enclosed.voxels[i] != 0 ? 1 : 0
    row[15] = exp(-scene.ventricleMM.voxels[i] / 1.5)
    surroundings.fill(row + 16, i, scene)
    if let t1 = scene.t1 { fillT1(row + Self.flairNames.count, t1.voxels[i]) }
  }

  @inline(__always)
  private func fillT1(_ row: UnsafeMutablePointer<Float>, _ t: Float) {
    row[0] = bounded(t, 0, 1.5)
    row[1] = bounded(1 - abs(t), 0, 1)
    row[2] = bounded(-t, 0, 2)
  }
}

@inline(__always)
func bounded(_ x: Float, _ low: Float, _ high: Float) -> Float {
  x < low ? low : x > high ? high : x
}

extension LesionScene {
  /// How much brighter than grey and than white matter together, in units of grey matter: the belief
  /// without its weight.
  @inline(__always)
  func excess(_ value: Float) -> Float {
    let white = Float(levels.white / levels.grey)
    return max(0, value - 1) + max(0, value - white)
  }

  /// The weight of the belief: what is expected to be neither fluid nor grey matter.
  @inline(__always)
  func weight(_ i: Int) -> Float {
    guard atlas.priors[2].voxels[i] >= 0.05 else { return 0 }
    let fluid = tissueIsFluid(i) ? atlas.priors[0].voxels[i] : 0
    return max(0, 1 - fluid - atlas.priors[1].voxels[i])
  }

  /// Whether lesions are looked for in a voxel of the block: where white matter is expected, outside of
  /// fluid and not in the midline.
  @inline(__always)
  func canBeLesion(_ i: Int) -> Bool {
    atlas.priors[2].voxels[i] >= 0.05 && fluid.voxels[i] == 0
      && !atlas.parts[i].contains(.midline)
  }

  /// The belief that a voxel of the block is lesion, from its value: after LST's lesion prediction.
  @inline(__always)
  func belief(_ i: Int, value: Float) -> Float { excess(value) * weight(i) }

  @inline(__always)
  private func tissueIsFluid(_ i: Int) -> Bool { fluid.voxels[i] != 0 }
}
