import Faces
import Foundation
import Kernels
import Volumes

/// Simple stand-ins for what tools do to a face, made in the template's space, to judge a face check by.
public enum SurrogateRemoval: String, Sendable, Codable, CaseIterable {
  case intact
  /// Everything before a plane from brow to neck.
  case plane
  /// Everything before a mask that lies 30 mm behind the mean face.
  case mask
  /// Everything before a plane, below the eyes only.
  case lower
  case blur3, blur6, blur10
  /// Noise in a layer that follows the skin, its outer face 12 mm before it.
  case shell
  /// The own face, deformed at random.
  case warp
  /// The mean face of the cohort in the place of the own one.
  case reface
  /// The values of the face multiplied by 0.05.
  case dimmed

  /// The standard deviation of the Gaussian, mm; nil for all others.
  var blurMM: Double? {
    switch self {
    case .blur3: 3
    case .blur6: 6
    case .blur10: 10
    default: nil
    }
  }
}

/// What a removal needs to know of a head.
struct SurrogateFace {
  /// The image.
  var image: Image
  /// Template mm to world mm of the image, exact.
  var map: Affine
  /// What the image shows of its face through that map.
  var record: FaceRecord
  /// The mean face of the cohort.
  var average: FaceRecord
  /// Chooses what is drawn at random.
  var seed: UInt64
}

extension SurrogateFace {
  /// The image after a removal.
  func removed(_ removal: SurrogateRemoval, parallel: Parallel) -> Image {
    guard removal != .intact, let back = map.inverse else { return image }
    var result = image
    let toTemplate = back * image.grid.toWorld
    let grid = image.grid
    let other = removal.blurMM.map { image.smoothed(sigmaMM: $0, parallel: parallel) }
    let warp = removal == .warp ? SmoothShift(seed: seed) : nil
    for voxel in image.voxels.indices {
      let row = voxel / grid.nx
      let p = toTemplate(
        Vector3(Double(voxel % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      guard abs(p.x) < 62, p.z < -24, p.y > 0 else { continue }
      if let other {
        if p.y > 20 { result.voxels[voxel] = other.voxels[voxel] }
      } else if let warp {
        if p.y > 20 { result.voxels[voxel] = value(at: p, shifted: warp.mm(p)) }
      } else {
        result.voxels[voxel] = value(removal, voxel, p)
      }
    }
    return result
  }

  private func value(_ removal: SurrogateRemoval, _ voxel: Int, _ p: Vector3) -> Float {
    let old = image.voxels[voxel]
    switch removal {
    case .plane: return p.y > 52 + 0.45 * (p.z + 28) ? 0 : old
    case .mask: return p.y > (average.skinMM(x: p.x, z: p.z) ?? 30) - 30 ? 0 : old
    case .lower: return p.z < -62 && p.y > 15 ? 0 : old
    case .dimmed: return p.y > 20 ? 0.05 * old : old
    case .shell: return shell(voxel, p, old)
    case .reface: return average(voxel, p, old)
    default: return old
    }
  }

  private func shell(_ voxel: Int, _ p: Vector3, _ old: Float) -> Float {
    guard p.y > 20, let skin = record.skinMM(x: p.x, z: p.z), p.y > skin - 8, p.y < skin + 12 else {
      return old
    }
    let noise = CounterRandom(seed: seed).uniform(stream: 40, index: UInt64(voxel))
    return Float(6 * record.skinThreshold * noise)
  }

  private func average(_ voxel: Int, _ p: Vector3, _ old: Float) -> Float {
    guard p.y > 20, let skin = average.skinMM(x: p.x, z: p.z) else { return old }
    guard p.y > min(skin, record.skinMM(x: p.x, z: p.z) ?? skin) - 15 else { return old }
    let inside = min(1, max(0, 0.35 + (skin - p.y) / 2))
    return Float(3 * record.skinThreshold * inside)
  }

  /// The value of the image at a place moved along y.
  private func value(at p: Vector3, shifted mm: Double) -> Float {
    guard let toVoxel = image.grid.fromWorld else { return 0 }
    let q = toVoxel(map(p + Vector3(0, mm, 0)))
    let last = Vector3(
      Double(image.grid.nx - 2), Double(image.grid.ny - 2), Double(image.grid.nz - 2))
    guard q.min() >= 0, q.x < last.x, q.y < last.y, q.z < last.z else { return 0 }
    let (x, y, z) = (Int(q.x + 0.5), Int(q.y), Int(q.z + 0.5))
    let share = Float(q.y - Double(y))
    return image[x, y, z] * (1 - share) + image[x, y + 1, z] * share
  }
}

/// A smooth random displacement along y, mm: 5.1 mm in the mean, one in twenty beyond 12 mm.
private struct SmoothShift {
  private let phases: [Double]

  init(seed: UInt64) {
    let random = CounterRandom(seed: seed)
    phases = (0..<8).map { 2 * .pi * random.uniform(stream: 41, index: UInt64($0)) }
  }

  func mm(_ p: Vector3) -> Double {
    let a = sin(p.x / 13 + phases[0]) * cos(p.z / 15 + phases[1])
    let b = sin(p.x / 9 + phases[2]) * cos(p.z / 11 + phases[3])
    let c = sin(p.x / 19 + phases[4]) * cos(p.z / 22 + phases[5])
    return 7.25 * (a + b + c)
  }
}

extension FaceRecord {
  /// The depth of the skin at the nearest column, template mm.
  fileprivate func skinMM(x: Double, z: Double) -> Double? {
    let (column, row) = (Int(x - view.lowX + 0.5), Int(z - view.lowZ + 0.5))
    guard column >= 0, row >= 0, column < view.columns, row < view.rows else { return nil }
    return maps.first?.depthMM(column + row * view.columns)
  }
}
