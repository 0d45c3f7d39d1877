import ArgumentParser
import Study
import Workbench

struct OpenCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens the workbench of a study.",
    discussion: "Closing it stops nothing; work that runs goes on.")

  @OptionGroup var place: StudyArgument
  @OptionGroup var look: LookOptions
  @Flag(help: "Look only: nothing can be rerun or cancelled.") var readOnly = false
  @OptionGroup var standard: TemplateOptions

  func execute(_ console: Console) async throws {
    let study = try place.open(standard, isReadOnly: readOnly)
    if !readOnly { try study.enqueue(retriesPassing: false) }
    try Workbench.open(study: study, options: look.options(standard, readOnly: readOnly))
  }
}
