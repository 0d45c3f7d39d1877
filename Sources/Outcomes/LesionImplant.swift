import Foundation
import Kernels
import Volumes

/// A FLAIR image of a real head with simulated lesions in its white matter, and where they are.
///
/// Ellipsoids with bumps, of log-normal volume, more often near the ventricles; voxels at their border
/// are mixed. They keep away from fluid, cortex and lesions that are there already. The noise and the
/// bias field of the image stay.
public struct LesionImplant: Sendable {
  /// The image with the lesions.
  public let image: Image
  /// The share (0…1) of each voxel that is implanted lesion, on the grid of the image.
  public let truth: Image
  /// How many lesions found room.
  public let count: Int

  /// Puts lesions in.
  ///
  /// - Parameters:
  ///   - flair: the whole image.
  ///   - scene: what is known of it.
  ///   - present: lesions that are there, on the grid of the image.
  ///   - seed: draws number, places, sizes and brightness.
  ///   - parallel: how many threads; the result does not depend on it.
  public init(
    into flair: Image, scene: LesionScene, present: Image, seed: UInt64,
    parallel: Parallel = .serial
  ) {
    let garden = LesionGround(scene, present: present, parallel)
    let draw = ImplantDraw(seed: seed)
    var (share, level) = (Image(grid: scene.voxels.grid), Image(grid: scene.voxels.grid))
    var planted: [ImplantShape] = []
    for number in 0..<draw.count {
      guard let shape = garden.shape(number, draw, beside: planted) else { continue }
      planted.append(shape)
      shape.paint(&share, &level, allowed: garden.allowed)
    }
    count = planted.count
    truth = scene.voxels.whole(share, on: flair.grid)
    let excess = scene.voxels.whole(garden.added(share, level, flair), on: flair.grid)
    image = Image(
      grid: flair.grid, voxels: zip(flair.voxels, excess.voxels).map { $0 + $1 })
  }
}

/// Where lesions may be put.
private struct LesionGround {
  let scene: LesionScene
  /// White matter away from fluid, cortex and present lesions.
  let allowed: Mask
  private let places: [Int32]

  /// Distances to the outer fluid and to present lesions that are kept, in mm.
  private static let keptMM: (outer: Float, present: Float) = (5, 5)

  init(_ scene: LesionScene, present: Image, _ parallel: Parallel) {
    self.scene = scene
    let near = present.cropped(to: scene.voxels.box).mask(atLeast: 0.5)
      .distanceMM(parallel: parallel)
    let labels = scene.tissue.labels
    let offsets = scene.voxels.offsets
    allowed = scene.voxels.mask { voxel in
      let i = Int(offsets[voxel])
      return labels[voxel] == 2 && scene.outerMM.voxels[i] > Self.keptMM.outer
        && near.voxels[i] > Self.keptMM.present && scene.enclosed.voxels[i] == 0
        && scene.atlas.priors[2].voxels[i] > 0.3
    }
    places = offsets.filter { [allowed] in allowed.voxels[Int($0)] != 0 }
  }

  /// A lesion apart from the others; nil where no place was found.
  func shape(_ number: Int, _ draw: ImplantDraw, beside others: [ImplantShape]) -> ImplantShape? {
    guard !places.isEmpty else { return nil }
    for attempt in 0..<200 {
      let i = Int(places[draw.place(number, attempt, of: places.count)])
      let kept = exp(-scene.ventricleMM.voxels[i] / 15)
      guard Double(kept) > draw.chance(number, attempt) else { continue }
      let shape = ImplantShape(number, draw, at: world(i))
      let isFree = others.allSatisfy {
        length($0.centre - shape.centre) > $0.reachMM + shape.reachMM + 2
      }
      if isFree { return shape }
    }
    return nil
  }

  private func world(_ i: Int) -> Vector3 {
    let grid = allowed.grid
    return grid.toWorld(
      Vector3(
        Double(i % grid.nx), Double(i / grid.nx % grid.ny), Double(i / (grid.nx * grid.ny))))
  }

  /// What is added to the stored image, gain field and all.
  func added(_ share: Image, _ level: Image, _ flair: Image) -> Image {
    let own = flair.cropped(to: scene.voxels.box)
    let white = Float(scene.levels.white / scene.levels.grey)
    var result = Image(grid: share.grid)
    for i in share.voxels.indices where share.voxels[i] > 0 {
      let relative = scene.relative.voxels[i]
      let gain = relative > 0.2 ? own.voxels[i] / relative : 0
      result.voxels[i] = gain * share.voxels[i] * (level.voxels[i] - white)
    }
    return result
  }
}

/// The random numbers of one implantation.
private struct ImplantDraw {
  private let random: CounterRandom

