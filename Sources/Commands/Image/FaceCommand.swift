import Agreement
import Anatomy
import ArgumentParser
import Faces
import Kernels
import Volumes

struct FaceCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "face", abstract: "Checks what can still be rebuilt of a face, and draws it.",
    discussion: """
      With --against the image is compared with its original: how much of the skin of each zone is \
      where it was, at falling thresholds, and what became of its values. Without, with where whole \
      heads have their skin. The grade is that of the worst zone asked for: A surface removed, B altered \
      or replaced, C still there, N not in view. It is about the surface of the face alone; a brain \
      identifies as well.
      """)

  @Argument(help: "The image of a head.") var image: String
  @Option(help: ArgumentHelp("The image before the removal.", valueName: "file"))
  var against: String?
  @Option(
    help: ArgumentHelp(
      "The zones that the grade is about: \(FaceZone.allCases.map(\.rawValue).joined(separator: ", "))"
        + " (default: \(FaceCheck.standardZones.map(\.rawValue).joined(separator: ","))).",
      valueName: "a,b,…"))
  var zones: String?
  @Option(help: ArgumentHelp("Draw the head from four sides, zones tinted.", valueName: "file.png"))
  var png: String?
  @Option(
    help: ArgumentHelp(
      "Where the surface of the head goes, in world mm: .obj, .ply or .gii.", valueName: "file"))
  var mesh: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    for name in zoneNames where FaceZone(rawValue: name) == nil {
      throw ValidationError(
        "'--zones': there is no zone '\(name)'; known are "
          + FaceZone.allCases.map(\.rawValue).joined(separator: ", "))
    }
    if zones != nil, zoneNames.isEmpty { throw ValidationError("'--zones' names no zone") }
    if let png, !png.lowercased().hasSuffix(".png") {
      throw ValidationError("'--png' is '\(png)', whose name should end in .png")
    }
    if let mesh, Self.meshFormat(mesh) == nil {
      throw ValidationError("'--mesh' is '\(mesh)', whose name should end in .obj, .ply or .gii")
    }
  }

  private static func meshFormat(_ name: String) -> MeshFormat? {
    MeshFormat(fileName: name) ?? (name.lowercased().hasSuffix(".gii") ? .gifti : nil)
  }

  private var zoneNames: [String] { (zones ?? "").split(separator: ",").map { "\($0)" } }

  private var judged: [FaceZone] {
    zones == nil ? FaceCheck.standardZones : zoneNames.compactMap { FaceZone(rawValue: $0) }
  }

  func execute(_ console: Console) async throws {
    try ImageAccess.checkOutputs(
      [png, mesh].compactMap { $0 }, inputs: [image] + [against].compactMap { $0 },
      force: standard.force)
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    progress.step("reading")
    let volume = try ImageAccess.volume(image)
    let defaced = try ImageAccess.during("reading the image") { try volume.image(frame: 0) }
    let original = try against.map { path in
      try ImageAccess.during("reading the original") {
        try ImageAccess.volume(path, as: "the original").image(frame: 0)
      }
    }
    progress.step("aligning with the template")
    let look = try ImageAccess.during("looking at the face") {
      try FaceLook(
        defaced, original: original, zones: judged, template: template, parallel: standard.parallel)
    }
    progress.step("drawing")
    let files = StagedFiles(parallel: standard.parallel)
    try add(look, volume: volume, to: files)
    try files.commit(force: standard.force)
    progress.close()
    tell(look.check, console)
  }

  private func add(_ look: FaceLook, volume: Volume, to files: StagedFiles) throws {
    if let png {
      try files.add(try FacePicture(look, parallel: standard.parallel).picture.png(), as: png)
    }
    if let mesh, let format = Self.meshFormat(mesh) {
      let surface = try look.surface(of: look.defaced, voxelMM: 1.5, parallel: standard.parallel)
      try files.add(format.bytes(of: surface.worldMesh, space: volume.meshSpace), as: mesh)
    }
  }

  private func tell(_ check: FaceCheck, _ console: Console) {
    if console.json { return console.result(JSONText.of(FaceReport(check))) }
    console.result("\(check.grade.rawValue)  \(check.grade.meaning)")
    for reason in check.reasons { console.result("  " + reason) }
    for line in FaceTable.lines(check) { console.result(line) }
  }
}
