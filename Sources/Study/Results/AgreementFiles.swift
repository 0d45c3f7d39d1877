import Agreement
import Foundation

/// Writes the agreement tables of a study as TSV, JSON and text.
public struct AgreementFiles: Sendable {
  let paths: StudyPaths

  /// A writer below a study folder.
  public init(paths: StudyPaths) { self.paths = paths }

  /// Writes the tables of every cohort that has results, and the values of every subject.
  ///
  /// - Parameter snapshot: the study.
  /// - Throws: an error when a file cannot be written.
  public func write(_ snapshot: StudySnapshot) throws(StudyError) {
    try DerivativesDescription(paths: paths).write()
    for cohort in snapshot.cohorts {
      let stem = paths.absolute(StudyPaths.agreement) + "/\(cohort.name)_\(cohort.outcome)"
      try write(ValuesTable.tsv(of: cohort), to: stem + "_values.tsv")
      guard let table = cohort.agreement else { continue }
      let own = OwnParameters(cohort)
      let lines = table.lines(width: 120) + (own.words.map { ["", $0] } ?? [])
      try write(lines.joined(separator: "\n") + "\n", to: stem + "_agreement.txt")
      try write(try Self.json(table, own), to: stem + "_agreement.json")
    }
  }

  /// The table, and how many of its subjects have parameters of their own.
  private struct Content: Encodable {
    enum Keys: String, CodingKey { case own_parameters }
    var table: AgreementTable
    var own: OwnParameters

    func encode(to encoder: any Encoder) throws {
      try table.encode(to: encoder)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(own, forKey: .own_parameters)
    }
  }

  private static func json(
    _ table: AgreementTable, _ own: OwnParameters
  ) throws(StudyError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      return String(decoding: try encoder.encode(Content(table: table, own: own)), as: UTF8.self)
        + "\n"
    } catch {
      throw StudyError(.cannotCreate, "the agreement table cannot be written as JSON", cause: error)
    }
  }

  private func write(_ text: String, to path: String) throws(StudyError) {
    try TextFile.write(text, to: path)
  }
}

/// Writes text files: all of it or nothing.
enum TextFile {
  static func write(_ text: String, to path: String) throws(StudyError) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw StudyError(
        .cannotCreate, "a file of the study cannot be written",
        remedy: "check free space and permissions of the study folder", cause: error)
    }
  }
}
