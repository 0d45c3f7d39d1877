/// Where two images of one head show the same skin.
extension FaceRecord {
  /// The record with those columns alone whose skin lies where another image of the same head shows
  /// it: what remains is skin for certain, not a brain, an eyeball or noise that an image without
  /// skin shows in its place.
  ///
  /// - Parameters:
  ///   - other: the record of an image that shows the skin, made with the registration that belongs
  ///     to this one's.
  ///   - withinMM: how far apart the two may lie along the view.
  /// - Returns: the record, its first map thinned out.
  public func restricted(toSkinOf other: FaceRecord, withinMM: Double) -> FaceRecord {
    guard view == other.view, let mine = maps.first, let theirs = other.maps.first else {
      return self
    }
    var result = self
    for place in 0..<view.count {
      guard let here = mine.depthMM(place), let there = theirs.depthMM(place),
        abs(here - there) * subjectMMPerDepthMM <= withinMM
      else {
        result.maps[0].hundredths[place] = DepthMap.missing
        continue
      }
    }
    return result
  }

  /// The zones of which the first map shows at least a share of the skin that another record shows
  /// there, and that lie in the field of view.
  public func zones(showing share: Double, of other: FaceRecord) -> Set<FaceZone> {
    guard view == other.view, let mine = maps.first, let theirs = other.maps.first else {
      return []
    }
    let shown = FaceZone.allCases.filter { zone in
      let places = (0..<view.count).filter {
        zone.contains(x: view.x($0), z: view.z($0)) && theirs.depthMM($0) != nil
      }
      let seen = places.count { mine.depthMM($0) != nil }
      return (coverage[zone] ?? 0) >= 0.5 && !places.isEmpty
        && Double(seen) >= share * Double(places.count)
    }
    return Set(shown)
  }
}
