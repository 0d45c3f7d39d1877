import Foundation
import Kernels
import Volumes

/// How a voxel compares with white and grey matter near it, and how much of each tissue there is nearby.
///
/// Lesions are faint against grey matter in many protocols, but seldom against the white matter around
/// them; what tells them from cortex is that white matter surrounds them.
struct LesionSurroundings: Sendable {
  /// The names of its covariates, in order.
  static let names = [
    "height", "some_height", "much_height", "wide_height", "much_wide_height", "towards_grey",
    "above_grey", "far_above_grey", "white_3mm", "white_6mm", "grey_3mm", "fluid_3mm",
    "height_in_white_3mm", "height_in_white_6mm", "towards_grey_in_white_6mm",
    "height_in_white_prior", "grey_prior", "height_in_grey_prior", "height_near_ventricle",
    "height_near_outer_fluid", "height_in_grey_3mm", "height_between_ventricles",
    "height_touching_ventricle", "above_grey_spread", "far_above_grey_spread",
    "towards_grey_in_white_prior", "edge_3mm", "edge_2mm", "height_in_hindbrain",
    "height_in_limbic",
  ]

  /// How far voxels stand above the white matter within some 8 mm, in its robust standard deviations.
  let height: Image
  /// The same of the image smoothed by 1.5 mm.
  private let wideHeight: Image
  /// The same, 0 at white and 1 at grey matter nearby.
  private let towardsGrey: Image
  /// Shares of white matter within some 3 and 6 mm, of grey matter and of fluid within some 3 mm.
  let white3, white6: Image
  private let grey3, fluid3: Image
  /// How far they stand above grey matter nearby, in its robust standard deviations.
  private let aboveGrey: Image
  /// How far they stand above their surroundings within 2.5 mm, fluid left out, and how far those within
  /// 1.5 mm stand above those within 3 mm; in robust standard deviations of white matter.
  private let edge2, edge3: Image

  /// A tissue's level is told by voxels where it is expected by at least this much.
  static let leastPrior: Float = 0.3
  static let levelSigmaMM = 8.0

  init(_ scene: LesionScene, smooth: Image, _ parallel: Parallel) {
    let labels = scene.tissue.labels
    func share(_ label: UInt8, _ sigmaMM: Double) -> Image {
      Image(scene.voxels.mask { labels[$0] == label }).smoothed(
        sigmaMM: sigmaMM, parallel: parallel)
    }
    (white3, white6) = (share(2, 3), share(2, 6))
    (grey3, fluid3) = (share(1, 3), share(0, 3))
    let levels = scene.levels
    let white = scene.level(of: 2, smooth, Float(levels.white / levels.grey), parallel)
    let grey = scene.level(of: 1, smooth, 1, parallel)
    let spread = Float(scene.tissue.deviations[2] / levels.grey)
    let wide = scene.relative.smoothed(sigmaMM: 1.5, within: scene.voxels.mask, parallel)
    height = scene.voxels.map { (smooth.voxels[$0] - white.voxels[$0]) / spread }
    wideHeight = scene.voxels.map { (wide.voxels[$0] - white.voxels[$0]) / spread }
    let greySpread = Float(scene.tissue.deviations[1] / levels.grey)
    aboveGrey = scene.voxels.map { (smooth.voxels[$0] - grey.voxels[$0]) / greySpread }
    let solid = scene.voxels.mask.subtracting(scene.fluid)
    let near = scene.relative.smoothed(sigmaMM: 2.5, within: solid, parallel)
    let far = scene.relative.smoothed(sigmaMM: 3, within: scene.voxels.mask, parallel)
    edge2 = scene.voxels.map { (smooth.voxels[$0] - near.voxels[$0]) / spread }
    edge3 = scene.voxels.map { (wide.voxels[$0] - far.voxels[$0]) / spread }
    towardsGrey = scene.voxels.map {
      let step = max(grey.voxels[$0] - white.voxels[$0], 2 * spread)
      return (smooth.voxels[$0] - white.voxels[$0]) / step
    }
  }

  /// Its covariates of a voxel of the block into `row`.
  @inline(__always)
  func fill(_ row: UnsafeMutablePointer<Float>, _ i: Int, _ scene: LesionScene) {
    let up = height.voxels[i]
    let wide = wideHeight.voxels[i]
    let high = bounded(up, 0, 12) / 4
    let grey = bounded(towardsGrey.voxels[i], -1, 4)
    let priors = scene.atlas.priors
    let (near3, near6) = (white3.voxels[i], white6.voxels[i])
    (row[0], row[1], row[2]) = (high, bounded(up - 3, 0, 12) / 4, bounded(up - 6, 0, 20) / 4)
    (row[3], row[4]) = (bounded(wide, 0, 12) / 4, bounded(wide - 4, 0, 12) / 4)
    (row[5], row[6], row[7]) = (grey, max(grey - 1, 0), max(grey - 2, 0))
    (row[8], row[9], row[10], row[11]) = (near3, near6, grey3.voxels[i], fluid3.voxels[i])
    (row[12], row[13], row[14]) = (near3 * high, near6 * high, near6 * grey)
    row[15] = priors[2].voxels[i] * high
    row[16] = priors[1].voxels[i]
    row[17] = priors[1].voxels[i] * high
    row[18] = exp(-scene.ventricleMM.voxels[i] / 6) * high
    row[19] = exp(-scene.outerMM.voxels[i] / 4) * high
    row[20] = grey3.voxels[i] * high
    row[21] = scene.enclosed.voxels[i] != 0 ? high : 0
    row[22] = exp(-scene.ventricleMM.voxels[i] / 1.5) * high
    let above = aboveGrey.voxels[i]
    (row[23], row[24]) = (bounded(above, -4, 6) / 2, bounded(above - 2, 0, 8) / 2)
    row[25] = priors[2].voxels[i] * grey
    row[26] = bounded(edge3.voxels[i], -3, 6) / 3
    row[27] = bounded(edge2.voxels[i], -3, 8) / 3
    row[28] = scene.atlas.parts[i].contains(.hindbrain) ? high : 0
    row[29] = scene.atlas.parts[i].contains(.limbic) ? high : 0
  }
}

extension LesionScene {
  /// The level of a tissue within some 8 mm of each voxel; `usual` where there is none of it.
  fileprivate func level(
    of label: UInt8, _ smooth: Image, _ usual: Float, _ parallel: Parallel
  ) -> Image {
    let (labels, offsets, prior) = (tissue.labels, voxels.offsets, atlas.priors[Int(label)])
    let chosen = voxels.mask {
      labels[$0] == label && prior.voxels[Int(offsets[$0])] > LesionSurroundings.leastPrior
    }
    var inside = smooth
    for i in inside.voxels.indices where chosen.voxels[i] == 0 { inside.voxels[i] = 0 }
    let sum = inside.smoothed(sigmaMM: LesionSurroundings.levelSigmaMM, parallel: parallel)
    let weight = Image(chosen).smoothed(
      sigmaMM: LesionSurroundings.levelSigmaMM, parallel: parallel)
    return voxels.map {
      weight.voxels[$0] > 1e-4 ? sum.voxels[$0] / weight.voxels[$0] : usual
    }
  }
}

extension BrainVoxels {
  /// An image of the block from a rule for each voxel inside, by its place in the block; 0 elsewhere.
  func map(_ rule: (Int) -> Float) -> Image {
    var image = Image(grid: grid)
    image.voxels.withUnsafeMutableBufferPointer { voxels in
      for offset in offsets { voxels[Int(offset)] = rule(Int(offset)) }
    }
    return image
  }
}
