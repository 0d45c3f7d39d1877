import Faces
import Study

/// Searches the people of a study by what is left of their faces.
struct StudySearch {
  let study: String
  let permutations: Int
  let options: TemplateOptions

  /// The result of one cohort and method as JSON.
  private struct Report: Encodable {
    var cohort: String
    var method: String
    var missing: Int
    var search: ReidentificationReport
  }

  func run(_ console: Console) throws {
    let open = try OpenStudy.open(
      folder: study, search: TemplateSearch(option: options.template), threads: 1,
      isReadOnly: true)
    let snapshot = try open.reader().snapshot()
    let count = snapshot.cohorts.count * snapshot.methods.count
    let progress = StepProgress(console: console, count: count)
    defer { progress.close() }
    let found = StudyReidentification(snapshot, permutations: permutations) { progress.step($0) }
    progress.close()
    keep(found, in: FaceSearchFiles(paths: open.paths))
    guard !found.tables.isEmpty else {
      throw CommandFailure(
        .badData, "no face of the study was checked yet", remedy: "run 'bauta run' first",
        path: study)
    }
    if console.json {
      return console.result(
        JSONText.of(
          found.tables.map {
            Report(
              cohort: $0.cohort, method: $0.method, missing: $0.missing,
              search: ReidentificationReport($0.result))
          }))
    }
    for (place, table) in found.tables.enumerated() {
      if place > 0 { console.result("") }
      for line in Self.lines(of: table) { console.result(line) }
    }
  }

  /// Searches the people again of cohorts and methods whose faces were checked since, and keeps the tables
  /// for the report; what cannot be written is told, since the results of the study stand without it.
  static func refresh(_ study: OpenStudy, permutations: Int, console: Console) {
    guard let snapshot = try? study.reader().snapshot() else { return }
    let files = FaceSearchFiles(paths: study.paths)
    let due = snapshot.cohorts.flatMap { cohort in
      snapshot.methods.filter { files.isDue(cohort, $0, snapshot) }.map { (cohort, $0) }
    }
    guard !due.isEmpty else { return }
    let progress = StepProgress(console: console, count: due.count)
    defer { progress.close() }
    for (cohort, method) in due {
      progress.step("searching the people of \(cohort.name), \(method)")
      guard
        let table = StudyReidentification.table(
          of: cohort, method: method, permutations: permutations)
      else { continue }
      do {
        try files.write(lines(of: table), of: table)
      } catch {
        return console.warn(error.message)
      }
    }
  }

  private static func lines(of table: StudyReidentification.Table) -> [String] {
    let missing = table.missing > 0 ? "; \(table.missing) not checked" : ""
    return [
      "cohort \(table.cohort), \(table.method): \(table.result.probes.count) people\(missing)"
    ] + ReidentificationText.lines(table.result).map { $0.isEmpty ? "" : "  " + $0 }
  }

  /// Keeps the tables beside those of the agreement, for the report; a study of somebody else, where
  /// nothing can be written, is searched all the same.
  private func keep(_ found: StudyReidentification, in files: FaceSearchFiles) {
    for table in found.tables {
      try? files.write(Self.lines(of: table), of: table)
    }
  }
}
