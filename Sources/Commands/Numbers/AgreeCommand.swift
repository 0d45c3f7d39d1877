import Agreement
import ArgumentParser
import Canvas
import Foundation
import Study
import Workbench

struct AgreeCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "The full agreement table of a CSV or TSV file.",
    discussion: """
      Wide: one row a subject, one column a method (--reference, --test). Long: one row a subject \
      and method (--method, --value, --reference-level).
      """)

  @Argument(help: "The table; - for stdin.") var file: String
  @Option(help: ArgumentHelp("Column of the reference (wide).", valueName: "column")) var reference:
    String?
  @Option(help: ArgumentHelp("Column of a method (wide); may be given again.", valueName: "column"))
  var test: [String] = []
  @Option(help: ArgumentHelp("Column with the subjects.", valueName: "column")) var subject: String?
  @Option(help: ArgumentHelp("Column with the names of the methods (long).", valueName: "column"))
  var method: String?
  @Option(help: ArgumentHelp("Column with the values (long).", valueName: "column")) var value:
    String?
  @Option(
    help: ArgumentHelp("What the method column says for the reference (long).", valueName: "name"))
  var referenceLevel: String?
  @Flag(help: "For each method all subjects that it has, instead of complete cases only.")
  var pairwise = false
  @OptionGroup var standard: ReadingOptions

  func validate() throws {
    let isLong = method != nil || value != nil || referenceLevel != nil
    if isLong {
      let missing = [
        ("--subject", subject), ("--method", method), ("--value", value),
        ("--reference-level", referenceLevel),
      ].filter { $0.1 == nil }.map(\.0)
      if !missing.isEmpty {
        throw ValidationError("a long table also needs \(missing.joined(separator: ", "))")
      }
      if reference != nil || !test.isEmpty {
        throw ValidationError(
          "'--reference' and '--test' belong to wide tables, '--method' to long ones")
      }
    } else if reference == nil {
      throw ValidationError("'--reference' must name the column of the reference")
    }
  }

  func execute(_ console: Console) async throws {
    let cohort = try cohort()
    let table = AgreementTable(cohort, rule: pairwise ? .pairwise : .completeCases)
    if console.json { return console.result(JSONText.of(table)) }
    let width = TerminalWidth.columns
    for line in table.lines(
      width: width, referenceName: reference ?? referenceLevel ?? "reference", testName: "method")
    {
      console.result(line)
    }
    if isatty(STDOUT_FILENO) == 1 { plots(table, cohort: cohort, width: width, console: console) }
  }

  private func cohort() throws -> Cohort {
    let table = try read()
    do {
      if let method, let value, let subject, let referenceLevel {
        return try Cohort.long(
          table, subject: subject, method: method, value: value, referenceLevel: referenceLevel)
      }
      return try Cohort.wide(table, reference: reference ?? "", tests: test, subject: subject)
    } catch {
      throw Self.failure(error)
    }
  }

  private func read() throws -> DelimitedTable {
    let data: Data
    if file == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else if let contents = FileManager.default.contents(atPath: file) {
      data = contents
    } else {
      throw CommandFailure(
        .inputMissing, "the table is not there or may not be read", remedy: "check the path",
        path: file)
    }
    do {
      return try DelimitedTable(String(decoding: data, as: UTF8.self))
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ mistakes: TableMistakes) -> CommandFailure {
    CommandFailure(
      .badData, "the table cannot be used", remedy: "mend the lines named",
      notes: mistakes.mistakes.prefix(20).map { "\($0)" })
  }

  private func plots(_ table: AgreementTable, cohort: Cohort, width: Int, console: Console) {
    let unicode = LocaleText.isUTF8(ProcessInfo.processInfo.environment)
    for row in table.methods {
      guard let column = cohort.methods.first(where: { $0.name == row.method }),
        let bias = row.meanDifference
      else { continue }
      let points = cohort.points(of: column, rule: table.rule)
      var plot = BlandAltmanPlot(
        points: points.map { SIMD2($0.mean, $0.difference) },
        bias: Estimate(bias, interval: row.differenceInterval),
        lowerLimit: Estimate(row.lowerLimit ?? bias, interval: row.lowerLimitInterval),
        upperLimit: Estimate(row.upperLimit ?? bias, interval: row.upperLimitInterval))
      plot.title = row.method
      console.result("")
      let cells = plot.cells(columns: min(width, 100), rows: 20, unicode: unicode)
      for line in cells.text.split(separator: "\n", omittingEmptySubsequences: false) {
        console.result(String(line))
      }
    }
  }
}

/// How wide the output may be.
enum TerminalWidth {
  /// Columns of the terminal; 160 where there is none.
  static var columns: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 20
    else { return 160 }
    return Int(size.ws_col)
  }
}
