import Agreement

/// How well GBV does on simulated sessions that it has not learnt from.
public struct GBVEvaluation: Sendable, Codable {
  /// The first seed of sessions for evaluation; those of training lie far below.
  public static let firstSeed: UInt64 = 900_001

  /// The sessions, in the order of their seeds.
  public var trials: [GBVTrial]
  /// The same with other noise; empty where there are none.
  public var repeats: [GBVTrial]

  /// An evaluation of some sessions.
  public init(trials: [GBVTrial], repeats: [GBVTrial] = []) {
    (self.trials, self.repeats) = (trials, repeats)
  }

  /// The volumes that are judged.
  public static let names = GBVTrial.volumes.map(\.name)

  /// The median Dice overlap of a volume over the sessions that were measured; nil for none.
  public func medianDice(of name: String) -> Double? {
    Self.median(trials.compactMap { $0.dice[name] })
  }

  /// The sum of the errors of a volume as a share of the sum of the truths, in per cent; nil for none.
  public func biasPercent(of name: String) -> Double? {
    let pairs = pairs(of: name)
    let truth = pairs.reduce(0) { $0 + $1[0] }
    guard truth > 0 else { return nil }
    return 100 * (pairs.reduce(0) { $0 + $1[1] } / truth - 1)
  }

  /// The median size of the error of a volume, in per cent of its truth; nil for none.
  public func medianErrorPercent(of name: String) -> Double? {
    Self.median(pairs(of: name).filter { $0[0] > 0 }.map { abs(100 * ($0[1] / $0[0] - 1)) })
  }

  /// Agreement with the truth, ICC(A,1); nil for fewer than three sessions.
  public func agreementWithTruth(of name: String) -> IntraclassCorrelation.Coefficient? {
    Self.agreement(pairs(of: name))
  }

  /// Agreement of two scans that differ in noise, ICC(A,1); nil for fewer than three sessions.
  public func agreementOfRepeats(of name: String) -> IntraclassCorrelation.Coefficient? {
    Self.agreement(
      zip(trials, repeats).compactMap { first, second in
        guard let a = first.values[name], let b = second.values[name] else { return nil }
        return [a, b]
      })
  }

  /// Truth and value of the sessions that were measured.
  public func pairs(of name: String) -> [[Double]] {
    trials.compactMap { trial in
      guard let truth = trial.truth[name], let found = trial.values[name] else { return nil }
      return [truth, found]
    }
  }

  /// For each step of the probability its mean and the share of voxels that are abnormal.
  public var calibration: [(expected: Double, observed: Double, count: Int)] {
    (0..<10).compactMap { step in
      let found = trials.compactMap { $0.calibration.count == 10 ? $0.calibration[step] : nil }
      let count = found.reduce(0) { $0 + $1.count }
      guard count > 0 else { return nil }
      return (
        found.reduce(0) { $0 + $1.probability } / Double(count),
        Double(found.reduce(0) { $0 + $1.abnormal }) / Double(count), count
      )
    }
  }

  private static func agreement(_ rows: [[Double]]) -> IntraclassCorrelation.Coefficient? {
    guard rows.count > 2, let table = try? SubjectTable(rows: rows) else { return nil }
    return IntraclassCorrelation(table).agreementSingle
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
