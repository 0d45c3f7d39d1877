import Glibc

/// A proportion such as a failure rate, with its intervals.
public struct Proportion: Sendable, Hashable {
  /// Number of events.
  public let events: Int
  /// Number of cases.
  public let cases: Int
  /// Coverage of the intervals.
  public let confidence: Double

  /// The proportion of `events` in `cases`; events are clamped to 0…cases.
  public init(events: Int, cases: Int, confidence: Double = 0.95) {
    self.cases = max(0, cases)
    self.events = min(max(0, events), self.cases)
    self.confidence = confidence
  }

  private var x: Double { Double(events) }
  private var n: Double { Double(cases) }
  private var tail: Double { (1 - confidence) / 2 }
  private var z: Double { Normal.upperQuantile(tail) }

  /// Events / cases; NaN without cases.
  public var estimate: Double { cases == 0 ? .nan : x / n }

  /// Reasons for care.
  public var doubts: [Doubt] { cases == 0 ? [.noTrials] : [] }

  /// Wilson's score interval, for display; 0…1 without cases.
  public var wilson: Interval {
    guard cases > 0 else { return Interval(lower: 0, upper: 1) }
    let (p, z) = (estimate, z)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      lower: events == 0 ? 0 : centre - half, upper: events == cases ? 1 : centre + half)
  }

  /// Wilson's interval with continuity correction (Newcombe 1998).
  public var wilsonCorrected: Interval {
    guard cases > 0 else { return Interval(lower: 0, upper: 1) }
    let (p, z) = (estimate, z)
    let (middle, width) = (2 * x + z * z, 2 * (n + z * z))
    let below = z * (z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)).squareRoot()
    let above = z * (z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)).squareRoot()
    return Interval(
      lower: events == 0 ? 0 : max(0, (middle - 1 - below) / width),
      upper: events == cases ? 1 : min(1, (middle + 1 + above) / width))
  }

  /// Clopper & Pearson's exact interval, for guarantees.
  public var clopperPearson: Interval {
    Interval(
      lower: events == 0 ? 0 : inverseIncompleteBeta(tail, a: x, b: n - x + 1),
      upper: events == cases ? 1 : inverseIncompleteBeta(1 - tail, a: x + 1, b: n - x))
  }

  /// Agresti & Coull's interval, clamped to 0…1.
  public var agrestiCoull: Interval {
    guard cases > 0 else { return Interval(lower: 0, upper: 1) }
    let total = n + z * z
    let centre = (x + z * z / 2) / total
    return Interval(centre: centre, halfWidth: z * (centre * (1 - centre) / total).squareRoot())
      .mapped { min(1, max(0, $0)) }
  }

  /// Jeffreys' interval, not clamped at the ends.
  public var jeffreys: Interval {
    Interval(lower: tail, upper: 1 - tail)
      .mapped { inverseIncompleteBeta($0, a: x + 0.5, b: n - x + 0.5) }
  }

  /// The exact one-sided upper limit at the same confidence.
  public var upperLimit: Double {
    events == cases ? 1 : inverseIncompleteBeta(confidence, a: x + 1, b: n - x)
  }

  /// The rule of three, 3 / n, defined without events only.
  public var ruleOfThree: Double { events == 0 && cases > 0 ? 3 / n : .nan }
}
