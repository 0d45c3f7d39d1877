/// Splits delimited text (RFC 4180 and its relatives) into records of fields.
///
/// Understands a byte order mark, CR, LF and CRLF, quoted fields with doubled quotes, delimiters and line
/// breaks inside quotes. Empty lines are skipped.
struct DelimitedText {
  struct Record {
    let line: Int
    let fields: [String]
  }

  private(set) var records: [Record] = []
  private(set) var mistakes: [TableMistake] = []
  let delimiter: Unicode.Scalar

  private var fields: [String] = []
  private var field = String.UnicodeScalarView()
  private var line = 1
  private var recordLine = 1
  private var quoteLine = 1
  private var state = State.plain

  private enum State { case plain, quoted, closed }

  init(_ text: String, delimiter: Unicode.Scalar? = nil) {
    var scalars = text.unicodeScalars[...]
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    self.delimiter = delimiter ?? DelimitedText.likelyDelimiter(scalars)
    read(scalars)
  }

  private mutating func read(_ scalars: Substring.UnicodeScalarView) {
    var previous: Unicode.Scalar = "\n"
    for scalar in scalars {
      let lineEnds = scalar == "\r" || (scalar == "\n" && previous != "\r")
      switch state {
      case .quoted: readQuoted(scalar)
      case .plain, .closed:
        if scalar == "\n" && previous == "\r" { break }
        readPlain(scalar, lineEnds)
      }
      if lineEnds { line += 1 }
      if lineEnds && state == .plain && fields.isEmpty { recordLine = line }
      previous = scalar
    }
    if state == .quoted {
      mistakes.append(
        TableMistake(line: quoteLine, "a quote is opened but never closed; add the closing quote."))
    }
    endRecord()
  }

  private mutating func readQuoted(_ scalar: Unicode.Scalar) {
    if scalar == "\"" { state = .closed } else { field.append(scalar) }
  }

  private mutating func readPlain(_ scalar: Unicode.Scalar, _ lineEnds: Bool) {
    if scalar == delimiter {
      endField()
    } else if lineEnds {
      endRecord()
    } else if scalar == "\"" && state == .closed {
      field.append(scalar)
      state = .quoted
    } else if scalar == "\"" && field.allSatisfy({ $0.properties.isWhitespace }) {
      (field, state, quoteLine) = (String.UnicodeScalarView(), .quoted, line)
    } else if state == .closed && !scalar.properties.isWhitespace {
      mistakes.append(
        TableMistake(line: line, "text follows a closing quote; double the quotes inside a field."))
      (field, state) = (field + [scalar], .plain)
    } else if state == .plain {
      field.append(scalar)
    }
  }

  private mutating func endField() {
    fields.append(trimmed(String(field)))
    (field, state) = (String.UnicodeScalarView(), .plain)
  }

  private mutating func endRecord() {
    endField()
    if fields != [""] { records.append(Record(line: recordLine, fields: fields)) }
    fields = []
  }

  /// The delimiter that occurs most often outside of quotes in the first line that is not empty.
  private static func likelyDelimiter(_ scalars: Substring.UnicodeScalarView) -> Unicode.Scalar {
    let candidates: [Unicode.Scalar] = ["\t", ",", ";"]
    var counts = [0, 0, 0]
    var (quoted, seen) = (false, false)
    for scalar in scalars {
      if scalar == "\"" { quoted.toggle() }
      if !quoted && (scalar == "\n" || scalar == "\r") {
        if seen { break }
        continue
      }
      seen = true
      if !quoted, let index = candidates.firstIndex(of: scalar) { counts[index] += 1 }
    }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 1
    return counts[best] == 0 ? "," : candidates[best]
  }
}

/// Text without spaces around it.
func trimmed(_ text: String) -> String {
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(String.UnicodeScalarView(scalars))
}
