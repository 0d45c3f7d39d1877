import Agreement

/// How well NBV does on digital heads.
public struct NBVEvaluation: Sendable, Codable {
  /// The heads, in the order of their seeds.
  public var trials: [NBVTrial]
  /// Their second scans; empty where there are none.
  public var repeats: [NBVTrial]

  /// An evaluation of some heads.
  public init(trials: [NBVTrial], repeats: [NBVTrial] = []) {
    (self.trials, self.repeats) = (trials, repeats)
  }

  /// Scan–rescan agreement, ICC(A,1), of a value over the heads that were measured both times; nil for
  /// fewer than three.
  public func agreement(of name: String) -> IntraclassCorrelation.Coefficient? {
    let rows = zip(trials, repeats).compactMap { first, second -> [Double]? in
      guard let a = first.values[name], let b = second.values[name] else { return nil }
      return [a, b]
    }
    guard rows.count > 2, let table = try? SubjectTable(rows: rows) else { return nil }
    return IntraclassCorrelation(table).agreementSingle
  }
}
