import Kernels
import Volumes

/// The head's surface as seen from one side: where rays on a coarse lattice meet it first.
struct SkinMesh {
  /// The box in which it lies.
  let box: RegionBox
  /// Number of rays sideways and upwards.
  let columns: Int
  let rows: Int
  /// Where each ray meets the head, world mm. A ray beside the head goes as deep as its neighbours
  /// that meet it, so that the mesh covers the rim.
  let points: [Vector3]
  /// Whether each ray, or one beside it, meets the head.
  let isUsed: [Bool]
  /// Whether any ray meets the head.
  let isSeen: Bool

  /// - Parameters:
  ///   - head: skin and everything inside.
  ///   - box: where to look.
  ///   - meshMM: distance of the rays.
  init(of head: Mask, in box: RegionBox, meshMM: Double) {
    let lattice = HeadLattice(head)
    let across = Self.count(box.ranges[0], meshMM)
    let starts = (0..<across * Self.count(box.ranges[1], meshMM)).map {
      Self.place($0, across, box, meshMM)
    }
    let depths = starts.map { Self.depth(lattice, box, $0) }
    let covered = Self.rimFilled(depths, across)
    (self.box, columns, rows) = (box, across, starts.count / across)
    isSeen = depths.contains { $0 != nil }
    isUsed = covered.map { $0 != nil }
    points = zip(starts, covered).map { start, depth in
      box.world(Vector3(start.x, start.y, depth ?? box.ranges[2].lowerBound))
    }
  }

  /// The mesh on another surface.
  private init(_ mesh: SkinMesh, points: [Vector3]) {
    (box, columns, rows, isUsed) = (mesh.box, mesh.columns, mesh.rows, mesh.isUsed)
    (self.points, isSeen) = (points, mesh.isSeen)
  }

  /// The mesh on the paraboloid `z = a x² + b x + c y² + d y + e` that comes nearest to its points
  /// along the view; nil where they do not determine one.
  var onParaboloid: SkinMesh? {
    let places = points.map { box.coordinates($0) }
    func terms(_ p: Vector3) -> [Double] {
      let (x, y) = (p.x / 100, p.y / 100)
      return [x * x, x, y * y, y, 1]
    }
    var normal = SymmetricMatrix(order: 5)
    var right = [Double](repeating: 0, count: 5)
    for point in points.indices where isUsed[point] {
      let row = terms(places[point])
      normal.addOuterProduct(row)
      for k in 0..<5 { right[k] += row[k] * places[point].z }
    }
    guard let found = normal.solved(right) else { return nil }
    let smooth = places.map { place in
      let depth = zip(terms(place), found).reduce(0) { $0 + $1.0 * $1.1 }
      return box.world(Vector3(place.x, place.y, depth))
    }
    return SkinMesh(self, points: smooth)
  }

  /// Where a ray starts, in the coordinates of the box.
  private static func place(
    _ point: Int, _ columns: Int, _ box: RegionBox, _ meshMM: Double
  ) -> Vector3 {
    Vector3(
      box.ranges[0].lowerBound + Double(point % columns) * meshMM,
      box.ranges[1].lowerBound + Double(point / columns) * meshMM, box.ranges[2].upperBound)
  }

  /// The depths, with those beside a known one filled by the mean of their known neighbours.
  private static func rimFilled(_ depths: [Double?], _ columns: Int) -> [Double?] {
    depths.indices.map { point in
      if let depth = depths[point] { return depth }
      var near: [Double] = []
      for (right, up) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
        let (column, other) = (point % columns + right, point + right + up * columns)
        guard (0..<columns).contains(column), depths.indices.contains(other) else { continue }
        if let depth = depths[other] { near.append(depth) }
      }
      return near.isEmpty ? nil : near.reduce(0, +) / Double(near.count)
    }
  }

  /// The unit normals at all points, outwards: of the sum over the corners of the cells around.
  var normals: [Vector3] {
    var sums = [Vector3](repeating: .zero, count: points.count)
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let corners = cell(column, row)
        for k in 0..<4 {
          let (here, next, last) = (corners[k], corners[(k + 1) % 4], corners[(k + 3) % 4])
          let normal = crossProduct(points[next] - points[here], points[last] - points[here])
          let size = length(normal)
          guard size > 0 else { continue }
          sums[here] += normal * (((normal * box.along[2]).sum() < 0 ? -1 : 1) / size)
        }
      }
    }
    return sums.map { length($0) > 1e-9 ? $0 / length($0) : box.along[2] }
  }

  /// The corners of a cell, around it.
  func cell(_ column: Int, _ row: Int) -> [Int] {
    let first = column + columns * row
    return [first, first + 1, first + 1 + columns, first + columns]
  }

  private static func count(_ range: ClosedRange<Double>, _ meshMM: Double) -> Int {
    let steps = (range.upperBound - range.lowerBound) / meshMM
    return Int(min(steps, 1000).rounded(.up)) + 1
  }

  /// How far out a ray meets the head first, mm.
  private static func depth(
    _ lattice: HeadLattice, _ box: RegionBox, _ start: Vector3
  ) -> Double? {
    // Off the borders of voxels, at which the nearest one depends on the way the axis runs.
    var place = start
    place.z -= 0.29 * stepMM
    while place.z > box.ranges[2].lowerBound {
      if lattice.holds(box.world(place)) { return place.z }
      place.z -= stepMM
    }
    return nil
  }

  private static let stepMM = 0.5
}

/// A head mask that is asked by world places.
struct HeadLattice {
  private let mask: Mask
  private let toVoxel: Affine?

  init(_ mask: Mask) { (self.mask, toVoxel) = (mask, mask.grid.fromWorld) }

  /// Whether the voxel at a world place is inside.
  func holds(_ world: Vector3) -> Bool {
    guard let toVoxel else { return false }
    let p = toVoxel(world) + 0.5
    guard p.min() >= 0, p.x < Double(mask.grid.nx), p.y < Double(mask.grid.ny),
      p.z < Double(mask.grid.nz)
    else { return false }
    return mask[Int(p.x), Int(p.y), Int(p.z)]
  }
}
