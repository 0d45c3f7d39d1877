import Kernels
import Volumes

/// A digital head with lesions as FLAIR and T1-weighted images like those of patients, and the truth.
public struct LesionScan: Sendable {
  /// What the head was made from.
  public let recipe: HeadRecipe
  /// How it was scanned.
  public let settings: FLAIRProtocol
  /// The FLAIR image.
  public let flair: Image
  /// The share (0…1) of each voxel of the FLAIR image that is lesion.
  public let lesions: Image
  /// The true volume of all lesions, in ml.
  public let volumeML: Double
  /// The true number of lesions.
  public let lesionCount: Int

  /// Scans a head.
  ///
  /// - Parameters:
  ///   - recipe: the head; its lesions are those of the truth.
  ///   - settings: how it is scanned.
  ///   - repeatScan: changes the noise and nothing else.
  ///   - parallel: how many threads; the result does not depend on it.
  public init(
    recipe: HeadRecipe, settings: FLAIRProtocol, repeatScan: UInt64 = 0,
    parallel: Parallel = .serial
  ) {
    (self.recipe, self.settings) = (recipe, settings)
    var fine = settings.voxelMM
    fine.z /= Double(settings.slabs)
    let head = DigitalHead(
      recipe: recipe, grid: Self.grid(voxelMM: fine), parallel: parallel)
    let share = head.fraction(of: [.lesion])
    lesions = share.averaged(slabs: settings.slabs)
    volumeML = head.truth.lesions?.totalML ?? 0
    lesionCount = head.truth.lesions?.count ?? 0
    var image = FLAIRPainter(head, settings, parallel).image(lesions: share)
      .averaged(slabs: settings.slabs)
    let white = DigitalHead.signals(.flair, settings.flair)[Int(Tissue.whiteMatter.rawValue)]
    let scanner = Scanner(
      seed: recipe.seed &+ 0x1000 &* repeatScan, contrast: .flair,
      sigma: Float(settings.noise) * white, bias: Float(settings.bias), biasSeed: recipe.seed)
    scanner.scan(&image, parallel: parallel)
    flair = image.whole
  }

  /// What of the whole head lies below the field of view, in mm: neck and lower jaw.
  private static let leftOutMM = 68.0

  private static func grid(voxelMM: Vector3) -> Grid {
    let whole = DigitalHead.grid(voxelMM: voxelMM)
    let first = Int(leftOutMM / voxelMM.z)
    return whole.cropped(to: VoxelBox(x: 0..<whole.nx, y: 0..<whole.ny, z: first..<whole.nz))
  }

  /// The T1-weighted image of the same head, which moved by a few mm and degrees in between.
  public func t1(parallel: Parallel = .serial) -> Image {
    var moved = recipe
    let random = CounterRandom(seed: recipe.seed)
    func even(_ index: UInt64, _ size: Double) -> Double {
      size * (2 * random.uniform(stream: 911, index: index) - 1)
    }
    moved.rotationDegrees += Vector3(even(0, 3), even(1, 3), even(2, 3))
    moved.shiftMM += Vector3(even(3, 4), even(4, 4), even(5, 4))
    let head = DigitalHead(
      recipe: moved, grid: Self.grid(voxelMM: settings.t1VoxelMM), parallel: parallel)
    return head.image(
      contrast: .t1w, noise: settings.noise, bias: settings.bias, timing: settings.t1,
      parallel: parallel
    ).whole
  }
}

extension Image {
  /// Values as a scanner stores them: whole numbers.
  fileprivate var whole: Image {
    Image(grid: grid, voxels: voxels.map { Float(Int($0 + ($0 < 0 ? -0.5 : 0.5))) })
  }

  /// Slices averaged over runs of a number of them; a last incomplete run is left out.
  func averaged(slabs: Int) -> Image {
    guard slabs > 1 else { return self }
    var map = grid.toWorld
    map.translation += grid.toWorld.column(2) * (Double(slabs - 1) / 2)
    let columns = (0..<3).map { map.column($0) }
    let thick = Grid(
      nx: grid.nx, ny: grid.ny, nz: grid.nz / slabs,
      toWorld: Affine(
        columns: columns[0], columns[1], columns[2] * Double(slabs), translation: map.translation))
    var result = Image(grid: thick)
    let layer = grid.nx * grid.ny
    for z in 0..<thick.nz {
      for part in 0..<slabs {
        let from = (z * slabs + part) * layer
        for i in 0..<layer { result.voxels[z * layer + i] += voxels[from + i] / Float(slabs) }
      }
    }
    return result
  }
}

