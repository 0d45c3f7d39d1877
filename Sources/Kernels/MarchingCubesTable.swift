/// How an iso-surface cuts a cube, for each of the 256 ways its corners lie inside or outside
/// (Lorensen & Cline 1987), made from one rule: where the inside corners of a side of the cube lie
/// across from each other, they are parted (Dürst 1988; Nielson & Hamann 1991). As the rule looks at
/// the side alone, two neighbouring cubes agree and no gap is left.
///
/// Corner `c` stands at x = bit 0, y = bit 1, z = bit 2 of its number. Edge `4 a + k` runs along axis
/// a; `k` gives the bits of the two other axes, in ascending order.
struct MarchingCubesTable: Sendable {
  /// Made at the first use.
  static let shared = MarchingCubesTable()

  /// Where the triangles of each case begin among `edges`, and the end of the last.
  private(set) var starts: [Int32] = [0]
  /// Three edges a triangle, counter-clockwise seen from the outside corners.
  private(set) var edges: [UInt8] = []
  /// For each edge its corner with the lower number.
  let corners: [Int]
  /// For each edge its axis.
  let axes: [Int]

  private init() {
    corners = (0..<12).map { edge in
      let (axis, k) = (edge / 4, edge % 4)
      let others = [0, 1, 2].filter { $0 != axis }
      return (k & 1) << others[0] | (k >> 1) << others[1]
    }
    axes = (0..<12).map { $0 / 4 }
    for inside in 0..<256 {
      for loop in loops(inside) {
        for t in triangles(of: loop) { edges += t.map { UInt8($0) } }
      }
      starts.append(Int32(edges.count))
    }
  }

  /// The edge between two corners that differ in one bit.
  private func edge(_ a: Int, _ b: Int) -> Int {
    let axis = (a ^ b).trailingZeroBitCount
    let low = a & b
    let others = [0, 1, 2].filter { $0 != axis }
    return 4 * axis + (low >> others[0] & 1) + 2 * (low >> others[1] & 1)
  }

  /// The closed lines in which the surface meets the sides of the cube, as edges in order.
  private func loops(_ inside: Int) -> [[Int]] {
    var next: [Int: Int] = [:]
    for side in Self.sides { for (from, to) in segments(side, inside) { next[from] = to } }
    var result: [[Int]] = []
    while let start = next.keys.min() {
      var loop: [Int] = []
      var edge = start
      while let following = next.removeValue(forKey: edge) {
        loop.append(edge)
        edge = following
      }
      result.append(loop)
    }
    return result
  }

  /// The corners of the six sides, counter-clockwise seen from outside the cube.
  private static let sides: [[Int]] = (0..<6).map { side in
    let axis = side / 2
    let (u, v) = (1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3))
    return side % 2 == 1
      ? [0, u, u | v, v].map { $0 | 1 << axis } : [0, v, u | v, u]
  }

  /// The lines of the surface on a side: from the edge at which a walk around the side comes in to
  /// the edge at which it leaves the inside, so that every line rounds one run of inside corners.
  private func segments(_ side: [Int], _ inside: Int) -> [(Int, Int)] {
    func holds(_ k: Int) -> Bool { inside >> side[k % 4] & 1 == 1 }
    var result: [(Int, Int)] = []
    for k in 0..<4 where holds(k) && !holds(k + 1) {
      var entry = k
      while holds(entry + 3) { entry += 3 }
      result.append(
        (edge(side[(entry + 3) % 4], side[entry % 4]), edge(side[k % 4], side[(k + 1) % 4])))
    }
    return result
  }

  /// Cuts a loop into triangles by ears whose new edge runs through the cube and not along one of
  /// its sides, where the neighbouring cube might have the same edge.
  private func triangles(of loop: [Int]) -> [[Int]] {
    if loop.count == 3 { return [loop] }
    let n = loop.count
    for k in 0..<n where !shareSide(loop[(k + n - 1) % n], loop[(k + 1) % n]) {
      var rest = loop
      rest.remove(at: k)
      let further = triangles(of: rest)
      if !further.isEmpty {
        return [[loop[(k + n - 1) % n], loop[k], loop[(k + 1) % n]]] + further
      }
    }
    return []
  }

  /// Whether two edges lie on a common side of the cube.
  private func shareSide(_ a: Int, _ b: Int) -> Bool {
    func ends(_ edge: Int) -> [Int] { [corners[edge], corners[edge] | 1 << axes[edge]] }
    return Self.sides.contains { side in (ends(a) + ends(b)).allSatisfy(side.contains) }
  }
}
