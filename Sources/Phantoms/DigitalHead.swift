import Kernels
import Volumes

/// A head that exists only as a recipe: tissues everywhere, images of any contrast, exact truth.
///
/// The same recipe and grid give the same bytes on every machine and with any number of threads.
public struct DigitalHead: Sendable {
  /// What the head was made from.
  public let recipe: HeadRecipe
  /// Where its voxels are.
  public let grid: Grid
  private let found = FoundOnce<HeadTruth>()
  private let composition: Composition
  private let anatomy: HeadAnatomy

  /// Builds the head on a grid, by default `DigitalHead.grid()`.
  public init(recipe: HeadRecipe, grid: Grid? = nil, parallel: Parallel = .serial) {
    self.recipe = recipe
    self.grid = grid ?? DigitalHead.grid()
    anatomy = HeadAnatomy(recipe)
    composition = Composition(of: anatomy, on: self.grid, parallel: parallel)
  }

  /// Exact volumes (on 2 × 2 × 2 samples a voxel) and named places; counted when first asked for, which
  /// takes about as long as making the head at 3 mm.
  public var truth: HeadTruth {
    found.value { HeadTruth(composition, of: anatomy, on: grid) }
  }

  /// The named places alone, in world mm.
  public var landmarks: HeadTruth.Landmarks { anatomy.landmarks }

  /// A straight RAS grid over the whole head and part of the neck: 208 × 256 × 256 mm around it.
  public static func grid(voxelMM: Vector3 = Vector3(repeating: 1)) -> Grid {
    precondition(voxelMM.min() > 0, "voxels need an extent along every axis")
    let sizeMM = Vector3(208, 256, 256)
    let start = Vector3(-103.5, -126, -154)
    func count(_ axis: Int) -> Int { max(1, Int(sizeMM[axis] / voxelMM[axis])) }
    return Grid(
      nx: count(0), ny: count(1), nz: count(2),
      toWorld: .scaling(voxelMM, translation: start + (voxelMM - Vector3(repeating: 1)) / 2))
  }

  /// `Tissue.rawValue` that fills most of each voxel, x fastest.
  public var labels: [UInt8] { composition.labels }

  /// Number of voxels in which tissues meet.
  public var mixedCount: Int { composition.mixed.count }

  /// Where more than half of the voxel is made of the tissues, or half of it and most of one.
  public func mask(of tissues: Set<Tissue>) -> Mask {
    let raw = Set(tissues.map(\.rawValue))
    let shares = fraction(of: tissues).voxels
    let inside = zip(shares, labels).map { share, label -> UInt8 in
      share > 0.5 || (share == 0.5 && raw.contains(label)) ? 1 : 0
    }
    return Mask(grid: grid, voxels: inside)
  }

  /// The share of each voxel, 0 … 1 in eighths, that is made of the tissues.
  public func fraction(of tissues: Set<Tissue>) -> Image {
    var table = [Float](repeating: 0, count: 256)
    for tissue in tissues { table[Int(tissue.rawValue)] = 1 }
    return Image(grid: grid, voxels: composition.values(table))
  }

  /// The value of each voxel, given that of each tissue by `rawValue`.
  func composition(values table: [Float]) -> [Float] { composition.values(table) }

  /// An image of the head without noise and bias; white matter in a T1w image is 550.
  ///
  /// A contrast after gadolinium also shows sinuses, arteries, dura and choroid plexus.
  public func clean(
    _ contrast: Contrast, timing: SequenceTiming? = nil, parallel: Parallel = .serial
  ) -> Image {
    clean(contrast, table: DigitalHead.signals(contrast, timing), parallel: parallel)
  }

  /// The same with the signal of each tissue by `rawValue`.
  func clean(_ contrast: Contrast, table: [Float], parallel: Parallel) -> Image {
    guard contrast.isEnhanced else { return Image(grid: grid, voxels: composition.values(table)) }
    let enhanced = composition.enhanced(anatomy, on: grid, parallel: parallel)
    return Image(grid: grid, voxels: enhanced.values(table))
  }

