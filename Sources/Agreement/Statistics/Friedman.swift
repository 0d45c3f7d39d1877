/// Friedman's test over columns, corrected for ties, with Kendall's W.
public struct Friedman: Sendable, Hashable {
  /// The statistic; NaN when every row is constant.
  public let q: Double
  /// Degrees of freedom.
  public let df: Double
  /// p value by χ²; 1 when every row is constant.
  public let p: Double
  /// Kendall's coefficient of concordance, 0…1.
  public let kendallW: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// The test of a complete table.
  public init(_ table: SubjectTable) {
    let (n, k) = (Double(table.subjects), Double(table.columns))
    var sums = [Double](repeating: 0, count: table.columns)
    var ties = 0.0
    for subject in 0..<table.subjects {
      let ranks = Ranks(Array(table.row(subject)))
      for (column, rank) in ranks.values.enumerated() { sums[column] += rank }
      ties += ranks.tieSum
    }
    let squares = sums.reduce(0) { $0 + ($1 - n * (k + 1) / 2) * ($1 - n * (k + 1) / 2) }
    let correction = 1 - ties / (n * k * (k * k - 1))
    df = k - 1
    q = correction > 0 ? 12 * squares / (n * k * (k + 1)) / correction : .nan
    p = q.isNaN ? 1 : ChiSquare(df: k - 1).upper(q)
    kendallW = q / (n * (k - 1))
    doubts = q.isNaN ? [.noVariance] : []
  }
}
