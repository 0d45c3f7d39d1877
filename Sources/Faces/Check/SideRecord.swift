import Anatomy
import Kernels
import Volumes

/// What an image shows of a head from both sides: depth maps along x at several thresholds.
public struct SideRecord: Sendable, Hashable, Codable {
  /// The lattice of columns.
  public var view: SideView
  /// For each side the depth maps at falling thresholds; depths are mm from the midline outwards.
  public var maps: [HeadSide: [DepthMap]]
  /// For each side the share of the ear's columns that the field of view shows.
  public var earCoverage: [HeadSide: Double]
  /// Millimetres of the subject to one mm along x in the template's space.
  public var subjectMMPerDepthMM: Double
}

extension SideRecord {
  /// Looks at a head from both sides, in the template's space; see `FaceRecord.observing`.
  ///
  /// - Parameters:
  ///   - image: one frame, the air near zero.
  ///   - map: template world mm to the world mm of the image.
  ///   - threshold: where skin is looked for first.
  ///   - parallel: how many threads.
  init(_ image: Image, through map: Affine, threshold: Double, parallel: Parallel) {
    view = .standard
    (maps, earCoverage) = ([:], [:])
    subjectMMPerDepthMM = length(map.column(0))
    for side in HeadSide.allCases {
      let grid = view.grid(side)
      let space = image.resampled(onto: grid, through: map, parallel: parallel)
      maps[side] = relativeThresholds.map { share in
        DepthMap(of: space, threshold: Float(threshold * share), relative: share, rearMM: 0)
      }
      earCoverage[side] = coverage(of: side, in: image.grid, through: map)
    }
  }

  /// The share of the ear's columns that the field of view shows out to 3 mm beyond the skin, or out
  /// to 80 mm where there is none.
  private func coverage(of side: HeadSide, in grid: Grid, through map: Affine) -> Double {
    guard let toVoxel = grid.fromWorld else { return 0 }
    let toIndex = toVoxel * map
    let first = maps[side]?.first
    var (all, seen) = (0, 0)
    for place in 0..<view.count where view.isEar(y: view.y(place), z: view.z(place)) {
      all += 1
      let outer = first?.depthMM(place).map { $0 + 3 } ?? 80
      let p = Vector3(side.sign * outer, view.y(place), view.z(place))
      if grid.holds(toIndex(p)) { seen += 1 }
    }
    return all > 0 ? Double(seen) / Double(all) : 0
  }
}
