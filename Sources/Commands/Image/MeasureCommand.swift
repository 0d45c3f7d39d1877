import Agreement
import Anatomy
import ArgumentParser
import Kernels
import Outcomes
import Pictures
import Study
import Volumes

struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measures one outcome in the images of one head.",
    subcommands: [
      MeasureNBVCommand.self, MeasureWMLVCommand.self, MeasureWMLVLGACommand.self,
      MeasureGBVCommand.self,
    ])
}

struct MeasureNBVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "nbv", abstract: "Normalised brain volume of a T1-weighted image.",
    discussion: """
      A failure is never a nonsense number: with --json it is a failure kind and every value null. \
      Exit 1 when the measurement failed, 65 or 66 when the image cannot be read, is no head or is not \
      there. The picture of a failed measurement shows what was found until then.
      """)

  @Argument(help: "The T1-weighted image.") var input: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write tissue maps, brain mask and its outline with names that begin so.",
      valueName: "prefix"))
  var output: String?
  @OptionGroup var picture: PictureOption
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How the brain is looked for: default, or '-B -f 0.1' for free growth without bias field and "
        + "neck.", valueName: "preset"))
  var preset = NBVPreset.standard
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
    @OrNull var unseen_ml: Double?
    @OrNull var scaling: Double?
    var degraded = false
    var warnings: [String] = []
    @OrNull var failure: FailureReport?

    init(_ measurement: Measurement) {
      let values = measurement.values
      (nbv_ml, brain_ml, scaling) = (values["nbv_ml"], values["brain_ml"], values["scaling"])
      (gm_ml, wm_ml, csf_ml) = (values["gm_ml"], values["wm_ml"], values["csf_ml"])
      (pgm_ml, vcsf_ml, mask_ml) = (values["pgm_ml"], values["vcsf_ml"], values["mask_ml"])
      unseen_ml = values["unseen_ml"]
      (degraded, warnings) = (measurement.degraded, measurement.warnings)
    }

    init(_ failure: CommandFailure) { self.failure = FailureReport(failure) }
  }

  func execute(_ console: Console) async throws {
    let outputs = output.map { prefix in Self.maps.map { "\(prefix)_\($0.file).nii.gz" } } ?? []
    let masks = output.map { prefix in Self.masks.map { "\(prefix)_\($0).nii.gz" } } ?? []
    try ImageAccess.checkOutputs(
      outputs + masks + picture.outputs, inputs: [input], force: standard.force)
    do {
      let (image, template) = try inputs(console)
      let measurement = try measure(image, template, console)
      let files = StagedFiles(parallel: standard.parallel)
      for (map, path) in zip(Self.maps, outputs) {
        guard let image = measurement.maps[map.key] else { continue }
        try files.add(Volume(image: image, type: map.type), as: path)
      }
      if let brain = measurement.findings.brain {
        for (mask, path) in zip([brain, brain.border], masks) {
          try files.add(Volume(mask: mask), as: path)
        }
      }
      try picture.add(to: files) {
        FindingsPicture(measurement.findings, of: image, template: template)
          .drawn(parallel: standard.parallel)
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

  private func inputs(_ console: Console) throws -> (Image, Template) {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    return (try ImageAccess.image(input), try standard.loadTemplate(console))
  }

  private func measure(
    _ image: Image, _ template: Template, _ console: Console
  ) throws -> Measurement {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("aligning, finding the brain and its tissues")
    var measure = NBV()
    measure.preset = preset
    return try ImageAccess.during("measuring nbv") {
      try picture.watching(image, template, force: standard.force) {
        try measure.measure(["T1w": image], template: template, parallel: standard.parallel)
      }
    }
  }

  /// The brain, and its outermost voxels alone.
  private static let masks = ["desc-brain_mask", "desc-brainOutline_mask"]
  private static let maps: [(key: String, file: String, type: VoxelType)] = [
    ("dseg", "dseg", .uint8), ("csf", "label-CSF_probseg", .float32),
    ("gm", "label-GM_probseg", .float32), ("wm", "label-WM_probseg", .float32),
  ]

  private func tell(_ measurement: Measurement, console: Console) {
    if console.json { return console.result(JSONText.of(Report(measurement))) }
    for warning in measurement.warnings { console.warn(warning) }
    let keys = [
      "nbv_ml", "brain_ml", "gm_ml", "wm_ml", "csf_ml", "pgm_ml", "vcsf_ml", "mask_ml", "unseen_ml",
      "scaling",
    ]
    for key in keys {
      if let value = measurement.values[key] { console.result("\(key) \(FixedText.of(value, 3))") }
    }
  }
}

extension NBVPreset: ExpressibleByArgument {}
