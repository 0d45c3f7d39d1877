import Anatomy
import ArgumentParser
import Outcomes
import Pictures
import Volumes

struct SegmentCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Divides a brain into fluid, grey and white matter.",
    discussion: """
      Writes PREFIX_dseg (1 CSF, 2 GM, 3 WM) and PREFIX_label-…_probseg (shares, 0 to 1). Two \
      classes, CSF and brain, suit images whose GM and WM look alike; four have no names and are numbered \
      from dark to bright.
      """)

  @Argument(help: "The image of a head.") var input: String
  @Option(help: ArgumentHelp("The brain mask on the same grid.", valueName: "file")) var brain:
    String
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Beginning of the output names.", valueName: "prefix"))
  var output: String
  @Option(help: ArgumentHelp("Number of classes.", valueName: "2|3|4")) var classes = 3
  @Option(
    help: ArgumentHelp(
      "What is bright: WM in T1, CSF in T2 and PD (GM is in between).", valueName: "T1|T2|PD"))
  var contrast = TissueContrast.t1
  @Option(
    help: ArgumentHelp(
      "Voxels, such as lesions, from which nothing is learnt; they are labelled all the same.",
      valueName: "mask"))
  var exclude: String?
  @OptionGroup(title: "Priors") var priors: PriorOptions
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if TissueModel(classes: classes) == nil {
      throw ValidationError("'--classes' must be 2, 3 or 4, not \(classes)")
    }
    if priors.isGiven, classes != 3 {
      throw ValidationError("'--priors' are of CSF, GM and WM, so '--classes' must be 3")
    }
  }

  func execute(_ console: Console) async throws {
    let model = TissueModel(classes: classes, contrast: contrast) ?? .t1
    let names = model.labels.map { "\(output)_label-\($0)_probseg.nii.gz" }
    let labels = "\(output)_dseg.nii.gz"
    try ImageAccess.checkOutputs(
      names + [labels] + picture.outputs,
      inputs: [input, brain, exclude].compactMap { $0 } + priors.inputs, force: standard.force)
    let image = try ImageAccess.image(input)
    let mask = try ImageAccess.mask(brain, on: image.grid)
    let excluded = try exclude.map { try ImageAccess.mask($0, on: image.grid) }
    let progress = StepProgress(console: console)
    defer { progress.close() }
    if priors.isGiven { progress.step("reading the priors") }
    let expected = try priors.load(for: image, standard, console)
    progress.step("dividing the brain into tissues")
    let found = try ImageAccess.during("dividing the brain into tissues") {
      try picture.watching(image, nil, knowing: Findings(brain: mask), force: standard.force) {
        try segmentTissue(
          of: image, brain: mask, model: model, excluding: excluded, priors: expected,
          parallel: standard.parallel)
      }
    }
    progress.close()
    let files = StagedFiles(parallel: standard.parallel)
    for (name, fraction) in zip(names, found.fractions) {
      try files.add(Volume(image: fraction, type: .float32), as: name)
    }
    try files.add(Volume(image: found.labels, type: .uint8), as: labels)
    try picture.add(to: files) { StepPicture.tissue(found.labels, in: image) }
    try files.commit(force: standard.force)
    tell(found, console)
  }

  private func tell(_ found: TissueSegmentation, _ console: Console) {
    let keys = found.classLabels.map { "\($0.lowercased())_ml" }
    let values = Dictionary(uniqueKeysWithValues: zip(keys, found.volumesML))
    if console.json { return console.result(JSONText.of(values)) }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      console.result("\(key) \(FixedText.of(value, 2))")
    }
  }
}

extension TissueContrast: ExpressibleByArgument {
  /// Upper and lower case mean the same.
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}
