import ArgumentParser
import Foundation
import Kernels
import Outcomes
import Study

struct EvaluateGBVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "gbv",
    abstract: "Measures GBV on simulated tumours and compares it with the truth.",
    discussion: """
      Each seed draws a head, its glioblastoma and the protocols of four channels, as in training but from \
      other seeds; whole heads, turned and shifted, go through the whole measurement. With --again each is \
      scanned a second time with other noise.
      """)

  @Option(help: "How many simulated sessions.") var sessions = 20
  @Option(help: "The first seed, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = GBVEvaluation.firstSeed
  @Flag(help: "Scan each head twice, and tell the agreement.") var again = false
  @Option(
    help: ArgumentHelp("Use this model instead of that which comes with Bauta.", valueName: "file"))
  var model: String?
  @Option(help: ArgumentHelp("Draw calibration and errors as SVG.", valueName: "file"))
  var plot: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if !(1...10_000).contains(sessions) {
      throw ValidationError("'--sessions' must be from 1 to 10000, not \(sessions)")
    }
  }

  func execute(_ console: Console) async throws {
    let outputs = plot.map { [$0] } ?? []
    try ImageAccess.checkOutputs(outputs, inputs: model.map { [$0] } ?? [], force: standard.force)
    var measure = GBV()
    measure.model = try readModel()
    let template = try standard.loadTemplate(console)
    let progress = StepProgress(console: console, count: sessions * (again ? 2 : 1))
    defer { progress.close() }
    var (trials, repeats): ([GBVTrial], [GBVTrial]) = ([], [])
    for index in 0..<sessions {
      let session = SimulatedSession(seed: seed &+ UInt64(index), poseDegrees: 8)
      for scan in 0..<(again ? 2 : 1) {
        progress.begin(item: index * (again ? 2 : 1) + scan)
        progress.step("making and measuring a head")
        let trial = GBVTrial(
          session, template: template, repeatScan: UInt64(scan), measure: measure,
          parallel: standard.parallel)
        if scan == 0 { trials.append(trial) } else { repeats.append(trial) }
      }
    }
    progress.close()
    try tell(GBVEvaluation(trials: trials, repeats: repeats), console)
  }

  private func tell(_ report: GBVEvaluation, _ console: Console) throws {
    if let plot {
      let files = StagedFiles(parallel: standard.parallel)
      try files.add(GBVEvaluationPlot(report).svg, as: plot)
      try files.commit(force: standard.force)
    }
    if console.json { return console.result(JSONText.of(report)) }
    for line in report.lines { console.result(line) }
  }

  private func readModel() throws -> TumourModel? {
    guard let model else { return nil }
    guard let data = FileManager.default.contents(atPath: model) else {
      throw CommandFailure(
        .inputMissing, "the model cannot be read", remedy: "check the path", path: model)
    }
    guard let found = TumourModel(bytes: Array(data)) else {
      throw CommandFailure(
        .badData, "the model is not one of this version",
        remedy: "make one with 'bauta train gbv'", path: model)
    }
    return found
  }
}
