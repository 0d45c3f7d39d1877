import Kernels
import Volumes

/// Volumes of parts of the brain, cut by regions of a template, on the subject's own lattice.
public struct RegionalVolumes: Sendable, Hashable {
  /// Grey matter of the cerebral cortex, in ml.
  public var peripheralGreyML: Double
  /// Fluid of the lateral ventricles, temporal and occipital horns left out, and of the third, in ml.
  public var ventricularFluidML: Double

  /// The volumes of a brain divided into tissues.
  ///
  /// - Parameters:
  ///   - tissues: the shares of fluid, grey and white matter.
  ///   - template: the reference head, in an MNI-like world.
  ///   - subjectToTemplate: world mm of the subject to those of the template.
  ///   - parallel: how many threads; the result does not depend on it.
  public init(
    _ tissues: TissueSegmentation, template: Template, subjectToTemplate: Affine,
    parallel: Parallel = .serial
  ) {
    let regions = template.regions(parallel: parallel)
    func volumeML(_ tissue: BrainTissue, _ region: Mask) -> Double {
      let share = tissues.fractions[tissue.rawValue]
      let inside = region.resampled(
        onto: share.grid, through: subjectToTemplate, parallel: parallel)
      return share.sum(within: inside) * share.grid.voxelVolumeMM3 / 1000
    }
    peripheralGreyML = volumeML(.grey, regions.peripheral)
    ventricularFluidML = volumeML(.fluid, regions.ventricular)
  }
}

extension Image {
  /// The sum of the values inside a mask on the same lattice.
  fileprivate func sum(within mask: Mask) -> Double {
    var total = 0.0
    voxels.withUnsafeBufferPointer { values in
      mask.voxels.withUnsafeBufferPointer { inside in
        for i in 0..<values.count where inside[i] != 0 { total += Double(values[i]) }
      }
    }
    return total
  }
}
