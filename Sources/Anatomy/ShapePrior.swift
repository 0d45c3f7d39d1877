import Foundation
import Kernels
import Volumes

/// Where the brain of a template ends in a subject's head: a signed distance with a free zone.
///
/// Inside the free zone a surface moves as the image wants; beyond, it is pulled back.
struct ShapePrior {
  /// Signed distance, in template mm, to the border of the template's brain; positive outside.
  let distance: Image
  let subjectToTemplate: Affine
  let templateFromWorld: Affine
  /// Millimetres in the subject for a millimetre in the template.
  let scale: Double
  /// Half the width of the free zone, in mm.
  var freeMM = 4.0
  /// Share of the excess that is taken back at each step.
  var stiffness = 0.1

  init?(_ template: Template, _ registration: Registration, parallel: Parallel) {
    guard let back = registration.templateToSubject.inverse else { return nil }
    let brain = template.brain.resampled(
      onto: template.brain.grid.resized(toVoxelMM: 2), through: .identity, parallel: parallel)
    distance = brain.signedDistanceMM(parallel: parallel)
    guard let fromWorld = distance.grid.fromWorld else { return nil }
    (subjectToTemplate, templateFromWorld) = (back, fromWorld)
    scale = pow(abs(registration.templateToSubject.determinant), 1 / 3)
  }

  /// How far, in mm, a point should move along its outward normal.
  @inline(__always)
  func push(at point: Vector3) -> Double {
    let d = signedDistanceMM(at: point)
    let excess = d > freeMM ? d - freeMM : (d < -freeMM ? d + freeMM : 0)
    return -stiffness * min(10, max(-10, excess))
  }

  /// Distance, in subject mm, to the border of the brain; positive outside. Points outside of the
  /// template's field of view get the distance at its nearest wall.
  func signedDistanceMM(at point: Vector3) -> Double {
    let p = templateFromWorld(subjectToTemplate(point)) + 0.5
    let grid = distance.grid
    let x = Int(min(Double(grid.nx - 1), max(0, p.x)))
    let y = Int(min(Double(grid.ny - 1), max(0, p.y)))
    let z = Int(min(Double(grid.nz - 1), max(0, p.z)))
    return scale * Double(distance[x, y, z])
  }
}

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
