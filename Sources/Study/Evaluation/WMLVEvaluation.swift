import Agreement

/// How well a measure of lesions does on digital patients.
public struct WMLVEvaluation: Sendable, Codable {
  /// The patients, in the order of their seeds.
  public var trials: [WMLVTrial]

  /// An evaluation of some trials.
  public init(trials: [WMLVTrial]) { self.trials = trials }

  /// Volume classes by true volume in ml, as lesion loads are commonly told.
  public static let classes: [(name: String, range: Range<Double>)] = [
    ("below 1 ml", 0.001..<1), ("1 to 5 ml", 1..<5), ("5 to 15 ml", 5..<15),
    ("15 ml and more", 15..<Double.infinity),
  ]

  /// The median Dice overlap of the patients with lesions of a class, or of all; nil for none.
  public func medianDice(in range: Range<Double> = 0.001..<Double.infinity) -> Double? {
    let dice = trials.filter { range.contains($0.trueML) }.compactMap(\.dice).sorted()
    guard !dice.isEmpty else { return nil }
    return (dice[(dice.count - 1) / 2] + dice[dice.count / 2]) / 2
  }

  /// How much larger than the truth all volumes together are, in per cent; nil where there is none.
  public var volumeBiasPercent: Double? {
    let pairs = measured
    let truth = pairs.reduce(0) { $0 + $1.x }
    return truth > 0 ? 100 * (pairs.reduce(0) { $0 + $1.y } / truth - 1) : nil
  }

  /// True and found volumes, in ml, of the patients that were measured.
  public var measured: [SIMD2<Double>] {
    trials.compactMap { trial in trial.foundML.map { SIMD2(trial.trueML, $0) } }
  }

  /// ICC(A,1) of true and found volumes; nil for fewer than three.
  public var truthAgreement: IntraclassCorrelation.Coefficient? { Self.agreement(measured) }

  /// ICC(A,1) of the volumes of scans that differ by their noise; nil for fewer than three.
  public var againAgreement: IntraclassCorrelation.Coefficient? {
    Self.agreement(
      trials.compactMap { trial in
        guard let first = trial.foundML, let second = trial.againML else { return nil }
        return SIMD2(first, second)
      })
  }

  /// How reliable the probabilities of all patients are.
  public var reliability: Reliability {
    trials.reduce(into: Reliability()) { $0.add($1.reliability) }
  }

  private static func agreement(
    _ pairs: [SIMD2<Double>]
  ) -> IntraclassCorrelation.Coefficient? {
    guard pairs.count > 2, let table = try? SubjectTable(rows: pairs.map { [$0.x, $0.y] }) else {
      return nil
    }
    return IntraclassCorrelation(table).agreementSingle
  }
}
