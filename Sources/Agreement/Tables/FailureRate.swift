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

  /// The rate of missing values.
  public init(missingIn values: [Double?], confidence: Double = 0.95) {
    let proportion = Proportion(
      events: values.count { $0 == nil }, cases: values.count, confidence: confidence)
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
