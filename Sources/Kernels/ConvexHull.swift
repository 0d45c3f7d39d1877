import Volumes

/// Steps of the lattice that points are put on: exact arithmetic has room for 2²⁰.
private let latticeSteps = 1 << 20

extension TriangleMesh {
  /// The convex hull of points in world mm, closed and oriented outwards; its vertices are the
  /// corners among the points.
  ///
  /// Sides are decided exactly after the points have been put on a lattice of a millionth of their
  /// greatest extent (0.0003 mm for a head), so that points in one plane or on one line do no harm.
  /// Points that are not finite are passed over. Nil where fewer than four points span a volume.
  public static func convexHull(of points: [Vector3]) -> TriangleMesh? {
    let known = points.filter { $0.sum().isFinite }
    guard let first = known.first else { return nil }
    var (low, high) = (first, first)
    for p in known { (low, high) = (pointwiseMin(low, p), pointwiseMax(high, p)) }
    let extent = (high - low).max()
    guard extent > 0, extent.isFinite else { return nil }
    let scale = Double(latticeSteps) / extent
    let lattice = known.map { p in
      let q = (p - low) * scale
      return LatticePoint(Int(q.x.rounded()), Int(q.y.rounded()), Int(q.z.rounded()))
    }
    guard let hull = LatticeHull(of: lattice) else { return nil }
    return mesh(hull.triangles) { known[$0] }
  }

  /// A mesh of some triangles over points, with only those points that they use, in their order.
  private static func mesh(_ triangles: [SIMD3<Int>], _ point: (Int) -> Vector3) -> TriangleMesh {
    let used = Set(triangles.flatMap { [$0.x, $0.y, $0.z] }).sorted()
    var number: [Int: Int32] = [:]
    for (place, index) in used.enumerated() { number[index] = Int32(place) }
    return TriangleMesh(
      vertices: used.map(point),
      triangles: triangles.map { t in
        SIMD3(number[t.x] ?? 0, number[t.y] ?? 0, number[t.z] ?? 0)
      })
  }
}

extension Mask {
  /// The voxels whose centres lie in or on the convex hull of the inside voxels' centres.
  ///
  /// Exact, also where all of them lie in one plane, on one line or in one place, as long as no
  /// axis has more than 512 voxels; beyond that, exact to 2⁻¹⁹ of the longest axis.
  public func convexHull() -> Mask {
    let ends = rowEnds()
    guard !ends.isEmpty else { return self }
    if let hull = LatticeHull(of: ends) { return filled(hull, scale: 1) }
    // a flat set is given a thickness that no other voxel centre comes near
    let scale = max(1, latticeSteps / 2 / (max(grid.nx, grid.ny, grid.nz) + 1))
    let steps = [
      LatticePoint(1, 0, 0), LatticePoint(0, 1, 0), LatticePoint(0, 0, 1),
    ]
    let thick = ends.flatMap { p in
      steps.flatMap { [p &* scale &+ $0, p &* scale &- $0] }
    }
    return LatticeHull(of: thick).map { filled($0, scale: scale) } ?? self
  }

  /// The first and the last inside voxel of every row: no other can be a corner.
  private func rowEnds() -> [LatticePoint] {
    var result: [LatticePoint] = []
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        let row = grid.offset(0, y, z)
        let span = voxels[row..<row + grid.nx]
        guard let first = span.firstIndex(where: { $0 != 0 }),
          let last = span.lastIndex(where: { $0 != 0 })
        else { continue }
        result.append(LatticePoint(first - row, y, z))
        if last > first { result.append(LatticePoint(last - row, y, z)) }
      }
    }
    return result
  }

  /// The voxels, at multiples of `scale`, that no face of a hull has outside.
  private func filled(_ hull: LatticeHull, scale: Int) -> Mask {
    let faces = hull.faces.filter(\.isAlive)
    var result = Mask(grid: grid)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        guard let span = span(hull.points, faces, y * scale, z * scale, scale) else { continue }
        let row = grid.offset(0, y, z)
        for x in span { result.voxels[row + x] = 1 }
      }
    }
    return result
  }

  /// The voxels of a row within all faces, or nil.
  private func span(
    _ points: [LatticePoint], _ faces: [LatticeHull.Face], _ y: Int, _ z: Int, _ scale: Int
  ) -> ClosedRange<Int>? {
    var (low, high) = (0, (grid.nx - 1) * scale)
    for face in faces {
      let corner = points[face.corners.x]
      // inside where normal.x · (x − corner.x) is no more than this
      let room = face.normal.y * (corner.y - y) + face.normal.z * (corner.z - z)
      if face.normal.x > 0 {
        high = min(high, corner.x + flooredQuotient(room, face.normal.x))
      } else if face.normal.x < 0 {
        low = max(low, corner.x - flooredQuotient(room, -face.normal.x))
      } else if room < 0 {
        return nil
      }
      if low > high { return nil }
    }
    let (first, last) = ((low + scale - 1) / scale, high / scale)
    return first <= last ? first...last : nil
  }
}

/// The quotient by a positive divisor, rounded down.
private func flooredQuotient(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return quotient * b > a ? quotient - 1 : quotient
}
