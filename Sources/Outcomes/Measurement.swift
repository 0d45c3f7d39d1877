import Anatomy
import Volumes

/// What an outcome measure found in one image.
public struct Measurement: Sendable {
  /// Numbers with their unit in the name, such as `nbv_ml`.
  public var values: [String: Double]
  /// Images worth looking at, by BIDS-like label, such as `gm` for the grey-matter fraction.
  public var maps: [String: Image]
  /// The lesions found, the largest first; empty for measures that find none.
  public var lesions: [FoundLesion] = []
  /// Sentences a user should read.
  public var warnings: [String]
  /// Whether a fallback was used, such as scaling by the brain alone.
  public var degraded: Bool
  /// What it was measured from, for pictures: alignment, brain and tissues of the image.
  public var findings = Findings()

  /// A measurement from its parts.
  public init(
    values: [String: Double], maps: [String: Image] = [:], warnings: [String] = [],
    degraded: Bool = false
  ) {
    (self.values, self.maps) = (values, maps)
    (self.warnings, self.degraded) = (warnings, degraded)
  }
}
