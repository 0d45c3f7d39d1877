import Kernels
import Volumes

extension Mask {
  /// The centre of gravity in world mm, or nil for an empty mask.
  func centroidMM() -> Vector3? {
    var (sum, n) = (Vector3.zero, 0.0)
    var i = 0
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          if voxels[i] != 0 {
            sum += Vector3(Double(x), Double(y), Double(z))
            n += 1
          }
          i += 1
        }
      }
    }
    return n > 0 ? grid.toWorld(sum / n) : nil
  }

  /// The surface of the mask as seen from its centre of gravity, as a mesh of 2562 vertices.
  ///
  /// Each vertex is where the ray from the centre leaves the mask for the last time. Nil for an
  /// empty mask.
  func starSurface() -> TriangleMesh? {
    guard let centre = centroidMM(), let fromWorld = grid.fromWorld else { return nil }
    var mesh = TriangleMesh.icosphere(subdivisions: 4)
    let step = max(0.25, grid.voxelSizeMM.min() / 2)
    let reach = length(grid.toWorld(grid.corners[7]) - grid.toWorld(grid.corners[0]))
    for i in mesh.vertices.indices {
      let direction = mesh.vertices[i] / length(mesh.vertices[i])
      var (radius, t) = (step, step)
      while t < reach {
        let p = fromWorld(centre + t * direction) + 0.5
        if p.x >= 0, p.y >= 0, p.z >= 0, grid.contains(Int(p.x), Int(p.y), Int(p.z)),
          self[Int(p.x), Int(p.y), Int(p.z)]
        {
          radius = t
        }
        t += step
      }
      mesh.vertices[i] = centre + radius * direction
    }
    return mesh
  }
}
