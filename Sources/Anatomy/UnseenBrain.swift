import Kernels
import Volumes

/// How much of a brain lies beyond the field of view, by the template's brain in its place.
public struct UnseenBrain: Sendable, Hashable {
  /// Volume in the subject's world, fluid in and around the brain included, in ml. An estimate.
  public var volumeML: Double
  /// Its share of the whole brain of the template, 0…1.
  public var share: Double

  /// Counts the voxels of the template's brain that come to lie outside of an image.
  ///
  /// - Parameters:
  ///   - template: the reference head and its brain.
  ///   - templateToSubject: template world mm to subject world mm.
  ///   - grid: the grid of the image; its field of view ends half a voxel beyond the outermost
  ///     voxel centres.
  public init(of template: Template, templateToSubject: Affine, beyond grid: Grid) {
    guard let fromWorld = grid.fromWorld else {
      (volumeML, share) = (0, 0)
      return
    }
    let brain = template.brain
    let map = fromWorld * templateToSubject * brain.grid.toWorld
    let counts = Self.count(brain, map, grid)
    let voxelML = brain.grid.voxelVolumeMM3 / 1000
    volumeML = Double(counts.beyond) * voxelML * abs(templateToSubject.determinant)
    share = counts.all > 0 ? Double(counts.beyond) / Double(counts.all) : 0
  }

  private static func count(_ brain: Mask, _ map: Affine, _ grid: Grid) -> (beyond: Int, all: Int) {
    let low = Vector3(repeating: -0.5)
    let high = Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz)) - 0.5
    let step = map.column(0)
    var (beyond, all, i) = (0, 0, 0)
    brain.voxels.withUnsafeBufferPointer { voxels in
      for z in 0..<brain.grid.nz {
        for y in 0..<brain.grid.ny {
          let row = map(Vector3(0, Double(y), Double(z)))
          for x in 0..<brain.grid.nx {
            defer { i &+= 1 }
            guard voxels[i] != 0 else { continue }
            let place = row + step * Double(x)
            all &+= 1
            if (place - low).min() < 0 || (high - place).min() < 0 { beyond &+= 1 }
          }
        }
      }
    }
    return (beyond, all)
  }
}