  /// The signal of each tissue by `rawValue`, scaled so that the brightest stay near 1000.
  static func signals(_ contrast: Contrast, _ timing: SequenceTiming? = nil) -> [Float] {
    let timing = timing ?? SequenceTiming(usualFor: contrast)
    let scale = 550 / Relaxation(.whiteMatter).signal(.t1w)
    let gain: Double =
      switch contrast {
      case .t1w: 1
      case .t2w: 0.85
      case .flair: 2
      case .pdw: 0.8
      case .t1c: 0.8
      }
    var table = [Float](repeating: 0, count: 256)
    for tissue in Tissue.allCases {
      let relaxation = Relaxation(tissue, under: contrast)
      table[Int(tissue.rawValue)] = Float(relaxation.signal(timing) * scale * gain)
    }
    return table
  }
}

extension DigitalHead {
  /// An image as a scanner would give it, of values 0 … about 1000.
  ///
  /// - Parameters:
  ///   - contrast: what is bright and what is dark.
  ///   - noise: standard deviation of the complex noise (Rician in the magnitude), as a share of
  ///     the signal of white matter.
  ///   - bias: the largest deviation of the smooth gain field from 1.
  ///   - timing: the times of the sequence; nil for typical ones.
  ///   - repeatScan: changes the noise and nothing else, for scan–rescan experiments.
  ///   - repeatField: changes the gain field and nothing else.
  ///   - parallel: how many threads may help.
  /// - Returns: the image on the grid of the head.
  public func image(
    contrast: Contrast = .t1w, noise: Double = 0.03, bias: Double = 0.2,
    timing: SequenceTiming? = nil, repeatScan: UInt64 = 0, repeatField: UInt64 = 0,
    parallel: Parallel = .serial
  ) -> Image {
    var image = clean(contrast, timing: timing, parallel: parallel)
    let white = Double(DigitalHead.signals(contrast, timing)[Int(Tissue.whiteMatter.rawValue)])
    let scanner = Scanner(
      seed: recipe.seed &+ 0x1000 &* repeatScan, contrast: contrast, sigma: Float(noise * white),
      bias: Float(bias), biasSeed: recipe.seed &+ 0x1000 &* repeatField)
    scanner.scan(&image, parallel: parallel)
    return image
  }
}

extension Composition {
  /// The value of each voxel, given the value of each tissue: samples are averaged.
  func values(_ table: [Float]) -> [Float] {
    var result = labels.map { table[Int($0)] }
    for (place, packed) in zip(mixed, samples) {
      var sum: Float = 0
      for lane in 0..<8 { sum += table[Int(UInt8(truncatingIfNeeded: packed >> UInt64(8 * lane)))] }
      result[Int(place)] = sum / 8
    }
    return result
  }

  /// How many eighths of voxels each tissue fills, by `rawValue`.
  var eighths: [Int] {
    var result = [Int](repeating: 0, count: 256)
    for label in labels { result[Int(label)] += 8 }
    for (place, packed) in zip(mixed, samples) {
      result[Int(labels[Int(place)])] -= 8
      for lane in 0..<8 { result[Int(UInt8(truncatingIfNeeded: packed >> UInt64(8 * lane)))] += 1 }
    }
    return result
  }
}

extension DigitalHead {
  /// A FLAIR image by a table of signals, with the choroid plexus in the ventricles, dura and dark blood.
  func flairWithPlexus(_ table: [Float], _ parallel: Parallel) -> Image {
    var table = table
    table[Int(Tissue.blood.rawValue)] = 0
    let painted = composition.enhanced(anatomy, on: grid, parallel: parallel)
    return Image(grid: grid, voxels: painted.values(table))
  }

  /// How much of limbic cortex (hippocampus, insula, cingulate gyrus) world places are: 1 in its middle,
  /// falling to 0.
  func limbicShare(_ p: Places) -> Lanes {
    var q = anatomy.space.places(p.x, p.y, p.z)
    q.x = size(q.x)
    let parts: [(Anchor, Anchor)] = [
      (Anchor(26, -20, -20), Anchor(15, 28, 12)), (Anchor(38, 2, 0), Anchor(8, 26, 18)),
      (Anchor(4, 4, 34), Anchor(10, 50, 17)),
    ]
    return parts.reduce(Lanes()) { share, part in
      greatest(share, Ellipsoid(part.0, part.1).bump(q))
    }
  }
}
