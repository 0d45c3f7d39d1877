/// One mistake in a table, with its place.
public struct TableMistake: Sendable, Hashable, CustomStringConvertible {
  /// Line of the text, from 1, or nil when the whole table is meant.
  public let line: Int?
  /// Name of the column, or nil when the whole line is meant.
  public let column: String?
  /// What is wrong and what helps.
  public let message: String

  /// A mistake at a place.
  public init(line: Int? = nil, column: String? = nil, _ message: String) {
    (self.line, self.column, self.message) = (line, column, message)
  }

  /// The mistake as a line of text.
  public var description: String {
    let place = [line.map { "line \($0)" }, column.map { "column '\($0)'" }].compactMap { $0 }
    return (place.isEmpty ? "" : place.joined(separator: ", ") + ": ") + message
  }
}

/// All mistakes that were found in a table.
public struct TableMistakes: Error, Sendable, Hashable, CustomStringConvertible {
  /// The mistakes in the order of the text.
  public let mistakes: [TableMistake]

  /// Mistakes found.
  public init(_ mistakes: [TableMistake]) { self.mistakes = mistakes }

  /// One mistake per line; after twenty only their number.
  public var description: String {
    let shown = mistakes.prefix(20).map(\.description)
    let rest = mistakes.count - shown.count
    return (shown + (rest > 0 ? ["… and \(rest) more mistakes."] : [])).joined(separator: "\n")
  }
}
