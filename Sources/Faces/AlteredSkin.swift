import Kernels
import Volumes

/// What became of the skin of a face whose surface was altered, not removed.
public struct AlteredSkin: Sendable, Hashable {
  /// Of one zone.
  public struct Zone: Sendable, Hashable {
    /// Share of the skin's columns whose values were not altered at the skin.
    public var untouched: Double
    /// Correlation of the fine detail of the values, before and after, in the altered voxels.
    public var detail: Double
    /// Correlation of the fine relief of the skins; see `ReliefLikeness`.
    public var relief: Double

    /// The findings of one zone.
    public init(untouched: Double, detail: Double, relief: Double) {
      (self.untouched, self.detail, self.relief) = (untouched, detail, relief)
    }
  }

  /// The zones that can be assessed.
  public var zones: [FaceZone: Zone]

  /// Detail is what differs from a Gaussian of this standard deviation, mm.
  private static let coarseMM = 2.5
  /// How far before and behind the skin values are looked at, mm.
  private static let skinMM = [-2.0, 0, 2]

  /// From the findings for each zone.
  public init(zones: [FaceZone: Zone]) { self.zones = zones }

  /// For each zone the larger of each number, of these findings and others.
  public mutating func takeWorst(_ other: AlteredSkin) {
    zones.merge(other.zones) { a, b in
      Zone(
        untouched: max(a.untouched, b.untouched), detail: max(a.detail, b.detail),
        relief: max(a.relief, b.relief))
    }
  }

  /// Compares an altered image with its original.
  ///
  /// - Parameters:
  ///   - before: the original.
  ///   - after: the altered image, on the same lattice.
  ///   - altered: the voxels that were altered, on that lattice.
  ///   - templateToSubject: how the template lies in the images.
  ///   - original: what the original shows of the face.
  ///   - defaced: what the altered image shows.
  ///   - parallel: how many threads.
  public init(
    before: Image, after: Image, altered: Mask, templateToSubject: Affine, original: FaceRecord,
    defaced: FaceRecord, parallel: Parallel = .serial
  ) {
    zones = [:]
    let relief = ReliefLikeness(original: original, defaced: defaced).zones
    let detail = Self.detail(before, after, altered, templateToSubject, parallel)
    let probe = ChangeProbe(before, after, templateToSubject)
    let view = original.view
    for zone in FaceZone.allCases where (original.coverage[zone] ?? 0) >= 0.5 {
      var (count, same) = (0, 0)
      for place in 0..<view.count where zone.contains(x: view.x(place), z: view.z(place)) {
        guard let depth = original.maps.first?.depthMM(place), depth > 20 else { continue }
        count += 1
        let changed = Self.skinMM.count {
          probe.isChanged(Vector3(view.x(place), depth + $0, view.z(place)))
        }
        if changed < 2 { same += 1 }
      }
      guard count >= 20 else { continue }
      zones[zone] = Zone(
        untouched: Double(same) / Double(count), detail: detail[zone] ?? 0,
        relief: relief[zone] ?? 0)
    }
  }

  /// The correlation of fine detail in each zone, over its altered voxels.
  private static func detail(
    _ before: Image, _ after: Image, _ altered: Mask, _ map: Affine, _ parallel: Parallel
  ) -> [FaceZone: Double] {
    guard let box = altered.boundingBox, let toTemplate = map.inverse else { return [:] }
    func fine(_ image: Image) -> Image {
      var part = image.cropped(to: box)
      let coarse = part.smoothed(sigmaMM: coarseMM, parallel: parallel)
      for i in part.voxels.indices { part.voxels[i] -= coarse.voxels[i] }
      return part
    }
    let (old, new, inside) = (fine(before), fine(after), altered.cropped(to: box))
    let place = toTemplate * old.grid.toWorld
    var pairs: [FaceZone: ([Double], [Double])] = [:]
    for i in inside.voxels.indices where inside.voxels[i] != 0 {
      guard old.voxels[i].isFinite, new.voxels[i].isFinite else { continue }
      let row = i / old.grid.nx
      let p = place(
        Vector3(Double(i % old.grid.nx), Double(row % old.grid.ny), Double(row / old.grid.ny)))
      for zone in FaceZone.allCases where zone.contains(x: p.x, z: p.z) {
        pairs[zone, default: ([], [])].0.append(Double(old.voxels[i]))
        pairs[zone, default: ([], [])].1.append(Double(new.voxels[i]))
      }
    }
    return pairs.mapValues { correlation($0.0, $0.1) }
  }
}

/// Tells whether the value at a place of the template was changed.
private struct ChangeProbe {
  private let before: Image
  private let after: Image
  private let toVoxel: Affine?

  init(_ before: Image, _ after: Image, _ templateToSubject: Affine) {
    (self.before, self.after) = (before, after)
    toVoxel = before.grid.fromWorld.map { $0 * templateToSubject }
  }

  func isChanged(_ place: Vector3) -> Bool {
    guard let toVoxel else { return false }
    let p = toVoxel(place) + 0.5
    let grid = before.grid
    guard p.min() >= 0, p.x < Double(grid.nx), p.y < Double(grid.ny), p.z < Double(grid.nz) else {
      return true
    }
    let voxel = grid.offset(Int(p.x), Int(p.y), Int(p.z))
    return before.voxels[voxel] != after.voxels[voxel]
  }
}
