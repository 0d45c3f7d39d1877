import Kernels
import Volumes

/// Which connected parts of what was called abnormal are kept.
struct TumourCleaning {
  private let parameters: TumourParameters
  private static let abnormal = Set(TumourClass.abnormal.map { Float($0.rawValue) })
  private static let core: Set<Float> = [
    Float(TumourClass.enhancing.rawValue), Float(TumourClass.necrosis.rawValue),
  ]

  init(_ parameters: TumourParameters) { self.parameters = parameters }

  /// Parts of at least `leastPartML` that hold enhancing or dead tissue, a tenth of the least volume of
  /// it, or have `leastShare` of the largest part.
  func kept(of labels: Image) -> Mask {
    let mask = Mask(
      grid: labels.grid, voxels: labels.voxels.map { Self.abnormal.contains($0) ? 1 : 0 })
    let parts = mask.components(.faces)
    var cores = [Int](repeating: 0, count: parts.count + 1)
    for (label, value) in zip(parts.labels, labels.voxels) where Self.core.contains(value) {
      cores[Int(label)] += 1
    }
    let voxelML = labels.grid.voxelVolumeMM3 / 1000
    let isKept =
      [false]
      + parts.sizes.enumerated().map { index, size in
        let volumeML = Double(size) * voxelML
        let hasCore = Double(cores[index + 1]) * voxelML >= parameters.leastPartML / 10
        let isLarge = Double(size) >= parameters.leastShare * Double(parts.sizes[0])
        return volumeML >= parameters.leastPartML && (hasCore || isLarge)
      }
    return Mask(grid: labels.grid, voxels: parts.labels.map { isKept[Int($0)] ? 1 : 0 })
  }
}
