import Volumes

/// The intensities between which a brain's surface is looked for.
struct BrainIntensities: Sendable {
  /// Robust minimum of the image.
  var low: Float
  /// Robust maximum of the image.
  var high: Float
  /// Typical value of the first guess of the brain; what is brighter counts as no brighter.
  var typical: Float

  /// Roughly where head ends and air begins.
  var threshold: Float { low + 0.1 * (high - low) }
}
