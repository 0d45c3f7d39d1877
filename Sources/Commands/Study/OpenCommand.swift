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
  @Option(
    help: ArgumentHelp(
      "Who judges, beginning with the first picture not rated yet (default: your login name).",
      valueName: "name"))
  var rater: String?
  @Flag(
    help: "Hide subjects and methods, and show the pictures in an order that the seed decides.")
  var blind = false
  @Option(
    help: ArgumentHelp(
      "The order of --blind; by default one of the rater's own, the same each time.",
      valueName: "number"))
  var seed: UInt64?
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if let rater, !RaterName.isSound(rater) {
      throw ValidationError(
        "'--rater' must be letters, digits, '-', '_' and '.', such as "
          + "'\(RaterName.made(of: rater))'; it becomes the name of a file")
    }
    if seed != nil, !blind {
      throw ValidationError("'--seed' is the order of '--blind': give both, or neither")
    }
  }

  private var judging: JudgingOptions {
    let name = rater ?? RaterName.ofUser
    return JudgingOptions(
      rater: name, blindSeed: blind ? seed ?? Blinding.seed(of: name) : nil,
      goesOn: rater != nil)
  }

  func execute(_ console: Console) async throws {
    let study = try StudyOpening.begin(
      folder: place.study, search: TemplateSearch(option: standard.template), threads: 1,
      isReadOnly: readOnly)
    var options = look.options(standard, readOnly: readOnly)
    options.judging = judging
    try Workbench.open(study: study, options: options)
  }
}
