import Kernels
import Volumes

extension Image {
  /// A map of labels on another lattice: of every voxel the label of which most lies there, when each
  /// label's share is carried over linearly.
  ///
  /// Half a voxel of every surface is lost where the nearest label is taken. Equal shares go to the
  /// smaller label.
  ///
  /// - Parameters:
  ///   - grid: the other lattice, in the same world.
  ///   - labels: the labels that there are, besides 0 for none.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the labels there, 0 beyond the field of view.
  func labels(carriedOnto grid: Grid, labels: ClosedRange<UInt8>, parallel: Parallel) -> Image {
    var result = Image(grid: grid)
    var most = [Float](repeating: 0, count: grid.voxelCount)
    for label in [0] + labels.map({ Float($0) }) {
      let share = Image(grid: self.grid, voxels: voxels.map { $0 == label ? 1 : 0 })
        .resampled(onto: grid, outside: label == 0 ? 1 : 0, parallel: parallel)
      take(share.voxels, as: label, into: &result.voxels, most: &most)
    }
    return result
  }
}

/// Sets a label wherever its share is larger than that of all labels before.
private func take(
  _ share: [Float], as label: Float, into result: inout [Float], most: inout [Float]
) {
  for i in share.indices where share[i] > most[i] {
    most[i] = share[i]
    result[i] = label
  }
}
