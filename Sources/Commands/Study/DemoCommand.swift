import ArgumentParser
import Foundation
import Phantoms
import Study
import Workbench

struct DemoCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Makes and runs a demo study.",
    discussion: """
      The study of 2020 in small: digital heads with atrophy, with lesions and with a tumour, measured \
      by the volumes of brain, lesions and tumour, and, where mricron-data is installed, the real head \
      Colin27. Each is measured in full, after QuickShear, FaceMasking and Defacing, and after a \
      harmless change. On a terminal the workbench opens while the work is running.
      """)

  @Argument(help: "The folder of the demo study.") var folder = "demo-study"
  @Option(
    help: ArgumentHelp(
      "Recipes of digital heads, as JSON: one cohort instead, measured by NBV.", valueName: "file"))
  var recipes: String?
  @Option(
    help: ArgumentHelp(
      "How large the demo is: 1 makes 3 digital heads a cohort (6 of recipes), 2 makes 6, 0.5 makes 2.",
      valueName: "factor"))
  var scale = 1.0
  @Flag(
    help: "The three cohorts of the paper, which is what is made without '--recipes'.")
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
      let study = try StudyOpening.begin(
        folder: folder, search: TemplateSearch(option: standard.template), threads: 1)
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
    let realHead = FileManager.default.isReadableFile(atPath: real) ? real : nil
    let demo =
      recipes == nil
      ? DemoStudy(
        root: root, cohorts: PaperCohorts.cohorts(count: count(of: 3)), realHead: realHead)
      : DemoStudy(root: root, recipes: try heads(), realHead: realHead)
    let bar = ProgressBar(console: console)
    try demo.make(parallel: standard.parallel) { done, all in
      let remaining = done > 0 ? bar.elapsedSeconds / Double(done) * Double(all - done) : nil
      bar.update(
        fraction: Double(done) / Double(max(1, all)), text: "making heads, \(done) of \(all)",
        remaining: remaining)
    }
    bar.close()
  }

  /// Number of heads of a cohort that has `usual` of them.
  private func count(of usual: Double) -> Int { max(1, Int(usual * scale + 0.5)) }

  private func heads() throws -> [HeadRecipe] {
    let count = count(of: 6)
    let given =
      try recipes.map { try DemoStudy.recipes(from: $0) } ?? DemoStudy.standardRecipes(count: 6)
    if count <= given.count { return Array(given.prefix(count)) }
    return given + DemoStudy.standardRecipes(count: count).dropFirst(given.count)
  }
}
