extension TriangleMesh {
  /// Wavefront OBJ: vertices in world mm, triangles counted from 1.
  var objText: String {
    let points = vertices.map { "v \($0.x) \($0.y) \($0.z)\n" }
    let faces = triangles.map { "f \($0.x + 1) \($0.y + 1) \($0.z + 1)\n" }
    return points.joined() + faces.joined()
  }
}
