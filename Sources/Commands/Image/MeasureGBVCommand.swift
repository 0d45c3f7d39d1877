import Agreement
import ArgumentParser
import Kernels
import Outcomes
import Pictures
import Study
import Volumes

struct MeasureGBVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "gbv", abstract: "Glioblastoma volumes of T1w, T1c, T2w and FLAIR images.",
    discussion: """
      The images of one person, each on a grid of its own, are laid on the one after gadolinium. gbv_ml is \
      TV, the tumour without oedema, unless --headline says otherwise. A failure is never a nonsense \
      number: with --json it is a failure kind and every value null.
      """)

  @Option(help: "The T1-weighted image before gadolinium.") var t1: String?
  @Option(help: "The T1-weighted image after gadolinium.") var t1c: String
  @Option(help: "The T2-weighted image.") var t2: String?
  @Option(help: "The FLAIR image.") var flair: String?
  @Option(help: "Which volume is gbv_ml: tv, tv-plus or cetv.") var headline = GBV.Headline.tumour
  @Flag(help: "Measure by fewer images, far less exactly.") var reduced = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write labels, probability and brain mask with names that begin so.", valueName: "prefix"))
  var output: String?
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: StandardOptions

  struct Report: Encodable {
    @OrNull var gbv_ml: Double?
    @OrNull var tv_ml: Double?
    @OrNull var tv_plus_ml: Double?
    @OrNull var cetv_ml: Double?
    @OrNull var necrosis_ml: Double?
    @OrNull var oedema_ml: Double?
    @OrNull var enhancing_ml: Double?
    @OrNull var nonenhancing_ml: Double?
    @OrNull var mask_ml: Double?
    @OrNull var fit_t1w: Double?
    @OrNull var fit_t2w: Double?
    @OrNull var fit_flair: Double?
    var headline: String
    var degraded = false
    var warnings: [String] = []
    @OrNull var failure: FailureReport?

    init(_ measurement: Measurement, _ headline: GBV.Headline) {
      let values = measurement.values
      self.headline = headline.rawValue
      (gbv_ml, tv_ml, tv_plus_ml) = (values["gbv_ml"], values["tv_ml"], values["tv_plus_ml"])
      (cetv_ml, necrosis_ml) = (values["cetv_ml"], values["necrosis_ml"])
      (oedema_ml, enhancing_ml) = (values["oedema_ml"], values["enhancing_ml"])
      (nonenhancing_ml, mask_ml) = (values["nonenhancing_ml"], values["mask_ml"])
      (fit_t1w, fit_t2w, fit_flair) = (values["fit_t1w"], values["fit_t2w"], values["fit_flair"])
      (degraded, warnings) = (measurement.degraded, measurement.warnings)
    }

    init(_ failure: CommandFailure, _ headline: GBV.Headline) {
      self.headline = headline.rawValue
      self.failure = FailureReport(failure)
    }
  }

  private var inputs: [(channel: TumourChannel, path: String)] {
    let all: [(TumourChannel, String?)] = [(.t1w, t1), (.t1c, t1c), (.t2w, t2), (.flair, flair)]
    return all.compactMap { channel, path in path.map { (channel, $0) } }
  }

  private static let maps: [(key: String, file: String, type: VoxelType)] = [
    ("tumour", "desc-tumour_dseg", .uint8), ("probability", "desc-tumour_probseg", .float32),
  ]
  private static let brain = "desc-brain_mask"

  func execute(_ console: Console) async throws {
    let names = Self.maps.map(\.file) + [Self.brain]
    let outputs = output.map { prefix in names.map { "\(prefix)_\($0).nii.gz" } } ?? []
    try ImageAccess.checkOutputs(
      outputs + picture.outputs, inputs: inputs.map(\.path), force: standard.force)
    do {
      let measurement = try measured(console, outputs)
      if console.json {
        return console.result(JSONText.of(Report(measurement, headline)))
      }
      tell(measurement, console)
    } catch {
      var failure = CommandFailure(error)
      failure.isTold = console.json
      if console.json { console.result(JSONText.of(Report(failure, headline))) }
      throw failure
    }
  }

  private func measured(_ console: Console, _ outputs: [String]) throws -> Measurement {
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    var images: [String: Image] = [:]
    for (channel, path) in inputs { images[channel.rawValue] = try ImageAccess.image(path) }
    let template = try standard.loadTemplate(console)
    guard let shown = images[TumourChannel.t1c.rawValue] else {
      throw CommandFailure(.badData, "the image after gadolinium cannot be read", path: t1c)
    }
    progress.step("aligning, finding the brain and the tumour")
    var measure = GBV()
    (measure.headline, measure.isReduced) = (headline, reduced)
    let found = try ImageAccess.during("measuring gbv") {
      try picture.watching(shown, template, force: standard.force) {
        try measure.measure(images, template: template, parallel: standard.parallel)
      }
    }
    let files = StagedFiles(parallel: standard.parallel)
    for (map, path) in zip(Self.maps, outputs) {
      guard let image = found.maps[map.key] else { continue }
      try files.add(Volume(image: image, type: map.type), as: path)
    }
    if let brain = found.findings.brain, let path = outputs.last {
      try files.add(Volume(mask: brain), as: path)
    }
    try picture.add(to: files) {
      FindingsPicture(found.findings, of: shown, template: template)
        .drawn(parallel: standard.parallel)
    }
    try files.commit(force: standard.force)
    return found
  }

  private func tell(_ measurement: Measurement, _ console: Console) {
    for warning in measurement.warnings { console.warn(warning) }
    let keys = [
      "gbv_ml", "tv_ml", "tv_plus_ml", "cetv_ml", "necrosis_ml", "oedema_ml", "enhancing_ml",
      "nonenhancing_ml", "mask_ml", "fit_t1w", "fit_t2w", "fit_flair",
    ]
    for key in keys {
      if let value = measurement.values[key] { console.result("\(key) \(FixedText.of(value, 3))") }
    }
  }
}

extension GBV.Headline: ExpressibleByArgument {}
