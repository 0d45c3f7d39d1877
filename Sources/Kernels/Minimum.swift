/// What an optimiser found.
public struct Minimum: Sendable, Equatable {
  /// The best point.
  public var point: [Double]
  /// The cost there.
  public var value: Double
  /// How often the cost was computed.
  public var evaluations: Int
  /// Whether the search ended by its tolerance and not by its limit of evaluations.
  public var converged: Bool

  /// A result from its parts.
  public init(point: [Double], value: Double, evaluations: Int, converged: Bool) {
    (self.point, self.value) = (point, value)
    (self.evaluations, self.converged) = (evaluations, converged)
  }
}
