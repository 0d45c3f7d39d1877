import Volumes

/// How the bias field is found.
public struct BiasParameters: Hashable, Sendable, Codable {
  /// Number of levels; each has splines half as wide as the one before.
  public var levels = 4
  /// Most rounds of each level.
  public var rounds = 50
  /// Width of the splines of the first level in mm; a whole number of them spans each axis.
  public var splineMM = 200.0
  /// Distance of the samples that the field is found from, in mm.
  public var sampleMM = 4.0
  /// Full width at half maximum of what the field does to the distribution of the logarithms.
  public var blurFWHM = 0.15
  /// Wiener's noise term when that is taken back.
  public var noise = 0.01
  /// A level ends when the field changes by less than this, as a standard deviation of its factor.
  public var tolerance = 0.001

  /// The usual settings.
  public init() {}

  /// The usual settings.
  public static let standard = BiasParameters()
}

/// An image without the smooth brightening of the scanner.
public struct BiasCorrection: Sendable {
  /// The image divided by the field.
  public var corrected: Image
  /// The factor by which the scanner brightened each voxel; its geometric mean over the samples is 1.
  public var field: Image
  /// Rounds that each level took.
  public var rounds: [Int]
}
