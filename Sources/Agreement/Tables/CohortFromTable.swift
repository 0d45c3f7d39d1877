extension Cohort {
  /// A cohort from a wide table: one row per subject, one column per method.
  /// - Parameters:
  ///   - table: The table.
  ///   - reference: Name of the reference's column.
  ///   - tests: Names of the methods' columns; when empty, every other column that holds numbers only.
  ///   - subject: Name of the subjects' column; when nil, subjects are named after their row.
  /// - Throws: Every mistake at once.
  public static func wide(
    _ table: DelimitedTable, reference: String, tests: [String] = [], subject: String? = nil
  ) throws(TableMistakes) -> Cohort {
    var mistakes: [TableMistake] = []
    let names = subjectNames(table, subject, &mistakes)
    let full = table.numbers(reference, &mistakes)
    let chosen = tests.isEmpty ? numericColumns(table, except: [reference, subject]) : tests
    if chosen.isEmpty {
      mistakes.append(TableMistake("no other column holds numbers only; name the columns to test."))
    }
    for (index, name) in chosen.enumerated() {
      if name == reference {
        mistakes.append(TableMistake(column: name, "is both the reference and a test column."))
      }
      if chosen[..<index].contains(name) {
        mistakes.append(TableMistake(column: name, "is named twice as a test column."))
      }
    }
    let methods = chosen.map { Method(name: $0, values: table.numbers($0, &mistakes)) }
    return try made(subjects: names, reference: full, methods: methods, mistakes)
  }

  /// A cohort from a long table: one row per subject and method.
  /// - Parameters:
  ///   - table: The table.
  ///   - subject: Name of the column with the subjects.
  ///   - method: Name of the column with the methods.
  ///   - value: Name of the column with the values.
  ///   - referenceLevel: What the method column says for the reference.
  /// - Throws: Every mistake at once. A subject without a row for a method counts as failed there.
  public static func long(
    _ table: DelimitedTable, subject: String, method: String, value: String,
    referenceLevel: String
  ) throws(TableMistakes) -> Cohort {
    var mistakes: [TableMistake] = []
    let texts = [subject, method].map { name in
      let cells = table.texts(name)
      if cells == nil { mistakes.append(table.unknown(name)) }
      return cells ?? []
    }
    let values = table.numbers(value, &mistakes)
    guard texts.allSatisfy({ !$0.isEmpty }), !values.isEmpty else { throw TableMistakes(mistakes) }
    var grid = LongGrid()
    for row in table.rows.indices {
      let place = (subject: texts[0][row], method: texts[1][row], line: table.lines[row])
      for (cell, name) in [(place.subject, subject), (place.method, method)] where cell.isEmpty {
        mistakes.append(TableMistake(line: place.line, column: name, "is empty."))
      }
      grid.add(values[row], at: place, &mistakes)
    }
    if !grid.methods.contains(referenceLevel) {
      mistakes.append(grid.unknown(referenceLevel, column: method))
    }
    let methods = grid.methods.filter { $0 != referenceLevel }
    if methods.isEmpty {
      mistakes.append(TableMistake(column: method, "there is nothing but the reference."))
    }
    return try made(
      subjects: grid.subjects, reference: grid.column(referenceLevel),
      methods: methods.map { Method(name: $0, values: grid.column($0)) }, mistakes)
  }

  private static func made(
    subjects: [String], reference: [Double?], methods: [Method], _ mistakes: [TableMistake]
  ) throws(TableMistakes) -> Cohort {
    guard mistakes.isEmpty else { throw TableMistakes(mistakes) }
    do {
      return try Cohort(subjects: subjects, reference: reference, methods: methods)
    } catch {
      throw TableMistakes([TableMistake(error.description)])
    }
  }
}

private func subjectNames(
  _ table: DelimitedTable, _ subject: String?, _ mistakes: inout [TableMistake]
) -> [String] {
  guard let subject else { return table.rows.indices.map { "row \($0 + 1)" } }
  guard let names = table.texts(subject) else {
    mistakes.append(table.unknown(subject))
    return []
  }
  var first: [String: Int] = [:]
  for (name, line) in zip(names, table.lines) {
    if name.isEmpty {
      mistakes.append(TableMistake(line: line, column: subject, "is empty."))
    } else if let earlier = first[name] {
      mistakes.append(
        TableMistake(line: line, column: subject, "'\(name)' is already on line \(earlier)."))
    } else {
      first[name] = line
    }
  }
  return names
}

private func numericColumns(_ table: DelimitedTable, except: [String?]) -> [String] {
  table.header.filter { name in
    guard !name.isEmpty, !except.contains(name), let cells = table.texts(name) else { return false }
    let present = cells.filter { !DelimitedTable.isMissing($0) }
    return !present.isEmpty && present.allSatisfy { table.number($0) != nil }
  }
}

/// Values of a long table by subject and method, in the order of first appearance.
private struct LongGrid {
  private(set) var subjects: [String] = []
  private(set) var methods: [String] = []
  private var cells: [[String]: (value: Double?, line: Int)] = [:]
  private var known: Set<String> = []

  mutating func add(
    _ value: Double?, at place: (subject: String, method: String, line: Int),
    _ mistakes: inout [TableMistake]
  ) {
    if known.insert("s" + place.subject).inserted { subjects.append(place.subject) }
    if known.insert("m" + place.method).inserted { methods.append(place.method) }
    let key = [place.subject, place.method]
    if let earlier = cells[key] {
      mistakes.append(
        TableMistake(
          line: place.line,
          "'\(place.subject)' already has a value for '\(place.method)' on line \(earlier.line)."))
    } else {
      cells[key] = (value, place.line)
    }
  }

  func column(_ method: String) -> [Double?] { subjects.map { cells[[$0, method]]?.value } }

  func unknown(_ level: String, column: String) -> TableMistake {
    let hint = nearest(to: level, among: methods).map { " Did you mean '\($0)'?" } ?? ""
    let levels = methods.map { "'\($0)'" }.joined(separator: ", ")
    return TableMistake(
      column: column, "'\(level)' does not occur.\(hint) The values are \(levels).")
  }
}
