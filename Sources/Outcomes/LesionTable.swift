import Kernels
import Volumes

/// Where a lesion lies, in the terms of the McDonald criteria.
public enum LesionPlace: String, Sendable, Hashable, Codable, CaseIterable {
  /// Touches a ventricle.
  case periventricular
  /// Near the cortex.
  case juxtacortical
  /// In the brain stem or the cerebellum.
  case infratentorial
  /// Elsewhere in white matter.
  case deep
}

/// One lesion that was found.
public struct FoundLesion: Sendable, Hashable, Codable {
  /// The middle of its mass, in world mm (RAS+).
  public var centre: Vector3
  /// Its volume in ml.
  public var volumeML: Double
  /// Where it lies.
  public var place: LesionPlace
  /// The mean probability of its voxels.
  public var probability: Double

  private enum CodingKeys: String, CodingKey {
    case centre, probability
    case volumeML = "volume_ml"
    case place = "location"
  }
}

/// All lesions of a map of probabilities, the largest first.
struct LesionTable: Sendable {
  /// Each of them.
  private(set) var lesions: [FoundLesion] = []
  /// Their voxels.
  private(set) var mask: Mask

  /// No lesion of this size or less, in ml, is counted.
  static let leastML = 0.015
  /// A lesion nearer to a ventricle than this, in mm, touches it.
  private static let touchingMM: Float = 3
  /// A lesion nearer to the outer fluid than this, in mm, is near the cortex, which is 2 to 4 mm thick.
  private static let corticalMM: Float = 6

  /// Lesions from a cleaned map.
  ///
  /// - Parameters:
  ///   - map: cleaned probabilities on the block of a brain.
  ///   - threshold: voxels at or above belong to lesions.
  ///   - scene: the image, for where lesions lie.
  init(_ map: Image, threshold: Double, in scene: LesionScene) {
    let above = map.mask(atLeast: Float(threshold)).withoutBorder
    let parts = above.components(.faces)
    let voxelML = map.grid.voxelVolumeMM3 / 1000
    let kept = parts.sizes.prefix { Double($0) * voxelML > Self.leastML }.count
    mask = parts.mask(ofAtLeast: kept > 0 ? parts.sizes[kept - 1] : Int.max)
    guard kept > 0 else { return }
    var tallies = [Tally](repeating: Tally(), count: kept)
    for i in parts.labels.indices where parts.labels[i] > 0 && Int(parts.labels[i]) <= kept {
      tallies[Int(parts.labels[i]) - 1].add(i, map, scene)
    }
    lesions = tallies.map { $0.lesion(voxelML: voxelML) }
  }

  /// What is summed up over the voxels of one lesion.
  private struct Tally {
    var count = 0.0
    var place = Vector3()
    var probability = 0.0
    var hindbrain = 0.0
    var ventricleMM = Float.infinity
    var outerMM = Float.infinity

    mutating func add(_ i: Int, _ map: Image, _ scene: LesionScene) {
      let grid = map.grid
      count += 1
      place += grid.toWorld(
        Vector3(
          Double(i % grid.nx), Double(i / grid.nx % grid.ny), Double(i / (grid.nx * grid.ny))))
      probability += Double(map.voxels[i])
      if scene.atlas.parts[i].contains(.hindbrain) { hindbrain += 1 }
      ventricleMM = min(ventricleMM, scene.ventricleMM.voxels[i])
      outerMM = min(outerMM, scene.outerMM.voxels[i])
    }

    func lesion(voxelML: Double) -> FoundLesion {
      let class_: LesionPlace =
        hindbrain > count / 2
        ? .infratentorial
        : ventricleMM <= LesionTable.touchingMM
          ? .periventricular : outerMM <= LesionTable.corticalMM ? .juxtacortical : .deep
      return FoundLesion(
        centre: place / count, volumeML: count * voxelML, place: class_,
        probability: probability / count)
    }
  }
}

extension Mask {
  /// The mask without the voxels on the faces of the field of view.
  fileprivate var withoutBorder: Mask {
    var result = self
    for i in voxels.indices where voxels[i] != 0 {
      let (x, y, z) = (i % grid.nx, i / grid.nx % grid.ny, i / (grid.nx * grid.ny))
      let isBorder =
        x == 0 || y == 0 || z == 0 || x == grid.nx - 1 || y == grid.ny - 1 || z == grid.nz - 1
      if isBorder { result.voxels[i] = 0 }
    }
    return result
  }
}
