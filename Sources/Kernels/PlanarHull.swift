/// The corners of the convex hull of points of a plane with whole coordinates, counter-clockwise
/// from the lowest in x, then y (Andrew 1979). Points on a side are no corners.
///
/// One or two corners where all points lie in one place or on one line; coordinates beyond ±2³⁰ are
/// drawn in, so that the arithmetic stays exact.
public func planarHull(of points: [SIMD2<Int>]) -> [SIMD2<Int>] {
  let limit = 1 << 30
  let bounded = points.map { SIMD2(min(max($0.x, -limit), limit), min(max($0.y, -limit), limit)) }
  let sorted = bounded.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  guard let first = sorted.first, let last = sorted.last, first != last else {
    return sorted.first.map { [$0] } ?? []
  }
  let lower = chain(sorted)
  let upper = chain(sorted.reversed())
  return lower.dropLast() + upper.dropLast()
}

/// The corners that turn left along points in order.
private func chain(_ points: [SIMD2<Int>]) -> [SIMD2<Int>] {
  var hull: [SIMD2<Int>] = []
  for p in points {
    while hull.count >= 2 {
      let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
      let (u, v) = (b &- a, p &- b)
      if u.x * v.y - u.y * v.x > 0 { break }
      hull.removeLast()
    }
    if hull.last != p { hull.append(p) }
  }
  return hull
}
