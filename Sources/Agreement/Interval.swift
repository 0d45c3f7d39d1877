/// An interval with its confidence.
public struct Interval: Sendable, Hashable, Codable {
  /// Lower end.
  public var lower: Double
  /// Upper end.
  public var upper: Double

  /// An interval from its ends.
  public init(lower: Double, upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }
}
