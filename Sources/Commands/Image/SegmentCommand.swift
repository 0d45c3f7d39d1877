import Anatomy
import ArgumentParser
import Outcomes
import Volumes

struct SegmentCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Divides a brain into fluid, grey and white matter (T1-weighted).",
    discussion:
      "Writes PREFIX_dseg (1 CSF, 2 GM, 3 WM) and PREFIX_label-…_probseg (shares, 0 to 1).")

  @Argument(help: "The T1-weighted image.") var input: String
  @Option(help: ArgumentHelp("The brain mask on the same grid.", valueName: "file")) var brain:
    String
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Beginning of the output names.", valueName: "prefix"))
  var output: String
  @Option(help: "Number of tissue classes; 3 in this version.") var classes = 3
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if classes != 3 {
      throw ValidationError("'--classes' can only be 3 in this version, not \(classes)")
    }
  }

  func execute(_ console: Console) async throws {
    let names = BrainTissue.allCases.map { "\(output)_label-\($0.label)_probseg.nii.gz" }
    let labels = "\(output)_dseg.nii.gz"
    try ImageAccess.checkOutputs(names + [labels], inputs: [input, brain], force: standard.force)
    let image = try ImageAccess.image(input)
    let mask = try ImageAccess.mask(brain, on: image.grid)
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("dividing the brain into tissues")
    let found = try ImageAccess.during("dividing the brain into tissues") {
      try segmentTissue(of: image, brain: mask, parallel: standard.parallel)
    }
    progress.close()
    for (name, fraction) in zip(names, found.fractions) {
      try ImageAccess.write(
        Volume(image: fraction, type: .float32), to: name, force: standard.force)
    }
    try ImageAccess.write(
      Volume(image: found.labels, type: .uint8), to: labels, force: standard.force)
    let values = Dictionary(
      uniqueKeysWithValues: BrainTissue.allCases.map {
        ("\($0.label.lowercased())_ml", found.volumeML(of: $0))
      })
    if console.json {
      console.result(JSONText.of(values))
    } else {
      for (key, value) in values.sorted(by: { $0.key < $1.key }) {
        console.result("\(key) \(FixedText.of(value, 2))")
      }
    }
  }
}
