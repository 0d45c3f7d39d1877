/// A CSV or TSV table with a header line, as text.
public struct DelimitedTable: Sendable, Hashable {
  /// Names of the columns.
  public let header: [String]
  /// Cells of each row, as many as columns.
  public let rows: [[String]]
  /// Line of the text on which each row begins, from 1.
  public let lines: [Int]
  /// Whether a comma is the decimal mark, as in tables separated by semicolons.
  public let decimalComma: Bool
  /// Whether a number with a decimal comma occurs; a point would mean something else there.
  private let usesComma: Bool

  /// Reads a table.
  /// - Parameters:
  ///   - text: The whole text, with or without a byte order mark.
  ///   - delimiter: Tab, comma or semicolon, found out from the header when nil.
  /// - Throws: Every mistake in the shape of the table at once.
  public init(_ text: String, delimiter: Unicode.Scalar? = nil) throws(TableMistakes) {
    var mistakes: [TableMistake] = []
    let table = DelimitedTable(text, delimiter: delimiter, mistakes: &mistakes)
    guard let table, mistakes.isEmpty else {
      throw TableMistakes(mistakes.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }
    self = table
  }

  /// Reads what can be read of a table, so that its other mistakes are found too: rows of another
  /// length than the header are left out; nil where there is no header.
  /// - Parameters:
  ///   - text: The whole text, with or without a byte order mark.
  ///   - delimiter: Tab, comma or semicolon, found out from the header when nil.
  ///   - mistakes: Receives every mistake in the shape of the table, in the order of its lines.
  public init?(
    _ text: String, delimiter: Unicode.Scalar? = nil, mistakes: inout [TableMistake]
  ) {
    let split = DelimitedText(text, delimiter: delimiter)
    guard let first = split.records.first else {
      mistakes.append(TableMistake("the table is empty; it needs a header line and rows."))
      return nil
    }
    var body = Array(split.records.dropFirst())
    var found = split.mistakes + DelimitedTable.headerMistakes(first)
    for record in body where record.fields.count != first.fields.count {
      found.append(
        TableMistake(
          line: record.line,
          "expected \(first.fields.count) fields as in the header, found \(record.fields.count)."))
    }
    if body.isEmpty { found.append(TableMistake("the table has a header but no rows.")) }
    mistakes += found.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    body.removeAll { $0.fields.count != first.fields.count }
    header = first.fields
    rows = body.map(\.fields)
    lines = body.map(\.line)
    decimalComma = split.delimiter == ";"
    usesComma =
      split.delimiter == ";" && body.contains { $0.fields.contains(where: hasDecimalComma) }
  }

  private static func headerMistakes(_ record: DelimitedText.Record) -> [TableMistake] {
    var seen: Set<String> = []
    return record.fields.filter { !$0.isEmpty && !seen.insert($0).inserted }.map { name in
      TableMistake(line: record.line, column: name, "the header names this column twice.")
    }
  }

  /// The text of a column, or nil when there is no such column.
  public func texts(_ column: String) -> [String]? {
    guard let index = header.firstIndex(of: column) else { return nil }
    return rows.map { $0[index] }
  }

  /// Whether a cell stands for a missing value: empty, NA, n/a, NaN, null, none.
  public static func isMissing(_ cell: String) -> Bool {
    ["", "na", "n/a", "nan", "null", "none"].contains(cell.lowercased())
  }

  /// The number in a cell, or nil when it is none; infinities are none.
  public func number(_ cell: String) -> Double? {
    if usesComma && cell.contains(".") { return nil }
    let plain = decimalComma && !cell.contains(".") ? replacedComma(cell) : cell
    let allowed = plain.unicodeScalars.allSatisfy { "0123456789+-.eE".unicodeScalars.contains($0) }
    guard allowed, let number = Double(plain), number.isFinite else { return nil }
    return number
  }

  /// The numbers of a column, nil where missing; what is neither is noted in `mistakes`.
  func numbers(_ column: String, _ mistakes: inout [TableMistake]) -> [Double?] {
    guard let cells = texts(column) else {
      mistakes.append(unknown(column))
      return []
    }
    return zip(cells, lines).map { cell, line in
      if DelimitedTable.isMissing(cell) { return nil }
      if let number = number(cell) { return number }
      mistakes.append(
        TableMistake(
          line: line, column: column,
          "'\(cell)' is not a number; missing values are empty, NA, n/a or NaN."))
      return nil
    }
  }

  /// The mistake of naming a column that is not there.
  func unknown(_ column: String) -> TableMistake {
    let close = nearest(to: column, among: header)
    let hint = close.map { " Did you mean '\($0)'?" } ?? ""
    let columns = header.map { "'\($0)'" }.joined(separator: ", ")
    return TableMistake("there is no column '\(column)'.\(hint) The columns are \(columns).")
  }
}

/// Whether a cell is a number with one comma as its decimal mark.
private func hasDecimalComma(_ cell: String) -> Bool {
  cell.unicodeScalars.count { $0 == "," } == 1
    && cell.unicodeScalars.allSatisfy { "0123456789+-,eE".unicodeScalars.contains($0) }
}

private func replacedComma(_ cell: String) -> String {
  cell.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ".")
}
