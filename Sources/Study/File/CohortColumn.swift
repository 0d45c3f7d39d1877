import Agreement
import Foundation

/// Finds the column that tells who belongs to a cohort.
public enum CohortColumn {
  /// The first column of a table, besides labels and paths, in which a value is the name of the cohort.
  ///
  /// - Parameters:
  ///   - cohort: the name of the cohort, such as `AD`; upper and lower case do not matter.
  ///   - path: `participants.tsv` of a BIDS dataset, or a table of images.
  /// - Returns: the column and its value as it is spelled there; nil where there is none, or no table.
  public static func find(_ cohort: String, inTable path: String) -> (
    column: String, value: String
  )? {
    guard let data = FileManager.default.contents(atPath: path),
      let table = try? DelimitedTable(String(decoding: data, as: UTF8.self), delimiter: nil)
    else { return nil }
    let others = ["participant_id", "subject", "session"] + Subject.contrasts
    for column in table.header where !others.contains(column) {
      let match = table.texts(column)?.first { $0.lowercased() == cohort.lowercased() }
      if let match { return (column, match) }
    }
    return nil
  }
}
