/// Cochran's Q: do methods differ in how often they fail on the same subjects?
public struct CochranQ: Sendable, Hashable {
  /// The statistic; NaN when no subject differs between methods.
  public let q: Double
  /// Degrees of freedom.
  public let df: Double
  /// p value by χ²; 1 when no subject differs between methods.
  public let p: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// The test of one row of outcomes per subject; rows must be of equal length.
  /// - Throws: `AgreementError` for rows of unequal length or fewer than two methods.
  public init(_ rows: [[Bool]]) throws(AgreementError) {
    let k = rows.first?.count ?? 0
    guard k >= 2 else { throw .tooFew(what: "methods for Cochran's Q", needed: 2, found: k) }
    var columns = [Double](repeating: 0, count: k)
    var squares = 0.0
    for (index, row) in rows.enumerated() {
      guard row.count == k else {
        throw .unequalLengths(what: "row \(index + 1)", expected: k, found: row.count)
      }
      for (column, outcome) in row.enumerated() where outcome { columns[column] += 1 }
      let count = Double(row.count { $0 })
      squares += count * count
    }
    let (total, width) = (columns.reduce(0, +), Double(k))
    let spread = width * columns.reduce(0) { $0 + $1 * $1 } - total * total
    let denominator = width * total - squares
    df = width - 1
    q = denominator > 0 ? (width - 1) * spread / denominator : .nan
    p = q.isNaN ? 1 : ChiSquare(df: width - 1).upper(q)
    doubts = q.isNaN ? [.noOutcomeVariation] : []
  }
}
