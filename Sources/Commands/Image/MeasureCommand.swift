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
    discussion: "A failure is exit 1 and, with --json, a failure kind; never a nonsense number.")

  @Argument(help: "The T1-weighted image.") var input: String
  @Option(name: .shortAndLong, help: ArgumentHelp("Write tissue maps with names that begin so.", valueName: "prefix"))
  var output: String?
  @OptionGroup var standard: StandardOptions

  struct Report: Encodable {
    struct Failure: Encodable {
      var kind: String
      var message: String
    }

    var nbv_ml: Double?
    var brain_ml: Double?
    var gm_ml: Double?
    var wm_ml: Double?
    var csf_ml: Double?
    var mask_ml: Double?
    var scaling: Double?
    var degraded = false
    var warnings: [String] = []
    var failure: Failure?
  }

  func execute(_ console: Console) async throws {
    let outputs = output.map { prefix in Self.maps.map { "\(prefix)_\($0.file).nii.gz" } } ?? []
    try ImageAccess.checkOutputs(outputs, inputs: [input], force: standard.force)
    let image = try ImageAccess.image(input)
    let template = try standard.loadTemplate(console)
    let measurement: Measurement
    do {
      measurement = try NBV().measure(["T1w": image], template: template, parallel: standard.parallel)
    } catch {
      try fail(error, console: console)
      return
    }
    for (map, path) in zip(Self.maps, outputs) {
      guard let image = measurement.maps[map.key] else { continue }
      try ImageAccess.write(Volume(image: image, type: map.type), to: path, force: standard.force)
    }
    tell(measurement, console: console)
  }

  private static let maps: [(key: String, file: String, type: VoxelType)] = [
    ("dseg", "dseg", .uint8), ("csf", "label-CSF_probseg", .float32),
    ("gm", "label-GM_probseg", .float32), ("wm", "label-WM_probseg", .float32),
  ]

  private func fail(_ error: OutcomeError, console: Console) throws {
    guard console.json else { throw CommandFailure(.failed, error.message, remedy: error.remedy) }
    var report = Report()
    report.failure = Report.Failure(kind: error.code.rawValue, message: error.message)
    console.result(JSONText.of(report))
    throw Ended(code: .failed)
  }

  private func tell(_ measurement: Measurement, console: Console) {
    let values = measurement.values
    if console.json {
      console.result(
        JSONText.of(
          Report(
            nbv_ml: values["nbv_ml"], brain_ml: values["brain_ml"], gm_ml: values["gm_ml"],
            wm_ml: values["wm_ml"], csf_ml: values["csf_ml"], mask_ml: values["mask_ml"],
            scaling: values["scaling"], degraded: measurement.degraded,
            warnings: measurement.warnings)))
      return
    }
    for warning in measurement.warnings { console.warn(warning) }
    for key in ["nbv_ml", "brain_ml", "gm_ml", "wm_ml", "csf_ml", "mask_ml", "scaling"] {
      if let value = values[key] { console.result("\(key) \(FixedText.of(value, 3))") }
    }
  }
}
