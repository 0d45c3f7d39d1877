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
    let snapshot = try OpenStudy.open(
      folder: study, search: TemplateSearch(option: options.template), threads: 1,
      isReadOnly: true
    ).reader().snapshot()
    let count = snapshot.cohorts.count * snapshot.methods.count
    let progress = StepProgress(console: console, count: count)
    defer { progress.close() }
    let found = StudyReidentification(snapshot, permutations: permutations) { progress.step($0) }
    progress.close()
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
      let missing = table.missing > 0 ? "; \(table.missing) not checked" : ""
      console.result(
        "cohort \(table.cohort), \(table.method): \(table.result.probes.count) people\(missing)")
      for line in ReidentificationText.lines(table.result) {
        console.result(line.isEmpty ? "" : "  " + line)
      }
    }
  }
}
