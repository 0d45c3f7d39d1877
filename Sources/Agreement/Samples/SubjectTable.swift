/// A complete table of numbers: one row per subject, one column per method.
public struct SubjectTable: Sendable, Hashable {
  /// Number of rows.
  public let subjects: Int
  /// Number of columns.
  public let columns: Int
  /// Values, row after row.
  public let values: [Double]

  /// A table from its rows.
  /// - Throws: `AgreementError` when rows differ in length, values are not finite, or there are fewer than
  ///   two rows or columns.
  public init(rows: [[Double]]) throws(AgreementError) {
    guard rows.count >= 2 else {
      throw .tooFew(what: "subjects in the table", needed: 2, found: rows.count)
    }
    let columns = rows[0].count
    guard columns >= 2 else {
      throw .tooFew(what: "columns in the table", needed: 2, found: columns)
    }
    for (index, row) in rows.enumerated() {
      guard row.count == columns else {
        throw .unequalLengths(what: "row \(index + 1)", expected: columns, found: row.count)
      }
      try requireFinite(row, "row \(index + 1)")
    }
    (subjects, self.columns, values) = (rows.count, columns, rows.flatMap { $0 })
  }

  /// The value of a subject in a column.
  public subscript(subject: Int, column: Int) -> Double { values[subject * columns + column] }

  /// One subject's values.
  public func row(_ subject: Int) -> ArraySlice<Double> {
    values[subject * columns..<(subject + 1) * columns]
  }
}
