import Volumes

/// A surface of triangles in world millimetres.
public struct TriangleMesh: Sendable {
  /// Corners in world mm.
  public var vertices: [Vector3]
  /// Three indices of vertices each; counter-clockwise seen from outside.
  public var triangles: [SIMD3<Int32>]

  /// A mesh from its parts. Every index must be that of a vertex.
  public init(vertices: [Vector3], triangles: [SIMD3<Int32>]) {
    precondition(
      triangles.allSatisfy { $0.min() >= 0 && Int($0.max()) < vertices.count },
      "every triangle needs three vertices of the mesh")
    (self.vertices, self.triangles) = (vertices, triangles)
  }

  /// The three corners of a triangle.
  @inlinable
  public func corners(_ triangle: Int) -> (Vector3, Vector3, Vector3) {
    let t = triangles[triangle]
    return (vertices[Int(t.x)], vertices[Int(t.y)], vertices[Int(t.z)])
  }

  /// The unit normal at each vertex, outwards: the sum of its triangles' normals weighted by their
  /// areas. Zero where there is no direction.
  public var vertexNormals: [Vector3] {
    var result = [Vector3](repeating: .zero, count: vertices.count)
    for t in triangles {
      let a = vertices[Int(t.x)]
      let normal = cross(vertices[Int(t.y)] - a, vertices[Int(t.z)] - a)
      for corner in 0..<3 { result[Int(t[corner])] += normal }
    }
    for index in result.indices {
      let size = length(result[index])
      result[index] = size > 0 ? result[index] / size : .zero
    }
    return result
  }

  /// For each vertex the indices of the vertices it shares an edge with, ascending.
  public var vertexNeighbours: [[Int32]] {
    var result = [[Int32]](repeating: [], count: vertices.count)
    for t in triangles {
      for corner in 0..<3 {
        result[Int(t[corner])].append(t[(corner + 1) % 3])
        result[Int(t[corner])].append(t[(corner + 2) % 3])
      }
    }
    return result.map { Array(Set($0)).sorted() }
  }

  /// Enclosed volume in mm³, positive for outward orientation; meaningful for closed meshes.
  public var volumeMM3: Double {
    triangles.indices.reduce(0) { sum, index in
      let (a, b, c) = corners(index)
      return sum + (a * cross(b, c)).sum()
    } / 6
  }

  /// Total area in mm².
  public var areaMM2: Double {
    triangles.indices.reduce(0) { sum, index in
      let (a, b, c) = corners(index)
      return sum + length(cross(b - a, c - a)) / 2
    }
  }

  /// The mesh with every vertex moved by an affine map; a mirror turns the triangles around.
  public func transformed(by map: Affine) -> TriangleMesh {
    var result = self
    for index in vertices.indices { result.vertices[index] = map(vertices[index]) }
    if map.determinant < 0 {
      for index in triangles.indices {
        let t = triangles[index]
        result.triangles[index] = SIMD3(t.x, t.z, t.y)
      }
    }
    return result
  }
}
