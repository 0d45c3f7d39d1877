/// How much of a face's surface a defaced image still shows, in one zone or in all.
public struct ResidualSurface: Sendable, Hashable, Codable {
  /// Number of columns in which the original shows skin.
  public var columns: Int
  /// Share of them whose skin lies within 1 mm of the original's.
  public var within1MM: Double
  /// Share of them whose skin lies within 2 mm of the original's.
  public var within2MM: Double
  /// Share of them whose skin lies within 4 mm of the original's.
  public var within4MM: Double
  /// Median distance in mm by which the skin lies deeper or higher, where there is still a surface.
  public var medianDistanceMM: Double?
  /// 95th percentile of this distance.
  public var distance95MM: Double?
}

/// A defaced face beside its original.
public struct ResidualFace: Sendable, Hashable, Codable {
  /// The whole face, from the brow down, 45 mm to either side of the midline; nil when the field of
  /// view shows less than half of it.
  public var face: ResidualSurface?
  /// Each zone that can be assessed: of which the original's field of view shows at least half.
  public var zones: [FaceZone: ResidualSurface]
}

/// Fewest columns with skin for which a share is given.
private let leastColumns = 20

extension ResidualFace {
  /// Compares two records made with the same registration.
  ///
  /// The original's skin at its own threshold is what can leak; the defaced image is looked at with
  /// every threshold, and that which shows most is reported. Comparing in the other direction would
  /// say little: what a cut leaves always lies where it lay.
  public init(original: FaceRecord, defaced: FaceRecord) {
    precondition(
      original.view == defaced.view && !original.maps.isEmpty && !defaced.maps.isEmpty,
      "two records must show the same view")
    let view = original.view
    func surface(_ isPart: (Double, Double) -> Bool) -> ResidualSurface? {
      let places = (0..<view.count).filter {
        isPart(view.x($0), view.z($0)) && original.maps[0].depthMM($0) != nil
          && (original.maps[0].depthMM($0) ?? 0) > 20
      }
      guard places.count >= leastColumns else { return nil }
      let seen = defaced.maps.map { compared(original, $0, places) }
      return seen.max { ($0.within2MM, $0.within4MM) < ($1.within2MM, $1.within4MM) }
    }
    var found: [FaceZone: ResidualSurface] = [:]
    for zone in FaceZone.allCases where (original.coverage[zone] ?? 0) >= 0.5 {
      found[zone] = surface { zone.contains(x: $0, z: $1) }
    }
    zones = found
    face = surface(isFaceColumn)
  }
}

/// The share of the original's face that a defaced image still shows, zone by zone: columns whose
/// skin lies within 2 mm. Nil where the zone cannot be assessed.
public func residualFace(original: FaceRecord, defaced: FaceRecord) -> [FaceZone: Double?] {
  let residual = ResidualFace(original: original, defaced: defaced)
  return Dictionary(
    uniqueKeysWithValues: FaceZone.allCases.map { ($0, residual.zones[$0]?.within2MM) })
}

private func compared(
  _ original: FaceRecord, _ defaced: DepthMap, _ places: [Int]
) -> ResidualSurface {
  var distances: [Double] = []
  for place in places {
    guard let before = original.maps[0].depthMM(place), let after = defaced.depthMM(place) else {
      continue
    }
    distances.append(abs(before - after) * original.subjectMMPerDepthMM)
  }
  distances.sort()
  func share(_ limitMM: Double) -> Double {
    Double(distances.prefix { $0 <= limitMM }.count) / Double(places.count)
  }
  func quantile(_ q: Double) -> Double? {
    distances.isEmpty ? nil : distances[Int(q * Double(distances.count - 1))]
  }
  return ResidualSurface(
    columns: places.count, within1MM: share(1), within2MM: share(2), within4MM: share(4),
    medianDistanceMM: quantile(0.5), distance95MM: quantile(0.95))
}