  init(seed: UInt64) { random = CounterRandom(seed: seed) }

  private func even(_ stream: UInt64, _ index: Int, _ low: Double, _ high: Double) -> Double {
    low + (high - low) * random.uniform(stream: stream, index: UInt64(index))
  }

  /// 3 to 30 lesions.
  var count: Int { 3 + Int(even(950, 0, 0, 27.999)) }

  func place(_ number: Int, _ attempt: Int, of count: Int) -> Int {
    min(count - 1, Int(even(951, number * 200 + attempt, 0, Double(count))))
  }

  func chance(_ number: Int, _ attempt: Int) -> Double {
    even(952, number * 200 + attempt, 0, 1)
  }

  /// Log-normal with a median of 0.12 ml, from 0.03 to 4 ml.
  func volumeML(_ number: Int) -> Double {
    let bell = (0..<4).reduce(-2.0) { $0 + even(953, number * 4 + $1, 0, 1) } * 1.732
    return min(4, max(0.03, 0.12 * exp(1.2 * bell)))
  }

  /// Brightness in units of grey matter.
  func level(_ number: Int) -> Double { even(954, number, 1.15, 1.7) }

  /// Three numbers from -1 to 1.
  func direction(_ number: Int) -> Vector3 {
    Vector3(
      even(955, number * 3, -1, 1), even(955, number * 3 + 1, -1, 1),
      even(955, number * 3 + 2, -1, 1))
  }

  func phase(_ number: Int, _ axis: Int) -> Double { even(956, number * 3 + axis, 0, 6.283) }
}

/// One implanted lesion: an ellipsoid, longer along one direction, with bumps.
private struct ImplantShape {
  let centre: Vector3
  let reachMM: Double
  private let radiusMM: Double
  private let along: Vector3
  private let level: Float
  private let phases: Vector3

  private static let stretch = 1.35
  private static let bump = 0.15

  init(_ number: Int, _ draw: ImplantDraw, at centre: Vector3) {
    self.centre = centre
    radiusMM = cbrt(draw.volumeML(number) * 1000 * 0.238_732)
    let way = draw.direction(number)
    along = length(way) > 0.05 ? way / length(way) : Vector3(0, 1, 0)
    level = Float(draw.level(number))
    phases = Vector3(draw.phase(number, 0), draw.phase(number, 1), draw.phase(number, 2))
    reachMM = radiusMM * Self.stretch * (1 + Self.bump)
  }

  private func contains(_ place: Vector3) -> Bool {
    let way = place - centre
    let far = (way * along).sum()
    let side = way - along * far
    let square =
      far * far / (Self.stretch * Self.stretch) + (side * side).sum() * Self.stretch
    let turn = way * (3 / radiusMM) + phases
    let edge = radiusMM * (1 + Self.bump * (sin(turn.x) + sin(turn.y) + sin(turn.z)) / 3)
    return square < edge * edge
  }

  /// Adds the shares of the lesion, by 2 × 2 × 4 samples a voxel, and its brightness.
  func paint(_ share: inout Image, _ level: inout Image, allowed: Mask) {
    let grid = share.grid
    guard let box = box(on: grid) else { return }
    for z in box.z {
      for y in box.y {
        for x in box.x where allowed[x, y, z] {
          let part = part(of: Vector3(Double(x), Double(y), Double(z)), grid)
          guard part > share[x, y, z] else { continue }
          (share[x, y, z], level[x, y, z]) = (part, self.level)
        }
      }
    }
  }

  private func part(of voxel: Vector3, _ grid: Grid) -> Float {
    var inside: Float = 0
    for sample in 0..<16 {
      let step = Vector3(
        sample & 1 == 0 ? -0.25 : 0.25, sample & 2 == 0 ? -0.25 : 0.25,
        Double(sample / 4) * 0.25 - 0.375)
      if contains(grid.toWorld(voxel + step)) { inside += 1 }
    }
    return inside / 16
  }

  private func box(on grid: Grid) -> VoxelBox? {
    guard let toVoxel = grid.fromWorld else { return nil }
    let (middle, size) = (toVoxel(centre), grid.voxelSizeMM)
    func range(_ axis: Int) -> Range<Int>? {
      let (place, reach) = (middle[axis], reachMM / max(size[axis], 1e-6) + 1)
      guard place.isFinite, reach < 1e6, abs(place) < 1e6 else { return nil }
      let low = max(0, Int(place - reach))
      let high = min(grid.dims[axis], Int(place + reach) + 1)
      return low < high ? low..<high : nil
    }
    guard let x = range(0), let y = range(1), let z = range(2) else { return nil }
    return VoxelBox(x: x, y: y, z: z)
  }
}
