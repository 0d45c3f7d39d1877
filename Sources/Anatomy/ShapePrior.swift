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
}

/// The distances of a prior with their places, for the time of a loop.
struct PriorField {
  private let prior: ShapePrior
  private let field: UnsafeBufferPointer<Float>
  private let nx: Int
  private let ny: Int
  private let far: Vector3
  private let voxelMM: Double

  private init(_ prior: ShapePrior, _ field: UnsafeBufferPointer<Float>) {
    let grid = prior.distance.grid
    (self.prior, self.field, nx, ny) = (prior, field, grid.nx, grid.ny)
    far = Vector3(Double(grid.nx - 1), Double(grid.ny - 1), Double(grid.nz - 1))
    voxelMM = grid.voxelSizeMM.x
  }

  /// Calls `body` with the field of a prior, or with nil where there is no prior.
  static func reading<T>(_ prior: ShapePrior?, _ body: (PriorField?) -> T) -> T {
    guard let prior else { return body(nil) }
    return prior.distance.voxels.withUnsafeBufferPointer { body(PriorField(prior, $0)) }
  }

  /// How far, in mm, a point should move along its outward normal.
  @inline(__always)
  func push(at point: Vector3) -> Double {
    let d = prior.scale * templateMM(prior.templateFromWorld(prior.subjectToTemplate(point)))
    let free = prior.freeMM
    let excess = d > free ? d - free : (d < -free ? d + free : 0)
    return -prior.stiffness * min(10, max(-10, excess))
  }

  /// The distance in template mm at the voxel nearest to a position in voxels of the prior.
  ///
  /// Beyond the field of view it is that of the wall, at least zero, and of the way to it.
  @inline(__always)
  func templateMM(_ place: Vector3) -> Double {
    let inside = pointwiseMin(far, pointwiseMax(.zero, place))
    let (x, y, z) = (Int(inside.x + 0.5), Int(inside.y + 0.5), Int(inside.z + 0.5))
    let d = Double(field[x &+ nx &* (y &+ ny &* z)])
    guard place != inside else { return d }
    return max(0, d) + length(place - inside) * voxelMM
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
    image.voxels.withUnsafeBufferPointer { voxels in
      PriorField.reading(self) { field in
        guard let field else { return }
        for z in stride(from: box.z.lowerBound, to: box.z.upperBound, by: step.z) {
          for y in stride(from: box.y.lowerBound, to: box.y.upperBound, by: step.y) {
            let row = image.grid.offset(0, y, z)
            for x in stride(from: box.x.lowerBound, to: box.x.upperBound, by: step.x) {
              let d = scale * field.templateMM(map(Vector3(Double(x), Double(y), Double(z))))
              guard d <= around else { continue }
              let value = voxels[row &+ x]
              found.around.append(value)
              if d < -core { found.core.append(value) }
            }
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
    PriorField.reading(self) { field in
      guard let field else { return }
      result.voxels.withUnsafeMutableBufferPointer { voxels in
        var i = 0
        for z in 0..<grid.nz {
          for y in 0..<grid.ny {
            for x in 0..<grid.nx {
              defer { i &+= 1 }
              guard voxels[i] != 0 else { continue }
              let d = field.templateMM(map(Vector3(Double(x), Double(y), Double(z))))
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
