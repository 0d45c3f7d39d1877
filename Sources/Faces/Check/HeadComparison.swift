import Volumes

extension HeadRecord {
  /// The share of a zone that the field of view shows; of the ears that of the side that shows more.
  func fov(_ zone: FaceZone) -> Double {
    zone == .ears
      ? sides.earCoverage.values.max() ?? 0 : front.coverage[zone] ?? 0
  }

  /// How much of a zone another record of the head still shows; of the ears that of the side where it
  /// is more.
  func findings(_ zone: FaceZone, after: HeadRecord) -> SurfaceFindings? {
    guard zone == .ears else { return findings(at: front.view.places(of: zone), after: after) }
    return HeadSide.allCases.compactMap { side in
      (sides.earCoverage[side] ?? 0) >= FaceLimits.leastFOV
        ? findings(side, after: after) { $0.isEar(y: $1, z: $2) } : nil
    }.max { $0.rfs2 < $1.rfs2 }
  }

  /// The same of any columns of the front view.
  func findings(at places: [Int], after: HeadRecord) -> SurfaceFindings? {
    guard front.view == after.front.view, let skin = front.maps.first else { return nil }
    return .comparing(
      skin, after.front.maps, at: places, from: 20, scale: front.subjectMMPerDepthMM)
  }

  /// The same of the face in profile.
  func profile(_ side: HeadSide, after: HeadRecord) -> SurfaceFindings? {
    findings(side, after: after) { $0.isProfile(y: $1, z: $2) }
  }

  private func findings(
    _ side: HeadSide, after: HeadRecord, where isPart: (SideView, Double, Double) -> Bool
  ) -> SurfaceFindings? {
    let view = sides.view
    guard view == after.sides.view, let skin = sides.maps[side]?.first,
      let seen = after.sides.maps[side]
    else { return nil }
    let places = (0..<view.count).filter { isPart(view, view.y($0), view.z($0)) }
    return .comparing(skin, seen, at: places, from: 5, scale: sides.subjectMMPerDepthMM)
  }

  /// How far forwards the surface of a zone lies, median over its columns in template mm; a column
  /// without a surface counts as 0.
  ///
  /// At the usual threshold, or where it is farther forwards at a lower one that shows a face: others
  /// may lie in the noise of the air.
  func frontMM(_ zone: FaceZone, likenesses: [Double?]) -> Double? {
    let places = front.view.places(of: zone)
    guard !places.isEmpty else { return nil }
    return front.maps.indices.compactMap { index -> Double? in
      let likeness = likenesses.indices.contains(index) ? likenesses[index] ?? -1 : -1
      guard index == 0 || likeness > FaceLimits.faceNCC else { return nil }
      let depths = places.map { front.maps[index].depthMM($0) ?? 0 }.sorted()
      return depths[depths.count / 2]
    }.max()
  }
}
