/// A point of a lattice whose coordinates span no more than 2²⁰, so that volumes fit into 64 bits.
typealias LatticePoint = SIMD3<Int>

/// The convex hull of points of a lattice by quickhull (Barber, Dobkin & Huhdanpaa 1996) in exact
/// whole-number arithmetic: points in one plane, on one line or equal do no harm.
struct LatticeHull {
  /// A triangle of the hull, counter-clockwise from outside, with what is known about it.
  struct Face {
    /// Indices of points.
    var corners: SIMD3<Int>
    /// Indices of the faces across the edges 0–1, 1–2 and 2–0.
    var neighbours = SIMD3(-1, -1, -1)
    /// Outwards.
    var normal: LatticePoint
    /// Points outside this face that no other face looks after.
    var outside: [Int] = []
    var isAlive = true
  }

  let points: [LatticePoint]
  private(set) var faces: [Face] = []

  /// The faces that are left.
  var triangles: [SIMD3<Int>] { faces.filter(\.isAlive).map(\.corners) }

  /// Nil unless four of the points span a volume.
  init?(of points: [LatticePoint]) {
    self.points = points
    guard let corners = firstCorners() else { return nil }
    start(corners)
    var waiting = Array(faces.indices)
    while let face = waiting.popLast() {
      guard faces[face].isAlive, !faces[face].outside.isEmpty else { continue }
      waiting += grow(from: face)
    }
  }

  /// Six times the volume between a face and a point: positive outside.
  private func height(_ point: Int, over face: Face) -> Int {
    let d = points[point] &- points[face.corners.x]
    return face.normal.x * d.x + face.normal.y * d.y + face.normal.z * d.z
  }

  private func makeFace(_ a: Int, _ b: Int, _ c: Int) -> Face {
    let (u, v) = (points[b] &- points[a], points[c] &- points[a])
    return Face(corners: SIMD3(a, b, c), normal: crossed(u, v))
  }

  /// Four points that span a volume, each the farthest from what the ones before span.
  private func firstCorners() -> [Int]? {
    guard let first = points.indices.min(by: { key(points[$0]) < key(points[$1]) }) else {
      return nil
    }
    let origin = points[first]
    func farthest(_ distance: (LatticePoint) -> Double) -> Int? {
      var best: (value: Double, index: Int?) = (0, nil)
      for index in points.indices {
        let value = distance(points[index] &- origin)
        if value > best.value { best = (value, index) }
      }
      return best.index
    }
    guard let second = farthest({ squared($0) }) else { return nil }
    let u = points[second] &- origin
    guard let third = farthest({ squared(crossed(u, $0)) }) else { return nil }
    let normal = crossed(u, points[third] &- origin)
    guard
      let fourth = farthest({ abs(Double(normal.x * $0.x + normal.y * $0.y + normal.z * $0.z)) })
    else { return nil }
    return [first, second, third, fourth]
  }

  private mutating func start(_ c: [Int]) {
    let base = makeFace(c[0], c[1], c[2])
    // the fourth point must lie behind the first face
    let (b, d) = height(c[3], over: base) > 0 ? (c[2], c[1]) : (c[1], c[2])
    faces = [
      makeFace(c[0], b, d), makeFace(c[0], c[3], b), makeFace(b, c[3], d), makeFace(d, c[3], c[0]),
    ]
    faces[0].neighbours = SIMD3(1, 2, 3)
    faces[1].neighbours = SIMD3(3, 2, 0)
    faces[2].neighbours = SIMD3(1, 3, 0)
    faces[3].neighbours = SIMD3(2, 1, 0)
    share(Array(points.indices), among: [0, 1, 2, 3])
  }

  /// Gives each point to the first of some faces outside which it lies; others lie within the hull.
  private mutating func share(_ candidates: [Int], among targets: [Int]) {
    for point in candidates {
      if let face = targets.first(where: { height(point, over: faces[$0]) > 0 }) {
        faces[face].outside.append(point)
      }
    }
  }

  /// Takes the farthest point outside a face into the hull; returns the new faces.
  private mutating func grow(from face: Int) -> [Int] {
    guard let apex = farthest(outside: faces[face]) else { return [] }
    let horizon = removeVisible(apex, from: face)
    var fresh: [Int] = []
    for edge in horizon.edges {
      var new = makeFace(edge.from, edge.to, apex)
      new.neighbours = SIMD3(edge.face, -1, -1)
      faces.append(new)
      fresh.append(faces.count - 1)
      link(edge.face, edge.to, edge.from, to: faces.count - 1)
    }
    // the edges go round in order, so neighbours are the next and the last one
    for (place, index) in fresh.enumerated() {
      faces[index].neighbours.y = fresh[(place + 1) % fresh.count]
      faces[index].neighbours.z = fresh[(place + fresh.count - 1) % fresh.count]
    }
    share(horizon.orphans.filter { $0 != apex }, among: fresh)
    return fresh
  }

  private func farthest(outside face: Face) -> Int? {
    face.outside.max { (height($0, over: face), $1) < (height($1, over: face), $0) }
  }

  /// An edge of the horizon, as the face beyond it sees it reversed.
  private struct HorizonEdge {
    let from: Int
    let to: Int
    let face: Int
  }

  /// Removes all faces that a point sees; returns the edges around them, in order, and the points
  /// that they looked after.
  private mutating func removeVisible(_ apex: Int, from first: Int) -> (
    edges: [HorizonEdge], orphans: [Int]
  ) {
    var edges: [HorizonEdge] = []
    var orphans = faces[first].outside
    faces[first].isAlive = false
    // a walk that turns around every face in the same sense meets the edges in order
    var path: [(face: Int, edge: Int, left: Int)] = [(first, 0, 3)]
    while let step = path.popLast() {
      guard step.left > 0 else { continue }
      path.append((step.face, (step.edge + 1) % 3, step.left - 1))
      let next = faces[step.face].neighbours[step.edge]
      guard faces[next].isAlive else { continue }
      let (from, to) = (
        faces[step.face].corners[step.edge], faces[step.face].corners[(step.edge + 1) % 3]
      )
      if height(apex, over: faces[next]) > 0 {
        faces[next].isAlive = false
        orphans += faces[next].outside
        faces[next].outside = []
        let entry = (0..<3).first { faces[next].corners[$0] == to } ?? 0
        path.append((next, (entry + 1) % 3, 2))
      } else {
        edges.append(HorizonEdge(from: from, to: to, face: next))
      }
    }
    faces[first].outside = []
    return (edges, orphans)
  }

  /// Tells a face who is now across its edge from `from` to `to`.
  private mutating func link(_ face: Int, _ from: Int, _ to: Int, to other: Int) {
    for edge in 0..<3 where faces[face].corners[edge] == from {
      if faces[face].corners[(edge + 1) % 3] == to { faces[face].neighbours[edge] = other }
    }
  }
}

func crossed(_ a: LatticePoint, _ b: LatticePoint) -> LatticePoint {
  LatticePoint(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

private func key(_ p: LatticePoint) -> (Int, Int, Int) { (p.x, p.y, p.z) }

private func squared(_ p: LatticePoint) -> Double {
  let (x, y, z) = (Double(p.x), Double(p.y), Double(p.z))
  return x * x + y * y + z * z
}
