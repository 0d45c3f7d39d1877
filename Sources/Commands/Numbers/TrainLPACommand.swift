import ArgumentParser
import Foundation
import Kernels
import Outcomes
import Study
import Volumes

struct TrainLPACommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "lpa", abstract: "Trains the model of 'measure wmlv' on digital heads.",
    discussion: """
      Each seed draws a head, its lesions and a FLAIR protocol. The same seed and number of heads give \
      the same digits, for any number of threads; without options they are those of the shipped model.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the model goes, as JSON.", valueName: "file"))
  var output: String
  @Option(help: "How many heads.") var heads = LPATraining.shipped.heads
  @Option(help: "The first seed, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = LPATraining.shipped.seed
  @OptionGroup var standard: WritingOptions

  struct Report: Encodable {
    var model: LPAModel
    var seconds: Double
    /// Whether the model is the shipped one, digit by digit.
    var is_shipped: Bool
  }

  func validate() throws {
    if !(1...10_000).contains(heads) {
      throw ValidationError("'--heads' must be from 1 to 10000, not \(heads)")
    }
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs([output], inputs: [], force: standard.force)
    let start = Date()
    let model = try train(console)
    try ImageAccess.write(try model.text(), to: output)
    let report = Report(
      model: model, seconds: Date().timeIntervalSince(start), is_shipped: model == .shipped)
    if console.json { return console.result(JSONText.of(report)) }
    for (name, value) in zip(model.flair.names, model.flair.coefficients) {
      console.result("\(name) \(FixedText.of(value, 4))")
    }
    console.result("threshold \(FixedText.of(model.flair.threshold, 2))")
    console.result(
      report.is_shipped ? "the same as the shipped model" : "not the shipped model")
  }

  private func train(_ console: Console) throws -> LPAModel {
    let template = try TemplateSearch(option: TemplateSearch.digitalHeadName).choose()
      .load(parallel: standard.parallel)
    let progress = StepProgress(console: console, count: heads)
    defer { progress.close() }
    return try ImageAccess.during("training the model of lesions") {
      try LPATraining(seed: seed, heads: heads).run(
        template: template, parallel: standard.parallel
      ) { head in
        if head < heads { progress.begin(item: head) }
        progress.step(head < heads ? "scanning a head" : "fitting the model")
      }
    }
  }
}
