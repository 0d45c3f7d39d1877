import Kernels
import Volumes

extension TriangleMesh {
  /// The mesh with every vertex moved along its outward normal; inwards where `distanceMM` is negative.
  func moved(outwardsMM distanceMM: Double) -> TriangleMesh {
    guard distanceMM != 0 else { return self }
    var result = self
    for (i, normal) in outwardNormals.enumerated() { result.vertices[i] += normal * distanceMM }
    return result
  }
}
