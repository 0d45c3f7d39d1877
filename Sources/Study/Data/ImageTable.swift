import Agreement
import Foundation

/// Finds the images of a cohort in a CSV or TSV table with the columns subject, session, T1w, T1c,
/// T2w, FLAIR, PDw; paths are relative to the folder of the table.
struct ImageTable {
  /// Absolute path of the table.
  var path: String

  /// The subjects of the rows that pass the filter of the cohort.
  func roster(cohort: StudyPlan.Cohort) -> Roster {
    var roster = Roster()
    guard let data = FileManager.default.contents(atPath: path) else {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)': the table is not there or may not be read",
          remedy: "check 'table', which is relative to the study folder"))
      return roster
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard
      let table = TableReading.table(
        data, called: name, delimiter: nil, cohort: cohort, into: &roster)
    else { return roster }
    read(table, cohort: cohort, into: &roster)
    if roster.subjects.isEmpty && roster.mistakes.isEmpty {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)' has no subject",
          remedy: "check the table and 'filter'"))
    }
    return roster
  }

  private func read(_ table: DelimitedTable, cohort: StudyPlan.Cohort, into roster: inout Roster) {
    guard let labels = table.texts("subject") else {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)': the table has no column 'subject'",
          remedy: Suggestion.remedy(for: "subject", in: table.header)))
      return
    }
    if !Subject.contrasts.contains(where: table.header.contains) {
      roster.mistakes.append(
        Mistake(
          line: cohort.line, "cohort '\(cohort.name)': the table has no column with images",
          remedy: "columns may be \(Subject.contrasts.joined(separator: ", "))"))
    }
    let sessions = table.texts("session")
    var seen: Set<String> = []
    for row in RowFilter(cohort: cohort).rows(of: table, into: &roster) {
      add(
        table, row: row, label: labels[row], session: sessions?[row], cohort: cohort, seen: &seen,
        into: &roster)
    }
    Self.join(&roster.subjects)
  }

  /// Gives each visit the images of another visit of the same person, where there is one.
  private static func join(_ subjects: inout [Subject]) {
    let visits = Dictionary(grouping: subjects.indices) { subjects[$0].label }
    for places in visits.values where places.count > 1 {
      for (index, place) in places.enumerated() {
        subjects[place].others = subjects[places[index == 0 ? 1 : 0]].images
      }
    }
  }

  private func add(
    _ table: DelimitedTable, row: Int, label: String, session: String?,
    cohort: StudyPlan.Cohort, seen: inout Set<String>, into roster: inout Roster
  ) {
    let bare = label.hasPrefix("sub-") ? String(label.dropFirst(4)) : label
    let visit = session.flatMap { DelimitedTable.isMissing($0) ? nil : $0 }
    let bareVisit = visit.map { $0.hasPrefix("ses-") ? String($0.dropFirst(4)) : $0 }
    let strays = [("subject", bare), ("session", bareVisit ?? "none")].filter {
      !StudyFile.isLabel($0.1)
    }
    guard strays.isEmpty else {
      roster.mistakes += strays.map { column, _ in
        Mistake(
          line: cohort.line,
          "cohort '\(cohort.name)', line \(table.lines[row]) of the table: the \(column) must be "
            + "letters, digits, '-' or '_'",
          remedy: "it becomes part of file names")
      }
      return
    }
    let subject = Subject(
      cohort: cohort.name, label: "sub-" + bare,
      session: bareVisit.map { "ses-" + $0 },
      images: images(table, row: row))
    if seen.insert(subject.stem).inserted {
      roster.subjects.append(subject)
    } else {
      roster.mistakes.append(
        Mistake(
          line: cohort.line,
          "cohort '\(cohort.name)', line \(table.lines[row]) of the table: the same subject and "
            + "session stand twice", remedy: "keep one"))
    }
  }

  private func images(_ table: DelimitedTable, row: Int) -> [String: String] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var images: [String: String] = [:]
    for contrast in Subject.contrasts {
      guard let text = table.texts(contrast)?[row], !DelimitedTable.isMissing(text) else {
        continue
      }
      images[contrast] = text.hasPrefix("/") ? text : folder + "/" + text
    }
    return images
  }
}
