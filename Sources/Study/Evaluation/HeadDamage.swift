import Anatomy
import Kernels
import Volumes

/// What a head may lack or suffer when a template is to be found in it.
public enum HeadDamage: String, Sendable, Codable, CaseIterable {
  case none
  /// Rician noise of 5 % of the bright values.
  case noise
  /// Emptiness of 30 to 80 mm around the field of view.
  case padded
  /// A gain field of 0.5 to 1.5.
  case gain
  /// The mean of slices that are 5 mm thick together.
  case thickSlices = "thick-slices"
  /// A field of view that ends 8 to 25 mm below the vertex of the brain.
  case vertexCut = "vertex-cut"
  /// A field of view that begins 25 to 45 mm below the anterior commissure.
  case cerebellumCut = "cerebellum-cut"
  /// Zeros before a plane from brow to neck.
  case defaced
  /// Zeros outside of the brain.
  case skullStripped = "skull-stripped"
}

/// A head before anything happens to it.
struct WholeHead {
  /// The image, its axes running as RAS.
  var image: Image
  /// Template world mm to world mm of the image, as found in the untouched image.
  var map: Affine
  /// The brain of the template.
  var brain: Mask

  /// The image after a damage; `random` chooses how much.
  func damaged(_ damage: HeadDamage, _ random: CounterRandom) -> Image {
    let size = random.uniform(stream: 910, index: 0)
    switch damage {
    case .none: return image
    case .noise: return noisy(random)
    case .padded: return padded(byMM: 30 + 50 * size)
    case .gain: return brightened(random)
    case .thickSlices: return thickened(toMM: 5)
    case .vertexCut: return cut(from: -.infinity, to: 72 - 17 * size)
    case .cerebellumCut: return cut(from: -25 - 20 * size, to: .infinity)
    case .defaced: return zeroed { $0.y > max(20, 52 + 0.45 * ($0.z + 28)) && $0.z < 0 }
    case .skullStripped: return stripped()
    }
  }

  private func noisy(_ random: CounterRandom) -> Image {
    var (result, values) = (image, image.voxels)
    let size = 0.05 * Double(values.orderStatistic(values.count * 98 / 100))
    for i in result.voxels.indices {
      let real = Double(result.voxels[i]) + size * random.normal(stream: 911, index: UInt64(i))
      let other = size * random.normal(stream: 912, index: UInt64(i))
      result.voxels[i] = Float((real * real + other * other).squareRoot())
    }
    return result
  }

  private func padded(byMM margin: Double) -> Image {
    let size = image.grid.voxelSizeMM
    let steps = (0..<3).map { Int(margin / size[$0]) }
    let old = image.grid
    let start = Vector3(Double(-steps[0]), Double(-steps[1]), Double(-steps[2]))
    var map = old.toWorld
    map.translation = old.toWorld(start)
    var result = Image(
      grid: Grid(
        nx: old.nx + 2 * steps[0], ny: old.ny + 2 * steps[1], nz: old.nz + 2 * steps[2],
        toWorld: map))
    for z in 0..<old.nz {
      for y in 0..<old.ny {
        let row = old.offset(0, y, z)
        let place = result.grid.offset(steps[0], y + steps[1], z + steps[2])
        for x in 0..<old.nx { result.voxels[place + x] = image.voxels[row + x] }
      }
    }
    return result
  }

  private func brightened(_ random: CounterRandom) -> Image {
    func even(_ index: UInt64) -> Double { random.uniform(stream: 913, index: index) }
    let way = Turn.direction(even(0), even(1)) * (2 * .pi / 220)
    let phase = 2 * .pi * even(2)
    var result = image
    let grid = image.grid
    for i in result.voxels.indices {
      let row = i / grid.nx
      let p = grid.toWorld(
        Vector3(Double(i % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      result.voxels[i] *= Float(1 + 0.5 * Turn.sine((p * way).sum() + phase))
    }
    return result
  }

  private func thickened(toMM thickness: Double) -> Image {
    let old = image.grid
    let step = max(2, Int(thickness / old.voxelSizeMM.z + 0.5))
    let count = old.nz / step
    var map = old.toWorld
    let middle = old.toWorld(Vector3(0, 0, Double(step - 1) / 2))
    map = Affine(
      columns: map.column(0), map.column(1), map.column(2) * Double(step), translation: middle)
    var result = Image(grid: Grid(nx: old.nx, ny: old.ny, nz: count, toWorld: map))
    let slice = old.nx * old.ny
    for z in 0..<count * step {
      let (from, to) = (z * slice, z / step * slice)
      for i in 0..<slice { result.voxels[to + i] += image.voxels[from + i] / Float(step) }
    }
    return result
  }

  /// The slices between two heights of the template, in mm.
  private func cut(from low: Double, to high: Double) -> Image {
    guard let toVoxel = image.grid.fromWorld else { return image }
    func slice(_ height: Double) -> Int {
      let place = toVoxel(map(Vector3(0, -20, min(400, max(-400, height))))).z
      return Int(min(Double(image.grid.nz), max(0, place)))
    }
    let range = slice(low)..<max(slice(low), slice(high))
    guard range.count > 8 else { return image }
    return image.cropped(
      to: VoxelBox(x: 0..<image.grid.nx, y: 0..<image.grid.ny, z: range))
  }

  private func zeroed(where isGone: (Vector3) -> Bool) -> Image {
    guard let back = map.inverse else { return image }
    var result = image
    let (grid, toTemplate) = (image.grid, back * image.grid.toWorld)
    for i in result.voxels.indices {
      let row = i / grid.nx
      let place = Vector3(Double(i % grid.nx), Double(row % grid.ny), Double(row / grid.ny))
      if isGone(toTemplate(place)) { result.voxels[i] = 0 }
    }
    return result
  }

  private func stripped() -> Image {
    guard let toVoxel = brain.grid.fromWorld else { return image }
    let grid = brain.grid
    return zeroed { place in
      let v = toVoxel(place) + 0.5
      guard v.min() >= 0, v.max() < 4096, grid.contains(Int(v.x), Int(v.y), Int(v.z)) else {
        return true
      }
      return !brain[Int(v.x), Int(v.y), Int(v.z)]
    }
  }
}
