import Foundation
import Kernels
import Volumes

/// Points of a subject's surface, each beside the nearest one of a reference surface.
struct SurfacePairs {
  /// The points compared, subject world mm.
  private let places: [Vector3]
  private let normals: [Vector3]
  private let areas: [Double]
  private let reference: OrientedSurface
  private let region: HeadRegionWeight
  private var nearest: [Int]

  /// A point with the surface beside it, in the reference's world.
  struct Pair {
    /// Where the point comes to lie.
    var place: Vector3
    /// The mean normal of both surfaces.
    var normal: Vector3
    /// How far, in mm, the point would have to move along the normal.
    var residual: Double
    /// Its area in mm², less where the region ends; 0 where nothing can be said.
    var weight: Double
  }

  /// What is left between the surfaces.
  struct Figures {
    var count: Int
    var medianMM: Double
    /// The share of the reference's region beside which there are points.
    var coverage: Double
  }

  init(
    _ surface: OrientedSurface, _ reference: OrientedSurface, region: HeadRegionWeight
  ) {
    let seen = surface.isSeen.indices.filter { surface.isSeen[$0] }
    places = seen.map { surface.points[$0] }
    normals = seen.map { surface.normals[$0] }
    areas = seen.map { surface.areasMM2[$0] }
    (self.reference, self.region) = (reference, region)
    nearest = [Int](repeating: 0, count: seen.count)
  }

  var isEmpty: Bool { places.isEmpty || !reference.isSeen.contains(true) }

  /// Finds the nearest points of the reference: everywhere, or downhill from the last ones.
  mutating func match(everywhere: Bool, _ map: Affine) {
    guard !isEmpty else { return }
    for i in places.indices {
      let p = map(places[i])
      nearest[i] =
        everywhere ? reference.nearest(to: p) : reference.nearest(to: p, from: nearest[i])
    }
  }

  /// The pairs as matched; the weight has no regard to the residual.
  func pairs(_ map: Affine) -> [Pair] {
    guard !isEmpty, let turned = map.inverse?.transposedLinear else { return [] }
    return places.indices.map { i in
      let place = map(places[i])
      let k = nearest[i]
      let there = reference.points[k]
      let here = unit(turned.direction(normals[i]))
      let agreement = (here * reference.normals[k]).sum()
      let mean = unit(here + reference.normals[k])
      let isSound = agreement > 0.7 && reference.isSeen[k]
      return Pair(
        place: place, normal: mean, residual: ((there - place) * mean).sum(),
        weight: isSound ? areas[i] * region.weight(at: place) : 0)
    }
  }

  func figures(_ map: Affine) -> Figures {
    let pairs = pairs(map).filter { $0.weight > 0 }
    guard !pairs.isEmpty else { return Figures(count: 0, medianMM: .infinity, coverage: 0) }
    let left = pairs.map { abs($0.residual) }.sorted()
    var whole = 0.0
    for (i, point) in reference.points.enumerated() where reference.isSeen[i] {
      whole += reference.areasMM2[i] * region.weight(at: point)
    }
    // Areas are those of the subject.
    let factor = pow(abs(map.determinant), 2.0 / 3)
    let seen = pairs.reduce(0) { $0 + $1.weight } * factor
    return Figures(
      count: pairs.count, medianMM: left[left.count / 2],
      coverage: whole > 0 ? min(1, seen / whole) : 0)
  }

  private func unit(_ v: Vector3) -> Vector3 { v / max(length(v), 1e-12) }
}
