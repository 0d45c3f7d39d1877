import Kernels
import Volumes

/// A head whose brain was taken out: skull and scalp around a hollow as dark as the air.
enum HollowHead {
  /// A hollow of this volume, in ml, cannot be anything but a missing brain: the smallest brain that
  /// is believed. The air in sinuses and throat, and bone, of whole heads make less than 100 ml once
  /// what is thinner than `leastWidthMM` does not count.
  static let leastML = 500.0
  /// Twice the radius, in mm, of the ball that must have room in the hollow.
  private static let leastWidthMM = 12.0

  /// Refuses a head without a brain; voxels of about 3 mm are small enough.
  ///
  /// - Throws: `.brainExtractionFailed`.
  static func refuse(_ image: Image) throws(AnatomyError) {
    let hollowML = volumeML(in: image)
    guard hollowML >= leastML else { return }
    throw AnatomyError(
      .brainExtractionFailed,
      "There is no brain in the image: skull and scalp surround a hollow of \(brief(hollowML)) ml "
        + "that is as dark as the air.",
      remedy: "Give the image as it was before the brain was taken out.")
  }

  /// The volume of the largest dark hollow within the head, in ml.
  static func volumeML(in image: Image) -> Double {
    guard let threshold = airThreshold(of: image) else { return 0 }
    let bright = Mask(grid: image.grid, voxels: image.voxels.map { $0 > threshold ? 1 : 0 })
    let walls = bright.opened(byMM: leastWidthMM / 4).largestComponent()
    let inside = walls.closed(byMM: leastWidthMM / 2).filledAgainstWalls()
    let hollow = inside.subtracting(bright).opened(byMM: leastWidthMM / 2).largestComponent()
    return hollow.volumeML
  }
}

extension Image {
  /// The means of blocks of voxels about `pitchMM` wide; values that are not finite are left out.
  func blockMeans(pitchMM: Double) -> Image {
    let size = grid.voxelSizeMM
    let steps = (0..<3).map { max(1, Int(pitchMM / size[$0] + 0.5)) }
    let counts = zip(grid.dims, steps).map { $0 / $1 }
    guard counts.allSatisfy({ $0 > 0 }) else { return self }
    let scale = Vector3(Double(steps[0]), Double(steps[1]), Double(steps[2]))
    let coarse = Grid(
      nx: counts[0], ny: counts[1], nz: counts[2],
      toWorld: grid.toWorld * .scaling(scale, translation: (scale - 1) / 2))
    var result = Image(grid: coarse)
    voxels.withUnsafeBufferPointer { source in
      for place in result.voxels.indices {
        let (x, y, z) = (
          place % counts[0], place / counts[0] % counts[1], place / (counts[0] * counts[1])
        )
        let start = grid.offset(x * steps[0], y * steps[1], z * steps[2])
        result.voxels[place] = blockMean(source, start, steps, grid.nx, grid.nx * grid.ny)
      }
    }
    return result
  }
}

/// The mean of the finite values of one block; 0 where there are none.
private func blockMean(
  _ voxels: UnsafeBufferPointer<Float>, _ start: Int, _ steps: [Int], _ row: Int, _ slice: Int
) -> Float {
  var (sum, count): (Float, Float) = (0, 0)
  for z in 0..<steps[2] {
    for y in 0..<steps[1] {
      let line = start + z * slice + y * row
      for i in line..<line + steps[0] where voxels[i].isFinite {
        sum += voxels[i]
        count += 1
      }
    }
  }
  return count > 0 ? sum / count : 0
}
