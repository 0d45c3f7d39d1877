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

  /// Nil where the alignment cannot be inverted.
  init?(_ brain: TemplateBrain, _ registration: Registration) {
    distance = brain.distance
    guard let back = registration.templateToSubject.inverse,
      let fromWorld = distance.grid.fromWorld
    else { return nil }
    (subjectToTemplate, templateFromWorld) = (back, fromWorld)
    scale = pow(abs(registration.templateToSubject.determinant), 1 / 3)
  }

  /// How far, in mm, a point should move along its outward normal.
  @inline(__always)
  func push(at point: Vector3) -> Double {
    let d = distance.voxels.withUnsafeBufferPointer { field in
      scale * templateMM(field, templateFromWorld(subjectToTemplate(point)))
    }
    let excess = d > freeMM ? d - freeMM : (d < -freeMM ? d + freeMM : 0)
    return -stiffness * min(10, max(-10, excess))
  }

  /// The distance in template mm at the voxel nearest to a position in voxels of `distance`.
  ///
  /// Beyond the field of view it is that of the wall, at least zero, and of the way to it.
  @inline(__always)
  private func templateMM(_ field: UnsafeBufferPointer<Float>, _ place: Vector3) -> Double {
    let grid = distance.grid
    let far = Vector3(Double(grid.nx - 1), Double(grid.ny - 1), Double(grid.nz - 1))
    let inside = pointwiseMin(far, pointwiseMax(.zero, place))
    let (x, y, z) = (Int(inside.x + 0.5), Int(inside.y + 0.5), Int(inside.z + 0.5))
    let d = Double(field[x &+ grid.nx &* (y &+ grid.ny &* z)])
    let beyond = place - inside
    guard beyond != .zero else { return d }
    return max(0, d) + length(beyond) * grid.voxelSizeMM.x
  }
}

// MARK: - On the subject's lattice

extension ShapePrior {
  /// Distance, in subject mm, of two samples of intensities; enough for their order statistics.
  private static let sampleMM = 2.0

  /// The intensities around and within the template's brain: those within `around` mm of its border
  /// or inside of it, and those deeper than `core` mm.
  ///
  /// - Parameters:
  ///   - image: the head; finite.
  ///   - box: the voxels looked at, every second millimetre of them.
  ///   - around: how far outside, in subject mm.
  ///   - core: how deep inside, in subject mm.
  /// - Returns: the values in the order of storage.
  func values(
    in image: Image, _ box: VoxelBox, aroundMM around: Double, coreMM core: Double
  ) -> (around: [Float], core: [Float]) {
    let size = image.grid.voxelSizeMM
    let step = SIMD3<Int>(
      size.step(Self.sampleMM, 0), size.step(Self.sampleMM, 1), size.step(Self.sampleMM, 2))
    let map = templateFromWorld * subjectToTemplate * image.grid.toWorld
    var found: (around: [Float], core: [Float]) = ([], [])
    distance.voxels.withUnsafeBufferPointer { field in
      for z in stride(from: box.z.lowerBound, to: box.z.upperBound, by: step.z) {
        for y in stride(from: box.y.lowerBound, to: box.y.upperBound, by: step.y) {
          for x in stride(from: box.x.lowerBound, to: box.x.upperBound, by: step.x) {
            let d = scale * templateMM(field, map(Vector3(Double(x), Double(y), Double(z))))
            guard d <= around else { continue }
            let value = image.voxels[image.grid.offset(x, y, z)]
            found.around.append(value)
            if d < -core { found.core.append(value) }
          }
        }
      }
    }
    return found
  }

  /// The mask without what lies further than a margin, in subject mm, outside of the template's brain.
  func cut(_ mask: Mask, marginMM: Double) -> Mask {
    var result = mask
    let grid = mask.grid
    let map = templateFromWorld * subjectToTemplate * grid.toWorld
    distance.voxels.withUnsafeBufferPointer { field in
      result.voxels.withUnsafeMutableBufferPointer { voxels in
        var i = 0
        for z in 0..<grid.nz {
          for y in 0..<grid.ny {
            for x in 0..<grid.nx {
              defer { i &+= 1 }
              guard voxels[i] != 0 else { continue }
              let d = templateMM(field, map(Vector3(Double(x), Double(y), Double(z))))
              if scale * d > marginMM { voxels[i] = 0 }
            }
          }
        }
      }
    }
    return result
  }
}

extension Vector3 {
  /// Number of voxels of this size along an axis that make a distance, at least one.
  fileprivate func step(_ distanceMM: Double, _ axis: Int) -> Int {
    let count = distanceMM / self[axis]
    return count > 1 && count < 1e6 ? Int(count + 1e-6) : 1
  }
}
