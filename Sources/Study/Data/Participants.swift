import Agreement
import Foundation

/// The columns of `participants.tsv` of a BIDS dataset.
struct Participants {
  var dataset: String

  /// The labels that the filter of a cohort lets in; mistakes of filter and file are noted.
  func filter(
    _ labels: [String], by cohort: StudyPlan.Cohort, into roster: inout Roster
  ) -> [String] {
    guard !cohort.filter.isEmpty else { return labels }
    guard let table = table(for: cohort, into: &roster) else { return [] }
    return RowFilter(cohort: cohort).labels(
      in: table, among: labels, labelColumn: "participant_id", into: &roster)
  }

  private func table(for cohort: StudyPlan.Cohort, into roster: inout Roster) -> DelimitedTable? {
    guard let data = FileManager.default.contents(atPath: dataset + "/participants.tsv") else {
      roster.mistakes.append(
        Mistake(
          line: cohort.line,
          "cohort '\(cohort.name)' has a filter, but the dataset no participants.tsv",
          remedy: "take the filter out, or add the file"))
      return nil
    }
    return TableReading.table(
      data, called: "participants.tsv", delimiter: "\t", cohort: cohort, into: &roster)
  }
}

/// Reads tables of a study and notes what is wrong with them.
enum TableReading {
  static func table(
    _ data: Data, called name: String, delimiter: Unicode.Scalar?, cohort: StudyPlan.Cohort,
    into roster: inout Roster
  ) -> DelimitedTable? {
    var mistakes: [TableMistake] = []
    let table = DelimitedTable(
      String(decoding: data, as: UTF8.self), delimiter: delimiter, mistakes: &mistakes)
    roster.mistakes += mistakes.map { mistake in
      Mistake(line: cohort.line, "cohort '\(cohort.name)', \(name): \(mistake)")
    }
    return table
  }
}

/// Lets rows of a table in by the filter of a cohort.
struct RowFilter {
  var cohort: StudyPlan.Cohort

  /// The labels of the rows that pass and are known.
  func labels(
    in table: DelimitedTable, among known: [String], labelColumn: String, into roster: inout Roster
  ) -> [String] {
    guard let names = table.texts(labelColumn) else {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)': the table has no column '\(labelColumn)'",
          remedy: "columns are \(table.header.joined(separator: ", "))"))
      return []
    }
    let passing = rows(of: table, into: &roster)
    let chosen = Set(passing.map { SubjectLabel.withPrefix(names[$0]) })
    return known.filter(chosen.contains)
  }

  /// Indices of the rows that pass; unknown columns are noted.
  func rows(of table: DelimitedTable, into roster: inout Roster) -> [Int] {
    var passing = Array(table.rows.indices)
    for (column, values) in cohort.filter.sorted(by: { $0.key < $1.key }) {
      guard let texts = table.texts(column) else {
        roster.mistakes.append(
          Mistake(
            line: cohort.line, "cohort '\(cohort.name)': the filter names the column '\(column)'",
            remedy: Suggestion.remedy(for: column, in: table.header)))
        continue
      }
      passing = passing.filter { values.contains(texts[$0]) }
    }
    return passing
  }
}

/// Labels of subjects and sessions, with or without their prefix.
enum SubjectLabel {
  /// `01` and `sub-01` → `sub-01`.
  static func withPrefix(_ label: String) -> String {
    label.hasPrefix("sub-") ? label : "sub-" + label
  }
}