/// Paints what relaxation times alone do not tell into the FLAIR image of a head.
struct FLAIRPainter: Sendable {
  private let head: DigitalHead
  private let settings: FLAIRProtocol
  private let parallel: Parallel

  init(_ head: DigitalHead, _ settings: FLAIRProtocol, _ parallel: Parallel) {
    (self.head, self.settings, self.parallel) = (head, settings, parallel)
  }

  /// The image without noise and gain field.
  func image(lesions: Image) -> Image {
    var table = DigitalHead.signals(.flair, settings.flair)
    let white = table[Int(Tissue.whiteMatter.rawValue)]
    let contrast = table[Int(Tissue.lesion.rawValue)] - white
    table[Int(Tissue.lesion.rawValue)] = white
    table[Int(Tissue.deepGrey.rawValue)] *= Float(1 - settings.iron)
    var image = head.flairWithPlexus(table, parallel)
    addTexture(to: &image)
    addRim(to: &image, contrast)
    let soft = lesions.smoothed(sigmaMM: settings.lesionEdgeMM, parallel: parallel)
    addLesions(soft, contrast, to: &image)
    return image
  }

  private func addRim(to image: inout Image, _ contrast: Float) {
    let ventricle = head.mask(of: [.ventricle])
    let away = ventricle.distanceMM(parallel: parallel)
    let white = head.fraction(of: Tissue.anyWhite)
    let width = Float(settings.rimMM)
    let strength = Float(settings.rim) * contrast
    for i in image.voxels.indices where away.voxels[i] > 0 && away.voxels[i] < width * 2 {
      let fall = 1 - away.voxels[i] / (2 * width)
      image.voxels[i] += strength * fall * white.voxels[i]
    }
  }

  private func addLesions(_ soft: Image, _ contrast: Float, to image: inout Image) {
    let low = Float(settings.lesionContrast.lowerBound)
    let high = Float(settings.lesionContrast.upperBound)
    let field = Waves(
      count: 6, wavelengthMM: 18...40, draw: SeededDraw(seed: head.recipe.seed, stream: 920))
    forEachEight(where: soft) { places, range in
      let level = field.value(places) * 0.35 + 0.5
      for lane in 0..<range.count where soft.voxels[range.lowerBound + lane] > 0 {
        let share = min(1, max(0, level[lane]))
        image.voxels[range.lowerBound + lane] +=
          soft.voxels[range.lowerBound + lane] * contrast * (low + (high - low) * share)
      }
    }
  }

  /// Unevenness of the whole brain, and brighter limbic cortex.
  private func addTexture(to image: inout Image) {
    let draw = SeededDraw(seed: head.recipe.seed, stream: 921)
    let coarse = Waves(count: 8, wavelengthMM: 25...60, draw: draw)
    let fine = Waves(
      count: 8, wavelengthMM: 7...15, draw: SeededDraw(seed: head.recipe.seed, stream: 922))
    let brain = head.fraction(of: Tissue.brain)
    let grey = head.fraction(of: [.greyMatter])
    let (size, limbic) = (Float(settings.texture), Float(settings.limbic))
    forEachEight(where: brain) { places, range in
      let uneven = coarse.value(places) * (0.7 * size) + fine.value(places) * (0.5 * size)
      let near = head.limbicShare(places)
      for lane in 0..<range.count where brain.voxels[range.lowerBound + lane] > 0 {
        let i = range.lowerBound + lane
        image.voxels[i] *= 1 + brain.voxels[i] * uneven[lane] + grey.voxels[i] * limbic * near[lane]
      }
    }
  }

  /// Calls `body` with the world places of up to eight voxels of a row and their range in the buffer,
  /// wherever one of them is above 0 in `shown`.
  private func forEachEight(where shown: Image, _ body: (Places, Range<Int>) -> Void) {
    let grid = shown.grid
    let step = SIMD3<Float>(grid.toWorld.column(0))
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        let origin = SIMD3<Float>(grid.toWorld(Vector3(0, Double(y), Double(z))))
        let row = grid.offset(0, y, z)
        for x in stride(from: 0, to: grid.nx, by: 8) {
          let range = row + x..<row + min(grid.nx, x + 8)
          guard range.contains(where: { shown.voxels[$0] > 0 }) else { continue }
          let count = Lanes(0, 1, 2, 3, 4, 5, 6, 7) + Float(x)
          let places = Places(
            x: count * step.x + origin.x, y: count * step.y + origin.y,
            z: count * step.z + origin.z)
          body(places, range)
        }
      }
    }
  }
}
