/// Mean squares of subjects × columns without replication.
///
/// Values are centred first and residuals summed directly, so large offsets cost no digits. Sums of squares
/// that are rounding noise (below 1e-24 of the squared scale) count as zero.
public struct TwoWayAnova: Sendable, Hashable {
  /// Number of subjects.
  public let subjects: Int
  /// Number of columns.
  public let columnCount: Int
  /// Mean square of rows (subjects), MSR.
  public let rows: Double
  /// Mean square of columns, MSC.
  public let columns: Double
  /// Residual mean square, MSE.
  public let error: Double
  /// Mean square within rows, MSW.
  public let within: Double

  var n: Double { Double(subjects) }
  var k: Double { Double(columnCount) }
  var dfRows: Double { n - 1 }
  var dfError: Double { (n - 1) * (k - 1) }
  var dfWithin: Double { n * (k - 1) }

  /// Whether all columns are equal while subjects differ.
  var isIdentical: Bool { within == 0 && rows > 0 }
  /// Whether there is one value only.
  var isConstant: Bool { within == 0 && rows == 0 }
  var identicalInterval: Interval? { isIdentical ? Interval(lower: 1, upper: 1) : nil }

  /// The analysis of a complete table.
  public init(_ table: SubjectTable) {
    let (n, k) = (table.subjects, table.columns)
    let centre = arithmeticMean(table.values)
    let centred = table.values.map { $0 - centre }
    var rowMeans = [Double](repeating: 0, count: n)
    var columnMeans = [Double](repeating: 0, count: k)
    for i in 0..<n {
      for j in 0..<k {
        rowMeans[i] += centred[i * k + j] / Double(k)
        columnMeans[j] += centred[i * k + j] / Double(n)
      }
    }
    var residual = 0.0
    for i in 0..<n {
      for j in 0..<k {
        let rest = centred[i * k + j] - rowMeans[i] - columnMeans[j]
        residual += rest * rest
      }
    }
    let scale = largestMagnitude(table.values)
    let noise = 1e-24 * scale * scale
    let settled = { (sum: Double) in sum <= noise ? 0 : sum }
    let between = settled(Double(k) * rowMeans.reduce(0) { $0 + $1 * $1 })
    let across = settled(Double(n) * columnMeans.reduce(0) { $0 + $1 * $1 })
    let rest = settled(residual)
    (subjects, columnCount) = (n, k)
    rows = between / Double(n - 1)
    columns = across / Double(k - 1)
    error = rest / Double((n - 1) * (k - 1))
    within = (across + rest) / Double(n * (k - 1))
  }
}
