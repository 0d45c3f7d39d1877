import Kernels
import Volumes

extension DigitalHead {
  /// A computed tomography of the head, without a table or rest.
  ///
  /// - Parameters:
  ///   - noiseHU: standard deviation of the noise, Hounsfield units.
  ///   - repeatScan: changes the noise and nothing else.
  /// - Returns: Hounsfield units on the grid of the head, air at -1000.
  public func tomography(noiseHU: Double = 6, repeatScan: UInt64 = 0) -> Image {
    var image = Image(grid: grid, voxels: composition(values: Tissue.hounsfieldTable))
    let draw = SeededDraw(seed: recipe.seed &+ 0x1000 &* repeatScan, stream: 110)
    let sigma = Float(noiseHU)
    for place in image.voxels.indices { image.voxels[place] += sigma * draw.bell(UInt64(place)) }
    return image
  }
}

extension Tissue {
  /// Hounsfield units by `rawValue`.
  fileprivate static let hounsfieldTable: [Float] = {
    var table = [Float](repeating: -1000, count: 256)
    for tissue in allCases { table[Int(tissue.rawValue)] = tissue.hounsfieldUnits }
    return table
  }()

  /// The usual value at 120 kV (Bushberg JT et al. The Essential Physics of Medical Imaging, 3rd ed.,
  /// 2011, ch. 10), bone as a mixture of its tables and diploë.
  private var hounsfieldUnits: Float {
    switch self {
    case .air, .airway: -1000
    case .fat: -90
    case .marrow: 250
    case .bone: 1000
    case .teeth: 1900
    case .cartilage: 120
    case .lens: 80
    case .blood, .dura, .muscle: 55
    case .skin, .mucosa, .choroidPlexus: 45
    case .enhancingTumour: 42
    case .greyMatter, .deepGrey: 37
    case .nerve, .nonEnhancingTumour: 33
    case .whiteMatter: 29
    case .lesion: 26
    case .oedema: 20
    case .necrosis: 15
    case .eye: 12
    case .fluid, .ventricle: 8
    }
  }
}
