import ArgumentParser
import Kernels
import Study
import Volumes

struct EvaluateStartsCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "starts",
    abstract: "Turns, shifts and damages heads and looks for the template again.",
    discussion: """
      Each start turns a head by up to 45° about any axis, shifts it by up to 60 mm and stores it in \
      one of the 48 orders of axes; three of four add a damage: noise, an empty margin, a gain \
      field, slices of 5 mm, vertex or cerebellum outside of the field of view, a removed face, \
      nothing but the brain. Told is how far the template lies from where it lies in the untouched \
      head, as the mean over the brain; further than 5 mm, or refused, is a failure (exit code 2). \
      Without images, digital heads are taken.
      """)

  @Argument(help: "Images of whole heads.") var images: [String] = []
  @Option(help: "How many starts, shared by all heads in turn.") var starts = 200
  @Option(help: "How many digital heads, where no image is given.") var heads = 8
  @Option(
    help: "The seed of the first start and digital head, a whole number from 0.",
    transform: Seed.read)
  var seed: UInt64 = 1001
  @Option(help: ArgumentHelp("Side of the cubic voxels of the digital heads.", valueName: "mm"))
  var voxel = 1.0
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if !(1...100_000).contains(starts) {
      throw ValidationError("'--starts' must be from 1 to 100000, not \(starts)")
    }
    if !(1...1000).contains(heads) {
      throw ValidationError("'--heads' must be from 1 to 1000, not \(heads)")
    }
    if !(0.5...4).contains(voxel) {
      throw ValidationError("'--voxel' must be from 0.5 to 4 mm, not \(voxel)")
    }
  }

  func execute(_ console: Console) async throws {
    let template = try standard.loadTemplate(console)
    let count = images.isEmpty ? heads : images.count
    let evaluated = EvaluatedHeads(images: images, seed: seed, voxelMM: voxel)
    let progress = StepProgress(console: console, count: starts)
    defer { progress.close() }
    var trials: [StartTrial] = []
    for head in 0..<min(count, starts) {
      progress.step("finding the template in an untouched head")
      let image = try evaluated.image(head, parallel: standard.parallel)
      let untouched = try ImageAccess.during("finding the template in an untouched head") {
        try StartTrials(of: image, template: template, parallel: standard.parallel)
      }
      for start in stride(from: head, to: starts, by: count) {
        progress.begin(item: trials.count)
        progress.step("looking for the template")
        let draw = StartDraw(seed: seed &+ UInt64(start))
        trials.append(untouched.trial(draw, head: head, parallel: standard.parallel))
      }
    }
    progress.close()
    try tell(StartEvaluation(trials: trials.sorted { $0.draw.seed < $1.draw.seed }), console)
  }

  private func tell(_ report: StartEvaluation, _ console: Console) throws {
    if console.json {
      console.result(JSONText.of(report))
    } else {
      for line in report.lines { console.result(line) }
    }
    if report.row().failures > 0 { throw Ended(code: .partlyDone) }
  }
}
