import ArgumentParser
import Phantoms
import Volumes

struct PhantomCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "phantom", abstract: "Makes a digital head with its exact truth.",
    discussion: """
      The same seed gives the same bytes on every machine. Lesions are those of multiple sclerosis \
      (21 in the labels), the tumour is a glioblastoma: necrosis 22, enhancing 23, not enhancing 24, \
      oedema 25. Volumes and places of both stand in the truth.
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The image to write.", valueName: "file"))
  var output: String
  @Option(help: "Which head, a whole number from 0.", transform: Seed.read)
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp("T1w, T2w, FLAIR, PDw or T1c (after gadolinium).", valueName: "contrast"))
  var contrast = "T1w"
  @Option(help: ArgumentHelp("How many white-matter lesions it has.", valueName: "number"))
  var lesions = 0
  @Flag(help: "Gives it a glioblastoma.") var tumour = false
  @Option(help: ArgumentHelp("Side of the cubic voxels.", valueName: "mm")) var voxel = 1.0
  @Option(help: ArgumentHelp("Where the truth goes, as JSON.", valueName: "file")) var truth:
    String?
  @Option(help: ArgumentHelp("Where the tissue labels go.", valueName: "file")) var labels: String?
  @OptionGroup var standard: WritingOptions

  func validate() throws {
    if Contrast(rawValue: contrast) == nil {
      let known = Contrast.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("unknown contrast '\(contrast)'; known are \(known)")
    }
    if !HeadRecipe.lesionCounts.contains(lesions) {
      let counts = HeadRecipe.lesionCounts
      throw ValidationError(
        "'--lesions' must be from \(counts.lowerBound) to \(counts.upperBound), not \(lesions)")
    }
    if !(0.5...8).contains(voxel) {
      throw ValidationError("'--voxel' must be from 0.5 to 8 mm, not \(voxel)")
    }
  }

  private var recipe: HeadRecipe {
    var recipe = HeadRecipe(seed: seed)
    recipe.lesions = lesions > 0 ? lesions : nil
    recipe.tumour = tumour ? true : nil
    return recipe
  }

  func execute(_ console: Console) async throws {
    let outputs = [output, truth, labels].compactMap { $0 }
    try ImageAccess.checkOutputs(outputs, inputs: [], force: standard.force)
    try ImageAccess.checkImageNames([output, labels].compactMap { $0 })
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("making the head")
    let head = DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: voxel)),
      parallel: standard.parallel)
    let image = head.image(
      contrast: Contrast(rawValue: contrast) ?? .t1w, parallel: standard.parallel)
    let volume = Volume(image: image.wholeNumbers, type: .int16, description: "digital head")
    let files = StagedFiles(parallel: standard.parallel)
    try files.add(volume, as: output)
    if let labels {
      let map = Image(grid: head.grid, voxels: head.labels.map { Float($0) })
      try files.add(Volume(image: map, type: .uint8), as: labels)
    }
    if let truth { try files.add(JSONText.of(head.truth) + "\n", as: truth) }
    try files.commit(force: standard.force)
    if console.json { console.result(JSONText.of(head.truth)) }
  }
}

extension Image {
  /// The values rounded to whole numbers, half away from zero.
  var wholeNumbers: Image {
    Image(grid: grid, voxels: voxels.map { Float(Int($0 + ($0 < 0 ? -0.5 : 0.5))) })
  }
}
