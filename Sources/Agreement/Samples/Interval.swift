/// An interval with a lower and an upper end.
///
/// In JSON it is an array of two numbers; ends that are not finite are `null`.
public struct Interval: Sendable, Hashable, Codable {
  /// Lower end.
  public var lower: Double
  /// Upper end.
  public var upper: Double

  /// An interval from its ends.
  public init(lower: Double, upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// The interval `centre` − `halfWidth` … `centre` + `halfWidth`.
  public init(centre: Double, halfWidth: Double) {
    self.init(lower: centre - halfWidth, upper: centre + halfWidth)
  }

  /// Whether both ends are finite numbers.
  public var isFinite: Bool { lower.isFinite && upper.isFinite }

  /// Both ends passed through a function that does not decrease.
  public func mapped(_ transform: (Double) -> Double) -> Interval {
    Interval(lower: transform(lower), upper: transform(upper))
  }

  /// Reads `[lower, upper]`; `null` becomes NaN.
  public init(from decoder: any Decoder) throws {
    var ends = try decoder.unkeyedContainer()
    let lower = try ends.decodeIfPresent(Double.self)
    let upper = try ends.decodeIfPresent(Double.self)
    self.init(lower: lower ?? .nan, upper: upper ?? .nan)
  }

  /// Writes `[lower, upper]`; ends that are not finite become `null`.
  public func encode(to encoder: any Encoder) throws {
    var ends = encoder.unkeyedContainer()
    for end in [lower, upper] {
      if end.isFinite { try ends.encode(end) } else { try ends.encodeNil() }
    }
  }
}
