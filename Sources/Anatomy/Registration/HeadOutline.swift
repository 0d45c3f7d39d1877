import Kernels
import Volumes

/// Where the head is, as a soft image: 1 inside, 0 in the air, between them at the skin.
///
/// Skin, skull and brain count alike, so the outline is the same in every contrast, and it is there
/// in heads of which nothing else is usual.
struct HeadOutline: Sendable {
  /// The soft head, 0…1, at the resolution it was made from.
  var level: ImageLevel

  /// The outline of the head in a coarse level of intensities `low…high`.
  init(of coarse: ImageLevel, low: Float, high: Float) {
    let histogram = Histogram(of: coarse.voxels, bins: 128, lower: Double(low), upper: Double(high))
    let otsu = Float(histogram.otsuThreshold ?? Double(low + high) / 2)
    let span = max(otsu - low, .leastNormalMagnitude)
    level = coarse
    for i in level.voxels.indices {
      level.voxels[i] = min(1, max(0, (coarse.voxels[i] - low) / span))
    }
    let bright = Mask(grid: coarse.grid, voxels: level.voxels.map { $0 > 0.4 ? 1 : 0 })
    let filled = bright.largestComponent().holesFilled()
    let inner = filled.eroded(byMM: 7)
    for i in level.voxels.indices {
      if inner.voxels[i] != 0 { level.voxels[i] = 1 }
      if filled.voxels[i] != 0 && bright.voxels[i] == 0 { level.voxels[i] = 1 }
    }
  }
}
