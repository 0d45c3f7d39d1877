/// How often something failed, with Wilson's interval.
public struct FailureRate: Sendable, Hashable, Codable {
  /// Number of failures.
  public let count: Int
  /// Number of subjects.
  public let total: Int
  /// Failures / subjects; nil without subjects.
  @OrNull public var rate: Double?
  /// Wilson's interval of the rate.
  public let interval: Interval

  /// The rate of missing values among the subjects for whom it was tried.
  ///
  /// - Parameters:
  ///   - values: one value per subject; nil where it failed.
  ///   - attempted: whether it was tried, per subject; nil when it was tried for all.
  ///   - confidence: of the interval.
  public init(missingIn values: [Double?], attempted: [Bool]? = nil, confidence: Double = 0.95) {
    let tried = zip(values, attempted ?? values.map { _ in true }).filter(\.1).map(\.0)
    let proportion = Proportion(
      events: tried.count { $0 == nil }, cases: tried.count, confidence: confidence)
    (count, total) = (proportion.events, proportion.cases)
    (rate, interval) = (finite(proportion.estimate), proportion.wilson)
  }

  enum CodingKeys: String, CodingKey {
    case count
    case total = "n"
    case rate
    case interval = "ci95"
  }
}
