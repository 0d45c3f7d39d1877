import Kernels
import Volumes

/// Points on the outer face of the skull, one for each vertex of the surface of a brain.
///
/// Found along the normals of the brain's surface where scalp lies over bone; elsewhere (a face or a
/// scalp removed, the field of view ended, a surface that left the brain) there is none.
enum SkullPoints {
  /// A point this much further out or in than most around it, in mm, is no point of the skull.
  private static let strayMM = 2.5

  /// Looks for the skull around a brain.
  ///
  /// - Parameters:
  ///   - brain: the surface of the brain, world mm, closed.
  ///   - image: the head.
  /// - Returns: the outer face of the skull; bridged smoothly where it was not seen.
  static func surface(around brain: TriangleMesh, in image: Image) -> OrientedSurface {
    let normals = brain.outwardNormals
    let neighbours = brain.vertexNeighbours
    let seen = distances(brain, normals, image)
    let kept = withoutStrays(seen, neighbours)
    let smooth = bridged(kept, neighbours)
    var skull = brain
    for i in skull.vertices.indices { skull.vertices[i] += normals[i] * smooth[i] }
    return OrientedSurface(skull, isSeen: kept.map { $0 != nil })
  }

  /// How far out the skull ends along each normal.
  private static func distances(
    _ brain: TriangleMesh, _ normals: [Vector3], _ image: Image
  ) -> [Double?] {
    let profiles = profiles(brain, normals, image)
    var values = Array(profiles.joined())
    guard values.count > 100 else { return profiles.map { _ in nil } }
    let profile = SkullProfile(
      low: values.orderStatistic(values.count / 50),
      high: values.orderStatistic(values.count * 49 / 50))
    return profiles.map { profile.exteriorMM($0) }
  }

  /// Intensities outwards from each vertex, up to the end of the field of view.
  private static func profiles(
    _ brain: TriangleMesh, _ normals: [Vector3], _ image: Image
  ) -> [[Double]] {
    guard let toVoxel = image.grid.fromWorld else { return brain.vertices.map { _ in [] } }
    return image.voxels.withUnsafeBufferPointer { voxels in
      guard let base = voxels.baseAddress else { return brain.vertices.map { _ in [] } }
      let probe = LinearProbe(
        voxels: base, nx: image.grid.nx, ny: image.grid.ny, nz: image.grid.nz)
      return brain.vertices.indices.map { i in
        let first = toVoxel(brain.vertices[i] + normals[i] * SkullProfile.startMM)
        let step = toVoxel.direction(normals[i]) * SkullProfile.stepMM
        var profile: [Double] = []
        profile.reserveCapacity(SkullProfile.count)
        for k in 0..<SkullProfile.count {
          guard let value = probe.value(atVoxel: first + step * Double(k)), value.isFinite else {
            break
          }
          profile.append(value)
        }
        return profile
      }
    }
  }

  /// The distances without those far from the median of the two rings around them.
  private static func withoutStrays(_ seen: [Double?], _ neighbours: [[Int32]]) -> [Double?] {
    var kept = seen
    for _ in 0..<2 {
      let old = kept
      for i in old.indices {
        guard let distance = old[i] else { continue }
        var ring = Set(neighbours[i].flatMap { neighbours[Int($0)] })
        ring.remove(Int32(i))
        let around = ring.compactMap { old[Int($0)] }.sorted()
        let isAlone = around.count * 2 < ring.count
        if isAlone || abs(distance - around[around.count / 2]) > strayMM { kept[i] = nil }
      }
    }
    return kept
  }

  /// Distances everywhere: gaps are filled smoothly from their rims, what was seen stays.
  private static func bridged(_ kept: [Double?], _ neighbours: [[Int32]]) -> [Double] {
    let known = kept.compactMap { $0 }.sorted()
    let middle = known.isEmpty ? 0 : known[known.count / 2]
    var distances = kept.map { $0 ?? middle }
    for _ in 0..<60 {
      let old = distances
      for i in old.indices where kept[i] == nil {
        let sum = neighbours[i].reduce(old[i]) { $0 + old[Int($1)] }
        distances[i] = sum / Double(neighbours[i].count + 1)
      }
    }
    return distances
  }
}
