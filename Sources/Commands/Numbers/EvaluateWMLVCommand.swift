import Anatomy
import ArgumentParser
import Foundation
import Kernels
import Outcomes
import Study
import Volumes

struct EvaluateWMLVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "wmlv",
    abstract: "Measures lesions of digital heads and compares them with the truth.",
    discussion: """
      Each seed draws a head, its lesions and a FLAIR protocol that the shipped model was not trained on. \
      With --again each head is scanned a second time with other noise. With --into lesions are put into \
      a FLAIR image of yours, as many times as --heads says, and looked for there.
      """)

  @Option(help: "How many heads.") var heads = 20
  @Option(help: "The first seed, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = 900_001
  @Flag(help: "Give the measure the T1-weighted image as well.") var t1 = false
  @Flag(help: "Scan each head twice, with other noise, and tell the agreement.") var again = false
  @Flag(help: "Judge 'wmlv-lga' instead.") var lga = false
  @Option(help: ArgumentHelp("A FLAIR image to put lesions into.", valueName: "flair"))
  var into: String?
  @Option(
    help: ArgumentHelp(
      "Write charts (calibration, error by volume) with names that begin so.", valueName: "prefix"))
  var svg: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if !(1...10_000).contains(heads) {
      throw ValidationError("'--heads' must be from 1 to 10000, not \(heads)")
    }
    if into != nil, t1 || again {
      throw ValidationError("'--into' goes with neither '--t1' nor '--again'")
    }
  }

  private var charts: [String] {
    svg.map { ["\($0)_calibration.svg", "\($0)_error.svg"] } ?? []
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs(
      charts, inputs: [into].compactMap { $0 }, force: standard.force)
    let report = WMLVEvaluation(
      trials: try into.map { try implanted($0, console) } ?? drawn(console))
    if !charts.isEmpty {
      try ImageAccess.write(report.calibrationChart.svg, to: charts[0])
      try ImageAccess.write(report.errorChart.svg, to: charts[1])
    }
    if console.json { return console.result(JSONText.of(WMLVEvaluationReport(report))) }
    for line in report.lines { console.result(line) }
  }

  private var options: WMLVTrial.Options {
    var options = WMLVTrial.Options()
    if lga { options.measure = WMLVLGA() }
    (options.usesT1, options.again) = (t1, again)
    return options
  }

  private func drawn(_ console: Console) throws -> [WMLVTrial] {
    let choice = standard.template ?? TemplateSearch.digitalHeadName
    let template = try TemplateSearch(option: choice).choose().load(parallel: standard.parallel)
    let progress = StepProgress(console: console, count: heads)
    defer { progress.close() }
    return (0..<heads).map { index in
      progress.begin(item: index)
      progress.step("scanning and measuring a head")
      return WMLVTrial(
        seed: seed &+ UInt64(index), options, template: template, parallel: standard.parallel)
    }
  }

  private func implanted(_ path: String, _ console: Console) throws -> [WMLVTrial] {
    let image = try ImageAccess.image(path, as: "the FLAIR image")
    let template = try standard.loadTemplate(console)
    let progress = StepProgress(console: console, count: heads)
    defer { progress.close() }
    return try ImageAccess.during("putting lesions into the image") {
      try ImplantedTrials(into: image, template: template, parallel: standard.parallel).run(
        options.measure, seed: seed, count: heads
      ) { index in
        progress.begin(item: index)
        progress.step("putting lesions in and looking for them")
      }
    }
  }
}
