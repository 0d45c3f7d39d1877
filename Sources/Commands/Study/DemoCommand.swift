import ArgumentParser
import Foundation
import Phantoms
import Study
import Workbench

struct DemoCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Makes and runs a demo study.",
    discussion: """
      Digital heads and, where mricron-data is installed, the real head Colin27: each measured in \
      full, after QuickShear, FaceMasking and Defacing, and after a harmless change. On a terminal the \
      workbench opens while the work is running.
      """)

  @Argument(help: "The folder of the demo study.") var folder = "demo-study"
  @Option(help: ArgumentHelp("Recipes of the digital heads, as JSON.", valueName: "file"))
  var recipes: String?
  @Option(
    help: ArgumentHelp(
      "How large the demo is: 1 makes 6 digital heads (a cohort), 2 makes 12, 0.5 makes 3.",
      valueName: "factor"))
  var scale = 1.0
  @Flag(
    help: "Three cohorts as in the paper: atrophied heads, lesions, a tumour; measured by NBV.")
  var paper = false
  @Flag(help: "Do not open the workbench, print progress and results instead.") var plain = false
  @OptionGroup var look: LookOptions
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if !(0.1...100).contains(scale) {
      throw ValidationError("'--scale' must be from 0.1 to 100, not \(scale)")
    }
    if paper && recipes != nil {
      throw ValidationError("'--paper' brings its own heads; '--recipes' does not go with it")
    }
  }

  func execute(_ console: Console) async throws {
    try make(console)
    let usesWorkbench =
      !plain && !console.json && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    if usesWorkbench {
      try BackgroundRun(folder: folder, arguments: runOptions).start(console)
      let study = try OpenStudy.open(
        folder: folder, search: TemplateSearch(option: standard.template), threads: 1)
      try study.enqueue()
      try Workbench.open(study: study, options: look.options(standard, readOnly: false))
      console.note("the work goes on; 'bauta open \(folder)' comes back to it")
    } else {
      var run = try RunCommand.parse(["--"] + [folder])
      run.standard = standard
      try await run.execute(console)
    }
  }

  private var runOptions: [String] {
    (standard.template.map { ["--template", $0] } ?? [])
      + (standard.threads.map { ["--threads", "\($0)"] } ?? [])
      + (standard.detail ? ["--detail"] : [])
  }

  private func make(_ console: Console) throws {
    let root = URL(fileURLWithPath: folder).standardizedFileURL.path
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    if !entries.isEmpty && !entries.contains("study.yaml") && !entries.contains("data") {
      throw CommandFailure(
        .cannotCreate, "the folder is there and holds something else than a demo study",
        remedy: "give a new folder", path: root)
    }
    let real = TemplateSearch.mricronFolder + "/ch2.nii.gz"
    let demo =
      paper
      ? DemoStudy(root: root, cohorts: PaperCohorts.cohorts(count: count))
      : DemoStudy(
        root: root, recipes: try heads(),
        realHead: FileManager.default.isReadableFile(atPath: real) ? real : nil)
    let bar = ProgressBar(console: console)
    try demo.make(parallel: standard.parallel) { done, all in
      let remaining = done > 0 ? bar.elapsedSeconds / Double(done) * Double(all - done) : nil
      bar.update(
        fraction: Double(done) / Double(max(1, all)), text: "making heads, \(done) of \(all)",
        remaining: remaining)
    }
    bar.close()
  }

  /// Number of heads of a cohort.
  private var count: Int { max(1, Int(6 * scale + 0.5)) }

  private func heads() throws -> [HeadRecipe] {
    let given =
      try recipes.map { try DemoStudy.recipes(from: $0) } ?? DemoStudy.standardRecipes(count: 6)
    if count <= given.count { return Array(given.prefix(count)) }
    return given + DemoStudy.standardRecipes(count: count).dropFirst(given.count)
  }
}
