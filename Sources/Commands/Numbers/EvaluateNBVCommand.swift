import ArgumentParser
import Kernels
import Study

struct EvaluateNBVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "nbv", abstract: "Measures NBV on digital heads and compares it with the truth.",
    discussion: """
      Each seed draws a head (size, shape, atrophy, folds), how it lies, and its scan (noise, gain \
      field, inversion and repetition time). With --again each head is scanned a second time: \
      turned, shifted, with other noise and another gain field.

      Errors of scaling and NBV are told against the mean digital head, so it is the template.
      """)

  @Option(help: "How many heads.") var heads = 30
  @Option(help: "The first seed, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = 1001
  @Option(help: ArgumentHelp("Side of the cubic voxels.", valueName: "mm")) var voxel = 1.0
  @Flag(help: "Scan each head twice, and tell the agreement.") var again = false
  @OptionGroup var standard: ReadingOptions

  func validate() throws {
    if !(1...10_000).contains(heads) {
      throw ValidationError("'--heads' must be from 1 to 10000, not \(heads)")
    }
    if !(0.5...4).contains(voxel) {
      throw ValidationError("'--voxel' must be from 0.5 to 4 mm, not \(voxel)")
    }
  }

  func execute(_ console: Console) async throws {
    let parallel = standard.parallel
    let template = try TemplateSearch(option: TemplateSearch.digitalHeadName).choose()
      .load(parallel: parallel)
    let progress = StepProgress(console: console, count: heads * (again ? 2 : 1))
    defer { progress.close() }
    var trials: [NBVTrial] = []
    var repeats: [NBVTrial] = []
    for index in 0..<heads {
      let subject = DigitalSubject(seed: seed &+ UInt64(index))
      let scans = again ? [subject, subject.again] : [subject]
      for (number, scan) in scans.enumerated() {
        progress.begin(item: index * scans.count + number)
        progress.step("making and measuring a head")
        let trial = NBVTrial(scan, voxelMM: voxel, template: template, parallel: parallel)
        if number == 0 { trials.append(trial) } else { repeats.append(trial) }
      }
    }
    progress.close()
    let report = NBVEvaluation(trials: trials, repeats: repeats)
    if console.json { return console.result(JSONText.of(report)) }
    for line in report.lines { console.result(line) }
  }
}
