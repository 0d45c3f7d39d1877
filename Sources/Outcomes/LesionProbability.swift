import Foundation
import Kernels
import Volumes

extension LesionCovariates {
  /// The probability of lesion in every voxel of the brain by a model, on its block; 0 outside and where
  /// no lesion can be: where hardly any white matter is expected.
  public func probability(_ model: LogisticModel, parallel: Parallel = .serial) -> Image {
    var values = [Float](repeating: 0, count: voxelCount)
    let count = count
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.slabs(of: out.count) { range in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { row in
          guard let row = row.baseAddress else { return }
          for voxel in range where canBeLesion(voxel) {
            fill(row, voxel: voxel)
            out[voxel] = Float(model.probability(row))
          }
        }
      }
    }
    return scene.voxels.image(values)
  }

  /// The values of a whole image, on the grid of the FLAIR image, in the voxels of the brain.
  public func values(of whole: Image) -> [Float] {
    scene.voxels.values(of: whole.cropped(to: scene.voxels.box))
  }

  /// Whether a voxel of the list may be lesion at all.
  @inline(__always)
  public func canBeLesion(_ voxel: Int) -> Bool {
    let i = Int(scene.voxels.offsets[voxel])
    return scene.canBeLesion(i)
  }
}
