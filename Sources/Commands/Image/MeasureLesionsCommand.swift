import Anatomy
import ArgumentParser
import Outcomes
import Pictures
import Volumes

struct MeasureWMLVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: WMLV.name, abstract: "White-matter lesion volume of a FLAIR image.",
    discussion: """
      By a logistic model trained on digital heads; a brain without lesions has 0.000 ml. A failure is \
      never a nonsense number: with --json it is a failure kind and every value null. Exit 1 when the \
      measurement failed, 65 or 66 when an image cannot be read, is of another contrast or is not there.
      """)

  @OptionGroup var options: LesionOptions
  var standard: StandardOptions { options.standard }

  func execute(_ console: Console) async throws {
    try LesionMeasuring(options: options).run(WMLV(), console)
  }
}

struct MeasureWMLVLGACommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: WMLVLGA.name, abstract: "White-matter lesion volume by growth from seeds.",
    discussion: """
      A threshold of the belief map and growth from there, without a trained model. Outputs and failures \
      are those of 'measure wmlv'.
      """)

  @OptionGroup var options: LesionOptions
  var standard: StandardOptions { options.standard }

  func execute(_ console: Console) async throws {
    try LesionMeasuring(options: options).run(WMLVLGA(), console)
  }
}

/// Reads the images, measures their lesions, and writes and tells what was found.
struct LesionMeasuring {
  var options: LesionOptions
  private var standard: StandardOptions { options.standard }

  init(options: LesionOptions) { self.options = options }

  func run(_ measure: some OutcomeMeasure, _ console: Console) throws {
    try ImageAccess.checkOutputs(options.outputs, inputs: options.inputs, force: standard.force)
    do {
      let (images, template) = try inputs(console)
      let measurement = try measured(measure, images, template, console)
      try write(measurement, images, template)
      tell(LesionReport(measurement, of: type(of: measure).name), console)
    } catch {
      var failure = CommandFailure(error)
      failure.isTold = console.json
      if console.json { console.result(JSONText.of(LesionReport(failure))) }
      throw failure
    }
  }

  private func inputs(_ console: Console) throws -> ([String: Image], Template) {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    return (try options.images(), try standard.loadTemplate(console))
  }

  private func measured(
    _ measure: some OutcomeMeasure, _ images: [String: Image], _ template: Template,
    _ console: Console
  ) throws -> Measurement {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("aligning, finding the brain and its lesions")
    let flair = images["FLAIR"] ?? template.head
    return try ImageAccess.during("measuring \(type(of: measure).name)") {
      try options.picture.watching(flair, template, force: standard.force) {
        try measure.measure(images, template: template, parallel: standard.parallel)
      }
    }
  }

  private func write(
    _ measurement: Measurement, _ images: [String: Image], _ template: Template
  ) throws {
    let files = StagedFiles(parallel: standard.parallel)
    try options.stage(measurement, in: files)
    if let flair = images["FLAIR"] {
      try options.picture.add(to: files) {
        FindingsPicture(measurement.findings, of: flair, template: template)
          .drawn(parallel: standard.parallel)
      }
    }
    try files.commit(force: standard.force)
  }

  private func tell(_ report: LesionReport, _ console: Console) {
    if console.json { return console.result(JSONText.of(report)) }
    for warning in report.warnings { console.warn(warning) }
    for line in report.lines { console.result(line) }
  }
}
