import ArgumentParser
import Study

struct StatusCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says how far a study is and what failed.")

  @OptionGroup var place: StudyArgument
  @OptionGroup var standard: TemplateOptions

  func execute(_ console: Console) async throws {
    let snapshot = try place.open(standard).reader().snapshot()
    if console.json {
      console.result(JSONText.of(StatusReport(snapshot)))
    } else {
      for line in ResultText(snapshot, isDetailed: standard.detail).status { console.result(line) }
    }
  }
}
