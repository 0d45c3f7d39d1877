import ArgumentParser
import Study

struct CheckCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks study.yaml and its data, and lists every mistake.")

  @OptionGroup var place: StudyArgument
  @OptionGroup var standard: StandardOptions

  struct Report: Encodable {
    struct Cohort: Encodable {
      var name: String
      var outcome: String
      var subjects: Int
    }
    var study: String
    var methods: [String]
    var controls: [String]
    var cohorts: [Cohort]
    var notes: [String]
  }

  func execute(_ console: Console) async throws {
    let checked = try CheckedStudy.check(folder: place.study)
    let report = Report(
      study: checked.plan.name, methods: checked.plan.methods, controls: checked.plan.controls,
      cohorts: checked.plan.cohorts.map { cohort in
        Report.Cohort(
          name: cohort.name, outcome: cohort.outcome,
          subjects: checked.subjects[cohort.name]?.count ?? 0)
      },
      notes: checked.summary + (standard.detail ? checked.notes : []))
    if console.json {
      console.result(JSONText.of(report))
    } else {
      print(report, hidden: standard.detail ? 0 : checked.notes.count, to: console)
    }
  }

  private func print(_ report: Report, hidden: Int, to console: Console) {
    console.result("study '\(report.study)' is sound")
    for cohort in report.cohorts {
      console.result(
        "  cohort \(cohort.name): \(Plural.of(cohort.subjects, "subject")), outcome \(cohort.outcome)"
      )
    }
    let variants = report.methods + report.controls.map { "\($0) (control)" }
    console.result("  variants: full, \(variants.joined(separator: ", "))")
    for note in report.notes { console.note(note) }
    if hidden > 0 { console.note("\(hidden) note(s) on subjects; --detail shows them") }
  }
}
