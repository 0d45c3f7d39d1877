import Kernels
import Volumes

/// A closed surface as points with normals and areas, some of which may not have been seen.
struct OrientedSurface: Sendable {
  /// The points, world mm.
  let points: [Vector3]
  /// Unit normals, outwards.
  let normals: [Vector3]
  /// A third of the area of the triangles around each point, in mm².
  let areasMM2: [Double]
  /// Whether the point was measured.
  let isSeen: [Bool]
  private let neighbours: [[Int32]]

  /// A surface that was seen everywhere, or only at some of its vertices.
  init(_ mesh: TriangleMesh, isSeen: [Bool]? = nil) {
    points = mesh.vertices
    normals = mesh.outwardNormals
    areasMM2 = mesh.vertexAreasMM2
    neighbours = mesh.vertexNeighbours
    self.isSeen = isSeen ?? mesh.vertices.map { _ in true }
  }

  /// The index of the nearest point.
  func nearest(to place: Vector3) -> Int {
    var (best, at) = (Double.infinity, 0)
    for (k, point) in points.enumerated() {
      let gap = point - place
      let squared = (gap * gap).sum()
      if squared < best { (best, at) = (squared, k) }
    }
    return at
  }

  /// The index of the nearest point, found from neighbour to neighbour.
  func nearest(to place: Vector3, from start: Int) -> Int {
    var at = start
    var best = length(points[at] - place)
    var isBetter = true
    while isBetter {
      isBetter = false
      for k in neighbours[at] {
        let distance = length(points[Int(k)] - place)
        if distance < best { (best, at, isBetter) = (distance, Int(k), true) }
      }
    }
    return at
  }
}

extension TriangleMesh {
  /// The normals at the vertices, turned outwards also where a mirror turned the triangles around.
  var outwardNormals: [Vector3] {
    let normals = vertexNormals
    return volumeMM3 < 0 ? normals.map { -$0 } : normals
  }

  /// A third of the area of the triangles around each vertex, in mm².
  var vertexAreasMM2: [Double] {
    var areas = [Double](repeating: 0, count: vertices.count)
    for t in triangles {
      let a = vertices[Int(t.x)]
      let area = length(cross(vertices[Int(t.y)] - a, vertices[Int(t.z)] - a)) / 2
      for corner in 0..<3 { areas[Int(t[corner])] += area / 3 }
    }
    return areas
  }
}
