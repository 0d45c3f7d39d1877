import Agreement
import Anatomy
import ArgumentParser
import Outcomes
import Study
import Volumes

struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measures one outcome in the images of one head.",
    subcommands: [MeasureNBVCommand.self])
}

struct MeasureNBVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "nbv", abstract: "Normalised brain volume of a T1-weighted image.",
    discussion: """
      A failure is never a nonsense number: with --json it is a failure kind and every value null. \
      Exit 1 when the measurement failed, 65 or 66 when the image cannot be read or is not there.
      """)

  @Argument(help: "The T1-weighted image.") var input: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write tissue maps with names that begin so.", valueName: "prefix"))
  var output: String?
  @OptionGroup var standard: StandardOptions

  struct Report: Encodable {
    @OrNull var nbv_ml: Double?
    @OrNull var brain_ml: Double?
    @OrNull var gm_ml: Double?
    @OrNull var wm_ml: Double?
    @OrNull var csf_ml: Double?
    @OrNull var pgm_ml: Double?
    @OrNull var vcsf_ml: Double?
    @OrNull var mask_ml: Double?
    @OrNull var scaling: Double?
    var degraded = false
    var warnings: [String] = []
    @OrNull var failure: FailureReport?

    init(_ measurement: Measurement) {
      let values = measurement.values
      (nbv_ml, brain_ml, scaling) = (values["nbv_ml"], values["brain_ml"], values["scaling"])
      (gm_ml, wm_ml, csf_ml) = (values["gm_ml"], values["wm_ml"], values["csf_ml"])
      (pgm_ml, vcsf_ml, mask_ml) = (values["pgm_ml"], values["vcsf_ml"], values["mask_ml"])
      (degraded, warnings) = (measurement.degraded, measurement.warnings)
    }

    init(_ failure: CommandFailure) { self.failure = FailureReport(failure) }
  }

  func execute(_ console: Console) async throws {
    let outputs = output.map { prefix in Self.maps.map { "\(prefix)_\($0.file).nii.gz" } } ?? []
    try ImageAccess.checkOutputs(outputs, inputs: [input], force: standard.force)
    do {
      let measurement = try measure(console)
      let files = StagedFiles(parallel: standard.parallel)
      for (map, path) in zip(Self.maps, outputs) {
        guard let image = measurement.maps[map.key] else { continue }
        try files.add(Volume(image: image, type: map.type), as: path)
      }
      try files.commit(force: standard.force)
      tell(measurement, console: console)
    } catch {
      var failure = CommandFailure(error)
      failure.isTold = console.json
      if console.json { console.result(JSONText.of(Report(failure))) }
      throw failure
    }
  }

  private func measure(_ console: Console) throws -> Measurement {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let image = try ImageAccess.image(input)
    let template = try standard.loadTemplate(console)
    progress.step("aligning, finding the brain and its tissues")
    return try ImageAccess.during("measuring nbv") {
      try NBV().measure(["T1w": image], template: template, parallel: standard.parallel)
    }
  }

  private static let maps: [(key: String, file: String, type: VoxelType)] = [
    ("dseg", "dseg", .uint8), ("csf", "label-CSF_probseg", .float32),
    ("gm", "label-GM_probseg", .float32), ("wm", "label-WM_probseg", .float32),
  ]

  private func tell(_ measurement: Measurement, console: Console) {
    if console.json { return console.result(JSONText.of(Report(measurement))) }
    for warning in measurement.warnings { console.warn(warning) }
    let keys = [
      "nbv_ml", "brain_ml", "gm_ml", "wm_ml", "csf_ml", "pgm_ml", "vcsf_ml", "mask_ml", "scaling",
    ]
    for key in keys {
      if let value = measurement.values[key] { console.result("\(key) \(FixedText.of(value, 3))") }
    }
  }
}
