import Volumes

/// The intensities between which a brain's surface is looked for.
struct BrainIntensities: Sendable {
  /// Robust minimum of the image.
  var low: Float
  /// Robust maximum of the image.
  var high: Float
  /// Median of the first guess of the brain.
  var median: Float

  /// Roughly where head ends and air begins.
  var threshold: Float { low + 0.1 * (high - low) }
}
