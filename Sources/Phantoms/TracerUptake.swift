import Kernels
import Volumes

extension DigitalHead {
  /// A positron emission tomography of the head with fluorodeoxyglucose.
  ///
  /// - Parameters:
  ///   - resolutionMM: full width at half maximum of the blur of the scanner, mm.
  ///   - noise: standard deviation of the noise as a share of the uptake of grey matter.
  ///   - repeatScan: changes the noise and nothing else.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: activity in kBq/ml on the grid of the head, none below zero.
  public func emission(
    resolutionMM: Double = 5, noise: Double = 0.04, repeatScan: UInt64 = 0,
    parallel: Parallel = .serial
  ) -> Image {
    let draw = SeededDraw(seed: recipe.seed &+ 0x1000 &* repeatScan, stream: 111)
    var image = Image(grid: grid, voxels: composition(values: Tissue.uptakeTable))
      .smoothed(sigmaMM: resolutionMM / 2.3548200450309493, parallel: parallel)
    let sigma = Float(noise) * Tissue.greyMatterKBq
    for place in image.voxels.indices {
      image.voxels[place] = max(0, image.voxels[place] + sigma * draw.bell(UInt64(place)))
    }
    return image
  }
}

extension Tissue {
  /// Activity of grey matter, kBq/ml.
  fileprivate static let greyMatterKBq: Float = 25

  /// Activity in kBq/ml by `rawValue`.
  fileprivate static let uptakeTable: [Float] = {
    var table = [Float](repeating: 0, count: 256)
    for tissue in allCases { table[Int(tissue.rawValue)] = greyMatterKBq * tissue.relativeUptake }
    return table
  }()

  /// Uptake of fluorodeoxyglucose as a share of that of grey matter; four times that of white matter
  /// (Phelps ME et al. Ann Neurol 1979;6:371-388), and little outside of the brain but in muscle and
  /// mucosa: round figures.
  private var relativeUptake: Float {
    switch self {
    case .air, .airway: 0
    case .teeth, .bone, .lens: 0.04
    case .fluid, .ventricle, .necrosis: 0.05
    case .fat, .cartilage: 0.08
    case .eye: 0.1
    case .skin: 0.15
    case .marrow, .muscle: 0.2
    case .whiteMatter, .nerve, .lesion, .oedema, .dura: 0.25
    case .blood, .choroidPlexus: 0.3
    case .mucosa: 0.35
    case .nonEnhancingTumour: 0.5
    case .enhancingTumour: 1.1
    case .greyMatter, .deepGrey: 1
    }
  }
}
