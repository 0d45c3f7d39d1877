import Agreement
import Foundation
import Study

/// The agreement of a cohort as columns of text, as in the paper; counts are of all its subjects.
public struct AgreementColumns: Sendable {
  /// One column.
  struct Column: Sendable, Equatable {
    var heading: String
    var cells: [String]
    var width: Int { max(heading.count, cells.map(\.count).max() ?? 0) }
  }

  /// Number of figures of a method.
  static let figureCount = 9

  /// Names of the methods.
  let methods: Column
  /// The figures, the most wanted first.
  let figures: [Column]

  /// - Parameters:
  ///   - table: the agreement so far.
  ///   - standing: how far the cohort is.
  ///   - plusMinus: the sign between mean and SD.
  init(_ table: AgreementTable, standing: CohortStanding, plusMinus: String = "±") {
    func column(_ heading: String, _ text: (MethodAgreement) -> String) -> Column {
      Column(heading: heading, cells: table.methods.map(text))
    }
    methods = column("method") { $0.method }
    figures = [
      column("n") { "\($0.complete) of \(standing.all)" },
      column("difference (95 % CI)") { Figure.difference($0) },
      column("p") { Figure.p($0.p) },
      column("p Holm") { Figure.p($0.holmP) },
      column("ICC(A,1) (95 % CI)") { Figure.icc($0) },
      column("failed of tried (95 % CI)") { Figure.failures($0.failures) },
      column("full mean \(plusMinus) SD") {
        Figure.mean($0.meanReference, $0.sdReference, $0, plusMinus)
      },
      column("defaced mean \(plusMinus) SD") {
        Figure.mean($0.meanTest, $0.sdTest, $0, plusMinus)
      },
      column("limits of agreement") { Figure.limits($0) },
    ]
  }

  /// The columns in blocks that fit a width, each beginning with the methods; nothing is ever cut.
  func blocks(width: Int) -> [[Column]] {
    var blocks: [[Column]] = []
    var block = [methods]
    var used = methods.width
    for column in figures {
      if used + 2 + column.width > width, block.count > 1 {
        blocks.append(block)
        (block, used) = ([methods], methods.width)
      }
      block.append(column)
      used += 2 + column.width
    }
    return blocks + [block]
  }

  /// A row of a block, columns right-aligned apart from the first; nil gives the headings.
  static func line(_ row: Int?, of block: [Column]) -> String {
    block.enumerated().map { place, column in
      let text = row.map { column.cells[$0] } ?? column.heading
      let space = String(repeating: " ", count: max(0, column.width - text.count))
      return place == 0 ? text + space : space + text
    }.joined(separator: "  ")
  }

  /// The table as lines of plain text with notes, for a report.
  ///
  /// - Parameters:
  ///   - cohort: the cohort.
  ///   - width: characters per line; blocks that do not fit beside each other stand below.
  /// - Returns: the lines; none before anybody has come to an end.
  public static func lines(of cohort: CohortStatus, width: Int) -> [String] {
    guard let table = cohort.agreement else { return [] }
    let columns = AgreementColumns(table, standing: cohort.standing)
    let blocks = columns.blocks(width: width).map { block in
      ([nil] + table.methods.indices.map(Optional.some)).map { line($0, of: block).trimmed }
    }
    let notes =
      ["n = \(cohort.standing.words)"]
      + (table.holmCount > 1 ? ["p Holm: adjusted over \(table.holmCount) methods."] : [])
      + (OwnParameters(cohort).words.map { [$0] } ?? [])
      + table.methods.flatMap { method in method.flags.map { "\(method.method): \($0)" } }
    return Array(blocks.joined(separator: [""])) + [""] + notes
  }
}

/// Figures of a method as text.
private enum Figure {
  static let missing = "n/a"

  static func p(_ value: Double?) -> String {
    guard let value else { return missing }
    return value < 0.001 ? "<0.001" : Signed.plain(value, decimals: 3)
  }

  static func difference(_ method: MethodAgreement) -> String {
    estimate(method.meanDifference, method.differenceInterval, decimals: decimals(method))
  }

  /// As many decimals as it takes to tell the coefficient from one.
  static func icc(_ method: MethodAgreement) -> String {
    let lack = method.agreementICC.map { 1 - $0 }
    let decimals = min(max(Self.decimals(spread: lack, digits: 2), 3), 7)
    return estimate(method.agreementICC, method.agreementICCInterval, decimals: decimals)
  }

  static func failures(_ rate: FailureRate) -> String {
    guard let share = rate.rate else { return "0 of 0" }
    let ends = [rate.interval.lower, rate.interval.upper].map {
      Signed.plain(100 * $0, decimals: 1)
    }
    return "\(rate.count) of \(rate.total), \(Signed.plain(100 * share, decimals: 1)) %"
      + " (\(ends[0]) to \(ends[1]))"
  }

  static func mean(
    _ mean: Double?, _ sd: Double?, _ method: MethodAgreement, _ sign: String
  ) -> String {
    let decimals = decimals(spread: method.sdReference, digits: 3)
    let words = [mean, sd].map { $0.map { Signed.plain($0, decimals: decimals) } ?? missing }
    return "\(words[0]) \(sign) \(words[1])"
  }

  static func limits(_ method: MethodAgreement) -> String {
    guard let lower = method.lowerLimit, let upper = method.upperLimit else { return missing }
    let ends = [lower, upper].map { Signed.plain($0, decimals: decimals(method)) }
    return "\(ends[0]) to \(ends[1])"
  }

  private static func estimate(_ value: Double?, _ interval: Interval?, decimals: Int) -> String {
    guard let value else { return missing }
    let number = Signed.plain(value, decimals: decimals)
    guard let interval else { return number }
    let ends = [interval.lower, interval.upper].map { Signed.plain($0, decimals: decimals) }
    return "\(number) (\(ends[0]) to \(ends[1]))"
  }

  private static func decimals(_ method: MethodAgreement) -> Int {
    let spread = method.sdDifference.flatMap { $0 > 0 ? $0 : nil } ?? method.sdReference
    return decimals(spread: spread, digits: 3)
  }

  /// Decimals that show a spread with so many digits.
  private static func decimals(spread: Double?, digits: Int) -> Int {
    guard let spread, spread.isFinite, spread > 1e-9, spread < 1e9 else { return 2 }
    return min(6, max(0, digits - 1 - Int(floor(log10(spread)))))
  }
}
