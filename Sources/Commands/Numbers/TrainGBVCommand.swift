import ArgumentParser
import Kernels
import Outcomes
import Study

struct TrainGBVCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "gbv", abstract: "Grows the forests of GBV from simulated glioblastomas.",
    discussion: """
      Digital heads with glioblastomas are scanned by protocols drawn from their seeds: T1w, T1c, T2w and \
      FLAIR, thick slices and cubes, noise, gain fields, channels that do not quite fit each other. With \
      the usual settings the result is byte for byte the model that comes with Bauta, for any number \
      of threads; it takes some 5 minutes of processor time.
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the model here.", valueName: "file"))
  var output: String
  @Option(help: "How many simulated sessions.") var sessions = GBVTraining().sessions
  @Option(help: "The first seed, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = GBVTraining().seed
  @OptionGroup var standard: WritingOptions

  struct Report: Encodable {
    var sessions: Int
    var seed: UInt64
    var bytes: Int
    var sha256: String
    var recipe: String
  }

  func validate() throws {
    if !(1...10_000).contains(sessions) {
      throw ValidationError("'--sessions' must be from 1 to 10000, not \(sessions)")
    }
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs([output], inputs: [], force: standard.force)
    var training = GBVTraining()
    (training.sessions, training.seed) = (sessions, seed)
    let progress = StepProgress(console: console, count: sessions)
    defer { progress.close() }
    let model = training.model(parallel: standard.parallel) { number in
      guard number < sessions else { return progress.step("growing the forests") }
      progress.begin(item: number)
      progress.step("making and scanning a head")
    }
    progress.close()
    let bytes = model.bytes
    let files = StagedFiles(parallel: standard.parallel)
    try files.add(bytes, as: output)
    try files.commit(force: standard.force)
    let report = Report(
      sessions: sessions, seed: seed, bytes: bytes.count, sha256: SHA256.hex(of: bytes),
      recipe: model.recipe)
    if console.json { return console.result(JSONText.of(report)) }
    console.result("\(report.recipe)\n\(report.bytes) bytes, SHA-256 \(report.sha256)")
  }
}
