import Anatomy
import ArgumentParser
import Kernels
import Pictures
import Volumes

struct BrainCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "brain", abstract: "Finds the brain: writes a mask, 1 inside.",
    discussion: """
      The template guides the surface, unless one of -f, -g, -R, -B, -c or -r is given: then it \
      grows freely from the middle of the head (Smith 2002), and only -B looks at the template.
      """)

  @Argument(help: "The image of a head.") var input: String
  @Option(name: .shortAndLong, help: ArgumentHelp("The mask to write.", valueName: "file"))
  var output: String
  @Option(
    help: ArgumentHelp(
      "Where the surface goes, in world mm: .obj, .ply or .surf.gii.", valueName: "file"))
  var mesh: String?
  @OptionGroup(title: "Free growth") var surface: BrainOptions
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: StandardOptions

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs(
      [output, mesh].compactMap { $0 } + picture.outputs, inputs: [input], force: standard.force)
    try ImageAccess.checkImageNames([output])
    let format = try mesh.map(meshFormat)
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let volume = try ImageAccess.volume(input)
    let image = try ImageAccess.during("reading the image") { try ImageAccess.image(volume) }
    progress.step("finding the brain")
    let found = try ImageAccess.during("finding the brain") {
      try extract(from: image, console: console)
    }
    progress.close()
    let files = StagedFiles(parallel: standard.parallel)
    try files.add(Volume(mask: found.mask), as: output)
    if let mesh, let format {
      try files.add(format.bytes(of: found.mesh, space: volume.meshSpace), as: mesh)
    }
    try picture.add(to: files) { StepPicture.brain(found, in: image) }
    try files.commit(force: standard.force)
    let report = BrainReport(found, surface)
    if console.json {
      console.result(JSONText.of(report))
    } else {
      console.note("brain \(FixedText.of(report.brain_ml, 1)) ml")
    }
  }

  private func meshFormat(_ path: String) throws -> MeshFormat {
    guard let format = MeshFormat(fileName: path) else {
      throw CommandFailure(
        .cannotCreate, "the name of a surface should end in .obj, .ply or .surf.gii",
        remedy: "choose such a name", path: path)
    }
    return format
  }

  private func extract(from image: Image, console: Console) throws -> BrainExtraction {
    let parallel = standard.parallel
    if surface.isFree, !surface.isCleaned {
      return try picture.watching(image, nil, force: standard.force) {
        try extractBrain(
          from: image, parameters: surface.parameters, seed: surface.seed, parallel: parallel)
      }
    }
    let template = try standard.loadTemplate(console)
    return try picture.watching(image, template, force: standard.force) {
      let guided = try LocatedBrain.find(
        in: image, template: template, wantsSkull: false, parallel: parallel)
      guard surface.isCleaned else { return guided.brain }
      return try extractCleanBrain(
        from: image, template: template, registration: guided.registration,
        parameters: surface.parameters, seed: surface.seed, parallel: parallel)
    }
  }
}

extension Volume {
  /// What the header calls the world of the image.
  var meshSpace: MeshSpace {
    let code = header.sformCode > 0 ? header.sformCode : header.qformCode
    return MeshSpace(rawValue: code) ?? .unknown
  }
}
