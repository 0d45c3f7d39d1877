import Kernels
import Volumes

/// A layer that follows the skin, in world mm: two surfaces over one mesh, cut into tetrahedra.
///
/// Its flat image is a box: the mesh straightened, in mm, and the way from the inner to the outer
/// surface, in mm. Geometry alone, so that it can be carried over to any image of the same head.
public struct CurvedLayer: Sendable {
  /// What becomes of the voxels between the two surfaces.
  enum Role: Sendable { case filtered, cut }

  /// What becomes of the voxels between the two surfaces.
  let role: Role
  /// Number of mesh points sideways and upwards.
  let columns: Int
  let rows: Int
  /// The inner and the outer surface, world mm.
  private(set) var inner: [Vector3]
  private(set) var outer: [Vector3]
  /// Triangles of the mesh, three points each, in ascending order.
  let triangles: [SIMD3<Int32>]
  /// The distance of mesh points and the depth of the layer in the flat image, mm.
  let meshMM: Int
  let depthMM: Int

  /// A layer around a mesh.
  ///
  /// - Parameters:
  ///   - mesh: the skin.
  ///   - head: skin and everything inside.
  ///   - meshMM: distance of the mesh's points.
  ///   - halfMM: how far the layer reaches to either side of the skin.
  ///   - jitterMM: how far each surface is moved at most at each point, at random, along all axes.
  ///   - seed: chooses the movements.
  ///   - stream: tells the layers of one head apart.
  ///   - holdsHead: whether the outer surface moves out where the head sticks out of it.
  init(
    _ mesh: SkinMesh, head: Mask, meshMM: Double, halfMM: Double, jitterMM: Double, seed: UInt64,
    stream: UInt64, holdsHead: Bool = true
  ) {
    (columns, rows, role) = (mesh.columns, mesh.rows, .filtered)
    self.meshMM = Int(meshMM.rounded())
    depthMM = 2 * max(1, Int(halfMM.rounded()))
    let (normals, random) = (mesh.normals, CounterRandom(seed: seed))
    let diagonal = mesh.box.along[0] + mesh.box.along[1] + mesh.box.along[2]
    func moved(_ point: Int, _ side: Double) -> Vector3 {
      let draw = random.uniform(stream: stream, index: UInt64(2 * point) + (side > 0 ? 0 : 1))
      return mesh.points[point] + normals[point] * (side * halfMM)
        + diagonal * (jitterMM * (2 * draw - 1))
    }
    outer = mesh.points.indices.map { moved($0, 1) }
    inner = mesh.points.indices.map { moved($0, -1) }
    triangles = Self.triangles(mesh)
    enclose(HeadLattice(head), holdsHead: holdsHead)
  }

  /// Everything in front of a surface that is to go.
  init(inFrontOf mesh: SkinMesh, reachMM: Double) {
    (columns, rows, role, meshMM, depthMM) = (mesh.columns, mesh.rows, .cut, 1, 1)
    inner = mesh.points
    outer = mesh.points.map { $0 + mesh.box.along[2] * reachMM }
    triangles = Self.triangles(mesh)
  }

  /// Number of points of the flat image along each axis, 1 mm apart.
  var flatDims: SIMD3<Int> {
    SIMD3((columns - 1) * meshMM + 1, (rows - 1) * meshMM + 1, depthMM + 1)
  }

  /// Cells cut along one diagonal; of those with one corner far off the head the half without it.
  private static func triangles(_ mesh: SkinMesh) -> [SIMD3<Int32>] {
    var result: [SIMD3<Int32>] = []
    for row in 0..<mesh.rows - 1 {
      for column in 0..<mesh.columns - 1 {
        let c = mesh.cell(column, row)
        let unused = (0..<4).filter { !mesh.isUsed[c[$0]] }
        let parts: [[Int]] =
          switch unused.count {
          case 0: [[c[0], c[1], c[2]], [c[0], c[2], c[3]]]
          case 1: [c.indices.filter { $0 != unused[0] }.map { c[$0] }]
          default: []
          }
        for part in parts {
          let sorted = part.sorted().map { Int32($0) }
          result.append(SIMD3(sorted[0], sorted[1], sorted[2]))
        }
      }
    }
    return result
  }

  /// Moves the outer surface out where the head sticks out of it, and the inner one in where air lies
  /// below it, by a tenth of the depth at a time, at most ten times.
  private mutating func enclose(_ head: HeadLattice, holdsHead: Bool) {
    let directions = zip(outer, inner).map { ($0 - $1) * 0.1 }
    for _ in 0..<10 {
      let high = cornersOfTriangles(of: outer) { holdsHead && head.holds($0) }
      let low = cornersOfTriangles(of: inner) { !head.holds($0) }
      if !high.contains(true) && !low.contains(true) { return }
      for point in outer.indices {
        if high[point] { outer[point] += directions[point] }
        if low[point] { inner[point] -= directions[point] }
      }
    }
  }

  /// The points of all triangles of a surface that a condition holds on anywhere.
  private func cornersOfTriangles(
    of surface: [Vector3], where isHit: (Vector3) -> Bool
  ) -> [Bool] {
    var result = [Bool](repeating: false, count: surface.count)
    let steps = max(2, meshMM / 3)
    for triangle in triangles {
      let (a, b, c) = (surface[Int(triangle.x)], surface[Int(triangle.y)], surface[Int(triangle.z)])
      search: for i in 0...steps {
        for j in 0...steps - i {
          let (u, v) = (Double(i) / Double(steps), Double(j) / Double(steps))
          guard isHit(a + (b - a) * u + (c - a) * v) else { continue }
          for k in 0..<3 { result[Int(triangle[k])] = true }
          break search
        }
      }
    }
    return result
  }

  /// All tetrahedra: corners in world mm, and the same corners in the flat image. Neighbours share
  /// whole faces, since every prism is cut by the order of its points.
  var tetrahedra: [(world: Tetrahedron, flat: Tetrahedron)] {
    triangles.flatMap { t in
      let p = [Int(t.x), Int(t.y), Int(t.z)]
      let cuts: [[(Int, Bool)]] = [
        [(p[0], false), (p[1], false), (p[2], false), (p[2], true)],
        [(p[0], false), (p[1], false), (p[1], true), (p[2], true)],
        [(p[0], false), (p[0], true), (p[1], true), (p[2], true)],
      ]
      return cuts.map { corners in
        (
          Tetrahedron(corners.map { $0.1 ? outer[$0.0] : inner[$0.0] }),
          Tetrahedron(corners.map { flat($0.0, isOuter: $0.1) })
        )
      }
    }
  }

  private func flat(_ point: Int, isOuter: Bool) -> Vector3 {
    Vector3(
      Double(point % columns * meshMM), Double(point / columns * meshMM),
      isOuter ? Double(depthMM) : 0)
  }
}

/// Four corners, and where a place lies among them.
struct Tetrahedron {
  let corners: [Vector3]

  init(_ corners: [Vector3]) { self.corners = corners }

  /// The map that takes these corners to those of another one, nil for a flat one.
  func map(to other: Tetrahedron) -> Affine? {
    guard let back = edges.inverse else { return nil }
    return other.edges * back
  }

  /// The unit tetrahedron to this one.
  var edges: Affine {
    Affine(
      columns: corners[1] - corners[0], corners[2] - corners[0], corners[3] - corners[0],
      translation: corners[0])
  }
}
