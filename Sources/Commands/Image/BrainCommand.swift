import Anatomy
import ArgumentParser
import Kernels
import Volumes

struct BrainCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "brain", abstract: "Finds the brain: writes a mask, 1 inside.")

  @Argument(help: "The image of a head.") var input: String
  @Option(name: .shortAndLong, help: ArgumentHelp("The mask to write.", valueName: "file"))
  var output: String
  @Option(help: ArgumentHelp("Where the surface goes, as OBJ in world mm.", valueName: "file"))
  var mesh: String?
  @Option(
    name: .customShort("f"),
    help: ArgumentHelp(
      "Fractional intensity: smaller gives a larger brain; without a template.", valueName: "0…1"))
  var fraction: Double?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if let fraction, !(0...1).contains(fraction) {
      throw ValidationError("'-f' must be from 0 to 1, not \(fraction)")
    }
  }

  struct Report: Encodable {
    var brain_ml: Double
    var guided: Bool
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs(
      [output, mesh].compactMap { $0 }, inputs: [input], force: standard.force)
    try ImageAccess.checkImageNames([output])
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let image = try ImageAccess.image(input)
    progress.step("finding the brain")
    let found = try ImageAccess.during("finding the brain") {
      try extract(from: image, console: console)
    }
    progress.close()
    try ImageAccess.write(Volume(mask: found.mask), to: output, force: standard.force)
    if let mesh { try ImageAccess.write(MeshText.obj(found.mesh), to: mesh) }
    let report = Report(brain_ml: found.mask.volumeML, guided: found.figures.isGuided)
    if console.json {
      console.result(JSONText.of(report))
    } else {
      console.note("brain \(FixedText.of(report.brain_ml, 1)) ml")
    }
  }

  /// With `-f` the surface grows freely from the middle of the head, as people know it; without, the
  /// template guides it.
  private func extract(from image: Image, console: Console) throws -> BrainExtraction {
    if let fraction {
      var parameters = BrainParameters.standard
      parameters.fractionalIntensity = fraction
      return try extractBrain(from: image, parameters: parameters, parallel: standard.parallel)
    }
    let template = try standard.loadTemplate(console)
    return try LocatedBrain.find(in: image, template: template, parallel: standard.parallel).brain
  }
}

/// Surfaces as text.
enum MeshText {
  /// Wavefront OBJ: vertices in world mm, triangles counted from 1.
  static func obj(_ mesh: TriangleMesh) -> String {
    let vertices = mesh.vertices.map { "v \($0.x) \($0.y) \($0.z)\n" }
    let faces = mesh.triangles.map { "f \($0.x + 1) \($0.y + 1) \($0.z + 1)\n" }
    return vertices.joined() + faces.joined()
  }
}
