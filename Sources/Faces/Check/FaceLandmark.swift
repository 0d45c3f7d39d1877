import Volumes

/// A point of the face that anthropometry names, found on depth maps alone.
public enum FaceLandmark: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// The deepest point between brow and nose, on the midline.
  case nasion
  /// The tip of the nose.
  case pronasale
  /// Where the nose meets the upper lip.
  case subnasale
  /// The foremost point of the chin.
  case pogonion
  /// The inner corners of the eyes: the deepest points beside the root of the nose.
  case endocanthionLeft = "endocanthion-left"
  case endocanthionRight = "endocanthion-right"

  /// The zone to which it belongs, whose field of view decides whether it can be told.
  var zone: FaceZone {
    switch self {
    case .nasion, .pronasale, .subnasale: .nose
    case .pogonion: .chin
    case .endocanthionLeft, .endocanthionRight: .eyes
    }
  }
}

/// Where the landmarks of a face lie, in template mm; those that are not seen are missing.
struct FaceLandmarks: Sendable, Equatable {
  private(set) var places: [FaceLandmark: Vector3] = [:]

  /// Half the width of what counts as midline, mm.
  private static let midlineMM = 3.0

  /// Looks for them in one depth map.
  init(_ map: DepthMap, _ view: FaceView) {
    let profile = Self.profile(map, view)
    let tip = Self.foremost(profile, -98 ... -50)
    let brow = Self.foremost(profile, -30...10, canBeAtEdge: true)
    let lip = Self.foremost(profile, -132 ... -112, canBeAtEdge: true)
    (places[.pronasale], places[.pogonion]) = (tip, Self.foremost(profile, -165 ... -132))
    if let tip, let brow { places[.nasion] = Self.deepest(profile, from: tip, to: brow) }
    if let tip, let lip { places[.subnasale] = Self.deepest(profile, from: lip, to: tip) }
    places[.endocanthionLeft] = Self.innerCorner(map, view, -24 ... -9)
    places[.endocanthionRight] = Self.innerCorner(map, view, 9...24)
  }

  /// How far the tip of the nose lies before the line from its root to its base, mm; nil where one of
  /// them is missing.
  var noseProminenceMM: Double? {
    guard let tip = places[.pronasale], let root = places[.nasion], let base = places[.subnasale],
      root.z > base.z
    else { return nil }
    return tip.y - (base.y + (root.y - base.y) * (tip.z - base.z) / (root.z - base.z))
  }

  /// The midline from below: the mean depth of the columns around it, by row.
  private static func profile(_ map: DepthMap, _ view: FaceView) -> [Vector3] {
    (0..<view.rows).compactMap { row in
      let start = row * view.columns
      let depths = (start..<start + view.columns).filter { abs(view.x($0)) <= midlineMM }
        .compactMap { map.depthMM($0) }
      guard depths.count > 3 else { return nil }
      return Vector3(0, depths.reduce(0, +) / Double(depths.count), view.z(start))
    }
  }

  /// The foremost point of a part of the profile; nil where it lies at an end of it.
  private static func foremost(
    _ profile: [Vector3], _ range: ClosedRange<Double>, canBeAtEdge: Bool = false
  ) -> Vector3? {
    let part = profile.filter { range.contains($0.z) }
    guard let best = part.indices.max(by: { part[$0].y < part[$1].y }) else { return nil }
    return canBeAtEdge || (best > 1 && best < part.count - 2) ? part[best] : nil
  }

  /// The point of the profile that lies farthest behind the line between two others.
  private static func deepest(
    _ profile: [Vector3], from low: Vector3, to high: Vector3
  ) -> Vector3? {
    let part = profile.filter { $0.z > low.z && $0.z < high.z }
    func behind(_ p: Vector3) -> Double {
      low.y + (high.y - low.y) * (p.z - low.z) / (high.z - low.z) - p.y
    }
    guard let best = part.max(by: { behind($0) < behind($1) }), behind(best) > 1 else { return nil }
    return best
  }

  private static func innerCorner(
    _ map: DepthMap, _ view: FaceView, _ across: ClosedRange<Double>
  ) -> Vector3? {
    let places = (0..<view.count).filter {
      across.contains(view.x($0)) && (-58 ... -34).contains(view.z($0))
    }
    let seen = places.compactMap { place in
      map.depthMM(place).map { Vector3(view.x(place), $0, view.z(place)) }
    }
    guard seen.count == places.count else { return nil }
    return seen.min { $0.y < $1.y }
  }
}

/// What became of a landmark. Where it lay is not told: that describes the person.
public struct LandmarkFinding: Sendable, Hashable, Codable {
  /// How much deeper the surface lies there, in mm; nil where there is none.
  public var deeperMM: Double?
  /// How far from it the same landmark is found now, in mm; nil where none is found. After a cut what
  /// is inside the head may have such points as well, so that this alone says little.
  public var movedMM: Double?

  private enum CodingKeys: String, CodingKey {
    case deeperMM = "deeper_mm"
    case movedMM = "moved_mm"
  }
}

extension FaceRecord {
  /// What became of the landmarks of this face in another record of it, at the threshold that shows
  /// most; those that this record does not show are missing.
  func landmarks(in defaced: FaceRecord) -> [FaceLandmark: LandmarkFinding] {
    guard view == defaced.view, let skin = maps.first, !defaced.maps.isEmpty else { return [:] }
    let map = defaced.maps[defaced.mapShowingMost(of: self)]
    let (before, after) = (FaceLandmarks(skin, view).places, FaceLandmarks(map, view).places)
    var found: [FaceLandmark: LandmarkFinding] = [:]
    for (landmark, place) in before
    where (coverage[landmark.zone] ?? 0) >= FaceLimits.leastFOV {
      let now = map.depthMM(nearest: place, view)
      let depth = skin.depthMM(nearest: place, view) ?? place.y
      found[landmark] = LandmarkFinding(
        deeperMM: now.map { (depth - $0) * subjectMMPerDepthMM },
        movedMM: after[landmark].map { length($0 - place) })
    }
    return found
  }
}

extension DepthMap {
  /// The depth of the column nearest to a place.
  fileprivate func depthMM(nearest place: Vector3, _ view: FaceView) -> Double? {
    let (column, row) = (Int(place.x - view.lowX + 0.5), Int(place.z - view.lowZ + 0.5))
    guard column >= 0, row >= 0, column < view.columns, row < view.rows else { return nil }
    return depthMM(column + row * view.columns)
  }
}
