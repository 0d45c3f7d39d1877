import Anatomy
import ArgumentParser
import Pictures
import Volumes

struct BiasCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "bias", abstract: "Takes the smooth brightening of the coils out of an image.",
    discussion: """
      Works for any contrast. Without a mask the field is learnt from all that is brighter \
      than the air. The result is of 32-bit floats and as bright as before on the whole.
      """)

  @Argument(help: "The image of a head.") var input: String
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The corrected image to write.", valueName: "file"))
  var output: String
  @Option(
    help: ArgumentHelp(
      "Voxels to learn from, such as a brain, on the same grid.", valueName: "file")
  )
  var mask: String?
  @Option(help: ArgumentHelp("Where the factor of each voxel goes.", valueName: "file"))
  var field: String?
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: WritingOptions

  struct Report: Encodable {
    var field_minimum: Double
    var field_maximum: Double
    var rounds: [Int]
  }

  func execute(_ console: Console) async throws {
    let outputs = [output, field].compactMap { $0 }
    try ImageAccess.checkOutputs(
      outputs + picture.outputs, inputs: [input, mask].compactMap { $0 }, force: standard.force)
    try ImageAccess.checkImageNames(outputs)
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let image = try ImageAccess.image(input)
    let inside = try mask.map { try ImageAccess.mask($0, on: image.grid) }
    progress.step("finding the bias field")
    let found = try ImageAccess.during("finding the bias field") {
      try correctBias(of: image, within: inside, parallel: standard.parallel)
    }
    progress.step("writing")
    let files = StagedFiles(parallel: standard.parallel)
    try files.add(Volume(image: found.corrected, type: .float32), as: output)
    if let field { try files.add(Volume(image: found.field, type: .float32), as: field) }
    try picture.add(to: files) { StepPicture.bias(found, of: image) }
    try files.commit(force: standard.force)
    progress.close()
    tell(found, console)
  }

  private func tell(_ found: BiasCorrection, _ console: Console) {
    let (low, high) = found.field.voxels.reduce((Float.infinity, -Float.infinity)) {
      (min($0.0, $1), max($0.1, $1))
    }
    let report = Report(
      field_minimum: Double(low), field_maximum: Double(high), rounds: found.rounds)
    if console.json { return console.result(JSONText.of(report)) }
    console.note(
      "the field is from \(FixedText.of(report.field_minimum, 2)) to "
        + "\(FixedText.of(report.field_maximum, 2)); "
        + "\(Plural.of(found.rounds.reduce(0, +), "round"))")
  }
}
