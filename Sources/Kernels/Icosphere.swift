import Volumes

extension TriangleMesh {
  /// A sphere made from an icosahedron whose triangles are cut into four `subdivisions` times.
  ///
  /// It has `10 · 4^subdivisions + 2` vertices and `20 · 4^subdivisions` triangles: 2562 and 5120
  /// after four subdivisions.
  ///
  /// - Parameters:
  ///   - subdivisions: how often, 0…7.
  ///   - centre: world mm.
  ///   - radiusMM: of the sphere on which all vertices lie.
  /// - Returns: a closed mesh, oriented outwards.
  public static func icosphere(
    subdivisions: Int, centre: Vector3 = .zero, radiusMM: Double = 1
  ) -> TriangleMesh {
    precondition((0...7).contains(subdivisions), "an icosphere is cut 0 to 7 times")
    var mesh = icosahedron
    for _ in 0..<subdivisions { mesh = mesh.subdividedOnUnitSphere }
    for index in mesh.vertices.indices {
      mesh.vertices[index] = centre + radiusMM * mesh.vertices[index]
    }
    return mesh
  }

  /// The regular icosahedron on the unit sphere.
  private static var icosahedron: TriangleMesh {
    let golden = (1 + 5.0.squareRoot()) / 2
    var vertices: [Vector3] = []
    for long in [-golden, golden] {
      for short in [-1.0, 1.0] {
        vertices.append(Vector3(short, long, 0))
        vertices.append(Vector3(0, short, long))
        vertices.append(Vector3(long, 0, short))
      }
    }
    vertices = vertices.map { $0 / length($0) }
    return TriangleMesh(vertices: vertices, triangles: faces(of: vertices))
  }

  /// All triples of vertices at the smallest distance from each other, turned outwards.
  private static func faces(of vertices: [Vector3]) -> [SIMD3<Int32>] {
    let edge = vertices.dropFirst().map { length($0 - vertices[0]) }.min() ?? 0
    func adjacent(_ a: Int, _ b: Int) -> Bool {
      length(vertices[a] - vertices[b]) < edge * 1.01
    }
    var result: [SIMD3<Int32>] = []
    for a in vertices.indices {
      for b in vertices.indices where b > a && adjacent(a, b) {
        for c in vertices.indices where c > b && adjacent(a, c) && adjacent(b, c) {
          let outward = (vertices[a] * cross(vertices[b], vertices[c])).sum() > 0
          result.append(SIMD3(Int32(a), Int32(outward ? b : c), Int32(outward ? c : b)))
        }
      }
    }
    return result
  }

  /// Every triangle cut into four, the new vertices moved out to the unit sphere.
  private var subdividedOnUnitSphere: TriangleMesh {
    var points = vertices
    var middles: [SIMD2<Int32>: Int32] = [:]
    func middle(_ a: Int32, _ b: Int32) -> Int32 {
      let key = SIMD2(min(a, b), max(a, b))
      if let known = middles[key] { return known }
      let sum = vertices[Int(key.x)] + vertices[Int(key.y)]
      points.append(sum / length(sum))
      middles[key] = Int32(points.count - 1)
      return Int32(points.count - 1)
    }
    var pieces: [SIMD3<Int32>] = []
    for t in triangles {
      let (ab, bc, ca) = (middle(t.x, t.y), middle(t.y, t.z), middle(t.z, t.x))
      pieces += [
        SIMD3(t.x, ab, ca), SIMD3(t.y, bc, ab), SIMD3(t.z, ca, bc), SIMD3(ab, bc, ca),
      ]
    }
    return TriangleMesh(vertices: points, triangles: pieces)
  }
}
