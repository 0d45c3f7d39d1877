import Kernels
import Volumes

/// A closed triangle mesh that moves under its own smoothness and the intensities below it.
///
/// All vertices move at once (each step reads only the positions of the step before). Forces are
/// those of Smith SM, Hum Brain Mapp 2002;17:143-155.
struct DeformableSurface {
  /// World positions, mm.
  var positions: [Vector3]
  let triangles: [SIMD3<Int32>]
  /// Six slots a vertex: its neighbours, the first of them repeated where there are only five.
  let neighbours: [Int32]
  /// Number of neighbours of each vertex.
  let valence: [Int32]

  init(_ mesh: TriangleMesh) {
    (positions, triangles) = (mesh.vertices, mesh.triangles)
    var lists = [[Int32]](repeating: [], count: mesh.vertices.count)
    for t in mesh.triangles {
      for (a, b) in [(t.x, t.y), (t.y, t.z), (t.z, t.x)] { lists[Int(a)].append(b) }
    }
    neighbours = lists.flatMap { list in
      (0..<Self.slots).map { $0 < list.count ? list[$0] : list.first ?? 0 }
    }
    valence = lists.map { Int32(min($0.count, Self.slots)) }
  }

  static let slots = 6

  var mesh: TriangleMesh { TriangleMesh(vertices: positions, triangles: triangles) }

  /// Outward normals, into a buffer of one for each vertex: the sum of the normals of the triangles
  /// around, weighted by area.
  func normals(into sums: inout [Vector3]) {
    sums.withUnsafeMutableBufferPointer { sums in
      for i in 0..<sums.count { sums[i] = .zero }
      positions.withUnsafeBufferPointer { p in
        triangles.withUnsafeBufferPointer { triangles in
          for t in triangles {
            let (a, b, c) = (Int(t.x), Int(t.y), Int(t.z))
            let normal = cross(p[b] - p[a], p[c] - p[a])
            sums[a] += normal
            sums[b] += normal
            sums[c] += normal
          }
        }
      }
      for i in 0..<sums.count {
        let size = length(sums[i])
        sums[i] = size > 0 ? sums[i] / size : .zero
      }
    }
  }

  /// Mean over the vertices of the mean distance to their neighbours, in mm.
  func meanEdgeMM() -> Double {
    var total = 0.0
    for i in positions.indices {
      var sum = 0.0
      for k in 0..<Int(valence[i]) {
        sum += length(positions[Int(neighbours[Self.slots * i + k])] - positions[i])
      }
      total += sum / Double(max(1, valence[i]))
    }
    return total / Double(max(1, positions.count))
  }

  /// How much the surface cuts itself, against the shape that it started from.
  ///
  /// The sum, over pairs of vertices that are no neighbours but closer than the mean edge, of the
  /// squared change of their distance in mean edges. Each pair counts twice.
  func selfIntersection(since start: DeformableSurface) -> Double {
    let (edge, startEdge) = (meanEdgeMM(), start.meanEdgeMM())
    guard edge > 0, startEdge > 0 else { return .infinity }
    var sum = 0.0
    positions.withUnsafeBufferPointer { p in
      for i in 0..<p.count {
        for j in (i + 1)..<max(i + 1, p.count) {
          let gap = p[i] - p[j]
          let squared = (gap * gap).sum()
          guard squared < edge * edge, !isNeighbour(i, j) else { continue }
          let before = length(start.positions[i] - start.positions[j]) / startEdge
          let change = squared.squareRoot() / edge - before
          sum += 2 * change * change
        }
      }
    }
    return sum
  }

  private func isNeighbour(_ i: Int, _ j: Int) -> Bool {
    for k in 0..<Int(valence[i]) where neighbours[Self.slots * i + k] == Int32(j) { return true }
    return false
  }
}
