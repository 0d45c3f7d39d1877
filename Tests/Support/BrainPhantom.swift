import Foundation
import Volumes

/// A head of nested ellipsoids, a few of them waved, of which every volume is known.
///
/// From outside: scalp (bright), skull (dark), fluid, grey matter, white matter; a neck below.
public struct BrainPhantom: Sendable {
  /// The image, as a scanner would give it.
  public var image: Image
  /// Grey and white matter with fluid.
  public var brain: Mask
  /// Shares of fluid, grey and white matter inside the brain.
  public var fractions: [[Float]]
  /// Volumes of the three, in ml.
  public var volumesML: [Double]

  /// Values of air, scalp, skull, fluid, grey and white matter.
  public static let values: [Float] = [0, 900, 60, 150, 470, 620]
  /// Semi-axes in mm of the border between each tissue and the next.
  public static let radiiMM: [Vector3] = [
    Vector3(80, 98, 86), Vector3(74, 92, 80), Vector3(68, 86, 74), Vector3(65, 83, 71),
    Vector3(57, 75, 63),
  ]

  /// A phantom; the same arguments give the same bytes.
  ///
  /// - Parameters:
  ///   - voxelMM: size of the voxels.
  ///   - noise: standard deviation, in units of the image.
  ///   - bias: largest share by which the image is brightened or darkened smoothly.
  ///   - neck: whether a neck leads out of the field of view.
  ///   - values: those of air, scalp, skull, fluid, grey and white matter.
  public init(
    voxelMM: Vector3 = Vector3(repeating: 2.5), noise: Double = 12, bias: Double = 0,
    neck: Bool = true, values: [Float] = BrainPhantom.values
  ) {
    let grid = Self.grid(voxelMM)
    let isUsual = neck && voxelMM == Self.usualVoxelMM
    let shares = isUsual ? Self.usualShares : Self.allShares(grid, neck: neck)
    (image, brain) = (Image(grid: grid), Mask(grid: grid))
    fractions = [[Float]](repeating: [Float](repeating: 0, count: grid.voxelCount), count: 3)
    volumesML = [0, 0, 0]
    var i = 0
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          var value = 0.0
          for k in 0..<6 { value += Double(shares[6 * i + k] * values[k]) }
          if bias != 0 {
            let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
            value *= 1 + bias * (sin(p.x / 45) + cos(p.y / 60) * p.z / 80) / 2
          }
          value += noise * Self.normal(UInt64(i))
          image.voxels[i] = Float(abs(value))
          var inside: Float = 0
          for k in 0..<3 {
            fractions[k][i] = shares[6 * i + 3 + k]
            inside += shares[6 * i + 3 + k]
            volumesML[k] += Double(shares[6 * i + 3 + k]) * grid.voxelVolumeMM3 / 1000
          }
          brain.voxels[i] = inside >= 0.5 ? 1 : 0
          i += 1
        }
      }
    }
  }

  private static let usualVoxelMM = Vector3(repeating: 2.5)
  private static let usualShares = allShares(grid(usualVoxelMM), neck: true)

  private static func grid(_ voxelMM: Vector3) -> Grid {
    let sizeMM = Vector3(180, 216, 210)
    return Grid(
      nx: Int(sizeMM.x / voxelMM.x), ny: Int(sizeMM.y / voxelMM.y), nz: Int(sizeMM.z / voxelMM.z),
      toWorld: .scaling(voxelMM, translation: Vector3(-90, -108, -120) + voxelMM / 2))
  }

  /// Six shares a voxel.
  private static func allShares(_ grid: Grid, neck: Bool) -> [Float] {
    var result = [Float](repeating: 0, count: 6 * grid.voxelCount)
    let step = grid.voxelSizeMM / 4
    var i = 0
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          for corner in 0..<8 {
            let offset = Vector3(
              corner & 1 == 0 ? -step.x : step.x, corner & 2 == 0 ? -step.y : step.y,
              corner & 4 == 0 ? -step.z : step.z)
            result[6 * i + tissue(p + offset, neck: neck)] += 0.125
          }
          i += 1
        }
      }
    }
    return result
  }

  /// A number from about the normal distribution: the sum of twelve uniform ones.
  public static func normal(_ index: UInt64) -> Double {
    var sum = -6.0
    for k in 0..<12 {
      var z = (index &* 12 &+ UInt64(k) &+ 1) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      sum += Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
    return sum
  }

  private static func tissue(_ p: Vector3, neck: Bool) -> Int {
    let fold = 1 + 0.05 * sin(p.x / 5) * sin(p.y / 5) * sin(p.z / 5)
    for layer in stride(from: 4, through: 0, by: -1) {
      let q = p / radiiMM[layer]
      if (q * q).sum().squareRoot() < (layer >= 3 ? fold : 1) { return layer + 1 }
    }
    return neck && p.z < 0 && (p.x * p.x + p.y * p.y) < 55 * 55 ? 1 : 0
  }
}

/// Dice overlap of two masks on the same grid.
public func dice(_ a: Mask, _ b: Mask) -> Double {
  var (both, sum) = (0, 0)
  for i in a.voxels.indices {
    both += Int(a.voxels[i] & b.voxels[i])
    sum += Int(a.voxels[i]) + Int(b.voxels[i])
  }
  return sum > 0 ? 2 * Double(both) / Double(sum) : 1
}
