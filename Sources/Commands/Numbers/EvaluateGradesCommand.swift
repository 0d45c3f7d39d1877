import Anatomy
import ArgumentParser
import Faces
import Study
import Volumes

struct EvaluateGradesCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "grades",
    abstract: "Removes the face of real heads in several ways and grades what is left.",
    discussion: """
      Each head is left as it is, goes through methods of removal, and has done to it what hides nothing: \
      blurred by 3, 6 and 10 mm, dimmed to a twentieth, cut below the eyes, the skin covered by noise. \
      Once its field of view ends above the mouth. A letter is the grade over the usual zones; the small \
      letters behind it are those of eyes, nose, mouth, chin and cheeks. ! marks what the gates of a \
      study would not let out.
      """)

  @Argument(help: "Images of heads with a face.") var images: [String]
  @OptionGroup var standard: TemplateOptions

  func execute(_ console: Console) async throws {
    let progress = StepProgress(console: console, count: images.count)
    defer { progress.close() }
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    var heads: [GradeEvaluation] = []
    for (index, path) in images.enumerated() {
      progress.begin(item: index)
      heads.append(try evaluation(of: path, template, progress))
    }
    progress.close()
    if console.json { return console.result(JSONText.of(heads)) }
    for line in GradeEvaluationText.lines(heads) { console.result(line) }
  }

  private func evaluation(
    of path: String, _ template: Template, _ progress: StepProgress
  ) throws -> GradeEvaluation {
    let volume = try ImageAccess.volume(path)
    progress.step("finding head and brain")
    return try ImageAccess.during("grading faces") {
      let frame = try Frame.make(
        image: try volume.image(frame: 0), template: template, parallel: standard.parallel)
      return try GradeEvaluation(
        of: volume, frame: frame, template: template, parallel: standard.parallel
      ) { progress.step("\($0.name): removing and checking") }
    }
  }
}

/// Grades of heads, one row a trial and one column a head.
enum GradeEvaluationText {
  static func lines(_ heads: [GradeEvaluation]) -> [String] {
    guard let first = heads.first else { return [] }
    let heading = cell("", 20) + heads.indices.map { cell("head \($0 + 1)", 10) }.joined()
    return [heading]
      + first.rows.indices.map { row in
        cell(first.rows[row].trial, 20) + heads.map { cell(text($0.rows[row]), 10) }.joined()
      }
  }

  /// `C cccnc`: the grade, then those of the usual zones.
  static func text(_ row: GradeEvaluation.Row) -> String {
    guard let check = row.check else { return "-" }
    let zones = FaceCheck.standardZones.map {
      check.zones[$0]?.grade.rawValue.lowercased() ?? "-"
    }
    return "\(check.grade.rawValue) \(zones.joined())\(row.refusal == nil ? "" : "!")"
  }

  private static func cell(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
