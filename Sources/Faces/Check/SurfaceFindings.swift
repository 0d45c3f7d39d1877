import Foundation

/// How much of one part of a head's surface a defaced image still shows.
///
/// Distances are measured along the view, from the original's skin to the surface of the defaced
/// image, never the other way: what a cut leaves always lies where it lay.
public struct SurfaceFindings: Sendable, Hashable, Codable {
  /// Number of columns in which the original shows skin.
  public var columns: Int
  /// Share of them whose surface lies within 1 mm of the original's skin.
  public var rfs1: Double
  /// Share within 2 mm.
  public var rfs2: Double
  /// Share within 4 mm.
  public var rfs4: Double
  /// Mean distance in mm; a column without a surface counts with all that was looked at of it.
  public var meanMM: Double
  /// Median of how much deeper the surface lies, in mm; negative where it lies in front of the skin.
  public var medianDepthMM: Double
  /// 95th percentile of the distance in mm.
  public var p95MM: Double
  /// Share of the columns whose surface lies within 2 mm of that median: 1 for a skin that was moved as
  /// a whole.
  public var parallel: Double
  /// Share of the columns with something more than 4 mm in front of where the skin was.
  public var inFront: Double
  /// The threshold that showed most, as a share of the first.
  public var relativeThreshold: Double

  private enum CodingKeys: String, CodingKey {
    case columns, rfs1, rfs2, rfs4
    case meanMM = "mean_mm"
    case medianDepthMM = "median_depth_mm"
    case p95MM = "p95_mm"
    case parallel
    case inFront = "in_front"
    case relativeThreshold = "relative_threshold"
  }
}

extension SurfaceFindings {
  /// Fewest columns with skin for which a share is given.
  static let leastColumns = 20

  /// Compares one part of two depth maps' columns at every threshold of the defaced image, and keeps
  /// what shows most.
  ///
  /// - Parameters:
  ///   - original: the depth map of the original at its own threshold.
  ///   - defaced: those of the defaced image.
  ///   - places: the columns of the part.
  ///   - leastMM: depths of less are no skin, mm.
  ///   - scale: millimetres of the subject to one of depth.
  /// - Returns: nil where the original shows too little skin.
  static func comparing(
    _ original: DepthMap, _ defaced: [DepthMap], at places: [Int], from leastMM: Double,
    scale: Double
  ) -> SurfaceFindings? {
    let skin = places.filter { (original.depthMM($0) ?? -.infinity) > leastMM }
    guard skin.count >= leastColumns else { return nil }
    let seen = defaced.map { SurfaceFindings(original, $0, skin, scale) }
    return seen.max { ($0.rfs2, $0.rfs4) < ($1.rfs2, $1.rfs4) }
  }

  private init(_ original: DepthMap, _ defaced: DepthMap, _ skin: [Int], _ scale: Double) {
    var deeper = skin.map { place -> Double in
      let before = original.depthMM(place) ?? 0
      return (before - (defaced.depthMM(place) ?? 0)) * scale
    }
    let count = Double(skin.count)
    columns = skin.count
    inFront = Double(deeper.count { $0 < -4 }) / count
    deeper.sort()
    medianDepthMM = deeper[deeper.count / 2]
    let middle = medianDepthMM
    parallel = Double(deeper.count { abs($0 - middle) <= 2 }) / count
    let distances = deeper.map { abs($0) }.sorted()
    (rfs1, rfs2, rfs4) = (0, 0, 0)
    for distance in distances.prefix(while: { $0 <= 4 }) {
      rfs4 += 1
      if distance <= 2 { rfs2 += 1 }
      if distance <= 1 { rfs1 += 1 }
    }
    (rfs1, rfs2, rfs4) = (rfs1 / count, rfs2 / count, rfs4 / count)
    meanMM = distances.reduce(0, +) / count
    p95MM = distances[Int(0.95 * Double(distances.count - 1))]
    relativeThreshold = defaced.relativeThreshold
  }
}
