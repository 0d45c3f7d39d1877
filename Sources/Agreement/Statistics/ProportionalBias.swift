/// The regression of differences on means, which shows whether the bias grows with the size measured.
///
/// Its slope test equals the Pitman–Morgan test of equal variances. Differences are never regressed on the
/// reference alone, which would show a slope without any bias.
public struct ProportionalBias: Sendable, Hashable {
  /// The straight line.
  public let line: LinearRegression
  /// Correlation of sum and difference (Pitman–Morgan).
  public let pitmanMorganR: Double
  /// Two-sided p value of the Pitman–Morgan test.
  public let pitmanMorganP: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// The regression of test − reference on (test + reference) / 2.
  public init(_ pairs: Pairs, confidence: Double = 0.95) {
    let (means, differences) = (pairs.means, pairs.differences)
    line = LinearRegression(x: means, y: differences, confidence: confidence)
    let correlation = PearsonCorrelation(x: means, y: differences, confidence: confidence)
    (pitmanMorganR, pitmanMorganP) = (correlation.r, correlation.p)
    let noise = 1e-12 * pairs.scale
    if Moments(differences).standardDeviation <= noise {
      doubts = [.noDifferenceVariance]
    } else {
      doubts = 1 - line.rSquared < 1e-12 ? [.perfectFit] : []
    }
  }
}
