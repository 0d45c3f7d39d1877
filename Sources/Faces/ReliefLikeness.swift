import Volumes

/// How alike the fine relief of two skins is: what lids, lips and nostrils look like, however far the
/// one skin lies above the other. 1 for the same relief, 0 for none of it.
///
/// A noise shell or a skin moved outwards hides nothing, since its relief is that of the face. Fine is
/// what differs from the mean over 15 mm; the coarse shape of a head is not looked at.
public struct ReliefLikeness: Sendable, Hashable {
  /// Correlation of the fine relief in each zone that can be assessed; the largest over all thresholds.
  public var zones: [FaceZone: Double]

  /// Half the side of the square over which the coarse relief is averaged, mm.
  private static let reachMM = 7
  /// Fewest columns for a correlation.
  private static let leastColumns = 100

  /// Compares a defaced image with its original; both records must show the same view.
  public init(original: FaceRecord, defaced: FaceRecord) {
    precondition(original.view == defaced.view, "two records must show the same view")
    zones = [:]
    guard let skin = original.maps.first else { return }
    let view = original.view
    let before = Self.detail(skin, view)
    for map in defaced.maps {
      let after = Self.detail(map, view)
      for zone in FaceZone.allCases where (original.coverage[zone] ?? 0) >= 0.5 {
        let places = (0..<view.count).filter {
          zone.contains(x: view.x($0), z: view.z($0)) && before[$0].isFinite && after[$0].isFinite
        }
        guard places.count >= Self.leastColumns else { continue }
        let found = correlation(places.map { before[$0] }, places.map { after[$0] })
        zones[zone] = max(zones[zone] ?? -1, found)
      }
    }
  }

  /// What differs from the mean of the columns around; not a number where there is no skin.
  private static func detail(_ map: DepthMap, _ view: FaceView) -> [Double] {
    let depths = (0..<view.count).map { map.depthMM($0) ?? .nan }
    let across = summed(depths, view, step: 1, count: view.columns)
    let both = (
      summed(across.sums, view, step: view.columns, count: view.rows).sums,
      summed(across.counts, view, step: view.columns, count: view.rows).sums
    )
    return depths.indices.map { depths[$0] - both.0[$0] / max(both.1[$0], 1) }
  }

  /// Sums and numbers of the finite values in reach along one axis.
  private static func summed(
    _ values: [Double], _ view: FaceView, step: Int, count: Int
  ) -> (sums: [Double], counts: [Double]) {
    var (sums, counts) = (values, values)
    for place in values.indices {
      let along = place / step % count
      var (sum, number) = (0.0, 0.0)
      for shift in max(-reachMM, -along)...min(reachMM, count - 1 - along) {
        let value = values[place + shift * step]
        if value.isFinite { (sum, number) = (sum + value, number + 1) }
      }
      (sums[place], counts[place]) = (sum, number)
    }
    return (sums, counts)
  }
}

/// Pearson's correlation; 0 where one of the two does not vary.
public func correlation(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "a correlation needs pairs")
  let count = Double(max(a.count, 1))
  let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
  var (ab, aa, bb) = (0.0, 0.0, 0.0)
  for (p, q) in zip(a, b) {
    ab += (p - meanA) * (q - meanB)
    aa += (p - meanA) * (p - meanA)
    bb += (q - meanB) * (q - meanB)
  }
  return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
}
