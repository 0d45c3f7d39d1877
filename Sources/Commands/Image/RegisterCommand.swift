import Anatomy
import ArgumentParser
import Kernels
import Pictures
import Volumes

struct RegisterCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Aligns one image with another (MOVING FIXED), or a group of images.",
    discussion: """
      The matrix maps world mm (RAS+) of FIXED to world mm of MOVING: 4 rows of 4 numbers. An alignment \
      is called good, doubtful or implausible, with the reasons; an implausible one ends with exit code 1, \
      and nothing but the picture is written. Of an image of several frames the mean is aligned.

      With --group all images are of one head: each is aligned with each, rigidly, and the matrices map \
      world mm of a common frame to that of each image. Outputs get a number before their ending.
      """)

  @Argument(
    help: ArgumentHelp(
      "MOVING, whose place is sought, and FIXED, that stays; with --group two or more images.",
      valueName: "images"))
  var images: [String]
  @Option(
    help:
      "6 turn and shift, 7 one scale more, 9 a scale along each axis, 12 skews as well (default: 12)."
  )
  var dof: Int?
  @Option(help: ArgumentHelp("Where the matrix goes; stdout when left out.", valueName: "file"))
  var matrix: String?
  @Option(help: ArgumentHelp("What decides how well they match.", valueName: "name"))
  var cost = RegistrationCost.localCorrelation.rawValue
  @Option(
    help: ArgumentHelp(
      "Align this frame of MOVING, counted from 0, instead of the mean of all.",
      valueName: "number"))
  var frame: Int?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where MOVING, with all its frames, on the grid of FIXED goes.", valueName: "file"))
  var output: String?
  @Flag(help: "Bring all images, of one head, into one frame.") var group = false
  @Option(
    help: ArgumentHelp(
      "Where the common frame of a group lies: in the world of its first image, or in the middle of all.",
      valueName: "first|middle"))
  var common = GroupAlignment.Frame.first
  @OptionGroup var picture: PictureOption
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if let dof, DegreesOfFreedom(rawValue: dof) == nil {
      throw ValidationError("'--dof' must be 6, 7, 9 or 12, not \(dof)")
    }
    try validateGroup()
    if RegistrationCost(rawValue: cost) == nil {
      let known = RegistrationCost.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("unknown cost '\(cost)'; known are \(known)")
    }
    if let frame, frame < 0 {
      throw ValidationError("'--frame' must be a number from 0, not \(frame)")
    }
  }

  private func validateGroup() throws {
    guard group else {
      guard images.count == 2 else {
        throw ValidationError(
          "two images were expected, MOVING and FIXED, not \(images.count); '--group' takes more")
      }
      return
    }
    guard images.count > 1 else { throw ValidationError("'--group' takes two or more images") }
    if let dof, dof != 6 {
      throw ValidationError("'--group' aligns with '--dof 6' only: all images are of one head")
    }
    if frame != nil || picture.path != nil {
      throw ValidationError("'--group' takes neither '--frame' nor '--picture'")
    }
  }

  private var freedom: DegreesOfFreedom { dof.flatMap(DegreesOfFreedom.init) ?? .affine }

  /// The images that are aligned, and what is to be said of them.
  private struct Inputs {
    var series: Volume
    var moving: Image
    var fixed: Image
    var notes: [String]
  }

  func execute(_ console: Console) async throws {
    if group { return try registerAll(console) }
    let outputs = [matrix, output].compactMap { $0 } + picture.outputs
    try ImageAccess.checkOutputs(outputs, inputs: images, force: standard.force)
    try ImageAccess.checkImageNames([output].compactMap { $0 })
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let inputs = try inputs()
    progress.step("aligning")
    let found = try ImageAccess.during("aligning the images") {
      try registerImages(
        moving: inputs.moving, fixed: inputs.fixed, freedom: freedom,
        cost: RegistrationCost(rawValue: cost) ?? .localCorrelation, parallel: standard.parallel)
    }
    progress.close()
    var report = RegisterReport(found, dof: freedom.rawValue, notes: inputs.notes)
    do {
      _ = try ImageAccess.during("aligning the images") { try found.believed() }
    } catch {
      throw try refused(error, &report, found, inputs, console)
    }
    try write(found, inputs)
    tell(report, found, console)
  }

  private func inputs() throws -> Inputs {
    let series = try ImageAccess.volume(images[0], as: "the moving image")
    let target = try ImageAccess.volume(images[1], as: "the fixed image")
    let chosen = try ImageAccess.during("reading the moving image") {
      try FrameChoice(of: series, frame: frame, as: "the moving image")
    }
    let stays = try ImageAccess.during("reading the fixed image") {
      try FrameChoice(of: target, frame: nil, as: "the fixed image")
    }
    return Inputs(
      series: series, moving: chosen.image, fixed: stays.image,
      notes: [chosen.note, stays.note].compactMap { $0 })
  }

  private func write(_ found: ImageAlignment, _ inputs: Inputs) throws {
    let files = StagedFiles(parallel: standard.parallel)
    if let output {
      let aligned = try Volume(series: inputs.series, type: .float32) {
        $0.resampled(
          onto: inputs.fixed.grid, through: found.fixedToMoving, parallel: standard.parallel)
      }
      try files.add(aligned, as: output)
    }
    if let matrix { try files.add(MatrixText.text(of: found.fixedToMoving), as: matrix) }
    try draw(found, inputs, to: files)
    try files.commit(force: standard.force)
  }

  private func draw(_ found: ImageAlignment, _ inputs: Inputs, to files: StagedFiles) throws {
    try picture.add(to: files) {
      StepPicture.alignment(of: inputs.moving, with: inputs.fixed, found.fixedToMoving)
    }
  }

  /// The failure of an alignment that is no answer; its picture alone is written, and JSON tells all.
  private func refused(
    _ error: any Error, _ report: inout RegisterReport, _ found: ImageAlignment, _ inputs: Inputs,
    _ console: Console
  ) throws -> CommandFailure {
    var failure = CommandFailure(error)
    let files = StagedFiles(parallel: standard.parallel)
    try draw(found, inputs, to: files)
    try files.commit(force: standard.force)
    failure.isTold = console.json
    report.failure = FailureReport(failure)
    if console.json { console.result(JSONText.of(report)) }
    return failure
  }

  private func tell(_ report: RegisterReport, _ found: ImageAlignment, _ console: Console) {
    for note in report.notes { console.note(note) }
    if console.json { return console.result(JSONText.of(report)) }
    // The matrix alone is the result where it goes to stdout, so that it can be piped.
    if matrix == nil { Outlet.write(MatrixText.text(of: found.fixedToMoving), to: .result) }
    for line in report.lines { matrix == nil ? console.note(line) : console.result(line) }
    for reason in report.reasons { console.warn(reason) }
  }
}

extension GroupAlignment.Frame: ExpressibleByArgument {}
