import Anatomy
import ArgumentParser
import Defacing
import Foundation
import Study
import Volumes

struct DefaceCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "deface", abstract: "Removes the face from images of heads.",
    discussion: """
      Nothing is written unless every gate has passed: brain kept, face in view, face gone. Kept \
      voxels, header and type stay as they are, bit by bit. Of an image of several frames the first \
      shows where the face is, and it is removed from all.

      With --session the images are those of one person in one session. The face is found on one of \
      them and carried over to all others by geometry; the headers are followed where the images \
      confirm them, otherwise the images are aligned. Nothing is written unless every image passes.

      With --bids the images belong to a BIDS dataset, and -o is the folder of a new one in which they \
      keep their places, with sidecars that say how the face was removed, masks, and the tables of \
      participants and scans. Several calls may fill one dataset.
      """)

  @Argument(help: "Images of heads.") var inputs: [String]
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The new file, or a folder for several.", valueName: "path"))
  var output: String
  @Option(
    help: ArgumentHelp(
      "How the face is removed: \(Defacers.all.map { type(of: $0).name }.joined(separator: ", ")).",
      valueName: "name"))
  var method = QuickShear.name
  @OptionGroup var own: MethodOptions
  @Option(help: ArgumentHelp("A brain mask on the grid of the image.", valueName: "file"))
  var brainMask: String?
  @OptionGroup var zones: RegionOptions
  @Option(
    help: ArgumentHelp(
      "What removed voxels become: zero, min, or noise of the air.", valueName: "fill"))
  var fill: String?
  @Option(
    help: ArgumentHelp(
      "Chooses what is drawn at random (default: from the image's own voxels).", valueName: "number"
    ),
    transform: Seed.read)
  var seed: UInt64?
  @Option(
    help: ArgumentHelp("Where the mask of removed voxels goes (1 = removed).", valueName: "path"))
  var mask: String?
  @Flag(
    help: "The images are one session of one person: find the face on one, remove it from all.")
  var session = false
  @Option(
    help: ArgumentHelp(
      "With --session: the image to find the face on, by its place from 1 (default: chosen).",
      valueName: "place"))
  var primary: Int?
  @Flag(help: "With --session: write images that passed even if others were refused.")
  var partial = false
  @Flag(
    help: "The images belong to a BIDS dataset, and so will the outputs, below the output folder.")
  var bids = false
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    try checkSession()
    let known = Defacers.all.map { type(of: $0).name }
    if !known.contains(method) {
      throw ValidationError(
        "unknown method '\(method)': \(Suggestion.remedy(for: method, in: known))")
    }
    let mistakes = ParameterSchema.of(method)?.mistakes(in: parameters) ?? []
    if let mistake = mistakes.first { throw ValidationError(mistake.description) }
    if method == QuickShear.name { try own.checkBuffer() }
    try own.checkMask(for: method)
    if bids && mask != nil {
      throw ValidationError("'--bids' puts masks into the dataset itself; leave '--mask' out")
    }
    if !session && inputs.count > 1 && (brainMask != nil || mask != nil) {
      throw ValidationError("'--brain-mask' and '--mask' take one image, not \(inputs.count)")
    }
  }

  /// The parameters that were given.
  var parameters: [String: String] {
    var parameters = own.given(for: method).merging(zones.given) { $1 }
    parameters["fill"] = fill
    parameters["seed"] = seed.map { "\($0)" }
    return parameters
  }

  func execute(_ console: Console) async throws {
    let outputs = try outputs()
    try ImageAccess.checkImageNames(outputs.targets + outputs.masks.compactMap { $0 })
    let folders = try outputs.makeFolders()
    defer { DefaceOutputs.removeEmpty(folders) }
    try ImageAccess.checkOutputs(
      outputs.all, inputs: inputs + own.files + [brainMask].compactMap { $0 },
      force: standard.force)
    let progress = StepProgress(console: console, count: inputs.count)
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    if session {
      let work = try session(outputs, template: template, progress: progress)
      let outcome = try work.run()
      try outputs.shareDataset(written: outcome.written)
      return try finish(outcome, console: console)
    }
    var reports: [DefaceReport] = []
    var failures: [CommandFailure] = []
    for index in inputs.indices {
      progress.begin(item: index)
      let report = deface(
        index, to: outputs, template: template, progress: progress, into: &failures)
      progress.close()
      reports.append(report)
      if report.failure == nil { tell(report, console: console) }
      if inputs.count > 1, report.failure != nil, let failure = failures.last {
        console.fail(failure.during("image \(index + 1) of \(inputs.count)"))
      }
    }
    try outputs.shareDataset(written: reports.indices.filter { reports[$0].failure == nil })
    if console.json {
      console.result(reports.count == 1 ? JSONText.of(reports[0]) : JSONText.of(reports))
    }
    if let only = failures.first {
      if inputs.count == 1 {
        var told = only
        told.isTold = true
        throw told
      }
      throw Ended(code: failures.count < inputs.count ? .partlyDone : .failed)
    }
  }

  private func deface(
    _ place: Int, to outputs: DefaceOutputs, template: Template, progress: StepProgress,
    into failures: inout [CommandFailure]
  ) -> DefaceReport {
    do {
      return try deface(place, to: outputs, template: template, progress: progress, &failures)
    } catch {
      let failure = CommandFailure(error)
      failures.append(failure)
      return DefaceReport(failure, method: method, mode: modeName)
    }
  }

  var modeName: String {
    method == QuickShear.name ? own.mode ?? QuickShear.Mode.robust.rawValue : "default"
  }

  private func deface(
    _ place: Int, to outputs: DefaceOutputs, template: Template, progress: StepProgress,
    _ failures: inout [CommandFailure]
  ) throws -> DefaceReport {
    let started = ContinuousClock.now
    progress.step("reading")
    let volume = try ImageAccess.volume(inputs[place])
    try ImageAccess.during("removing the face") { try refuseIfSaidDefaced(inputs[place]) }
    let image = try ImageAccess.during("reading the image") { try volume.image(frame: 0) }
    let frame = try ImageAccess.during("finding head and brain") {
      try self.frame(of: image, template: template, progress: progress)
    }
    progress.step("removing the face and checking")
    var variant = try ImageAccess.during("removing the face") {
      try VariantMaker(
        method: method, parameters: parameters, template: template, parallel: standard.parallel
      ).attempt(from: volume, frame: frame)
    }
    variant.warnings = volume.warnings + variant.warnings
    if volume.frames > 1 {
      variant.warnings.append(
        "The image has \(volume.frames) frames; the face was found in the first and removed from all."
      )
    }
    if variant.refusal == nil {
      progress.step("writing")
      let files = StagedFiles(parallel: standard.parallel)
      try outputs.stage(variant, place, into: files)
      try files.commit(force: standard.force)
    }
    let parts = (ContinuousClock.now - started).components
    var report = DefaceReport(
      variant, method: method, mode: modeName,
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    report.seed = variant.seed
    if let refusal = variant.refusal {
      let failure = CommandFailure(refusal).during(
        "checking the defaced image, nothing was written")
      failures.append(failure)
      report.failure = FailureReport(failure)
    }
    return report
  }

  func refuseIfSaidDefaced(_ path: String) throws {
    if let refusal = SaidDefaced.refusal(path, parameters: parameters) { throw refusal }
  }

  func frame(
    of image: Image, template: Template, progress: StepProgress
  ) throws -> Frame {
    progress.step("aligning with the template and finding the brain")
    guard let brainMask else {
      return try Frame.make(image: image, template: template, parallel: standard.parallel)
    }
    let brain = try ImageAccess.mask(brainMask, on: image.grid)
    let registration = try register(image, to: template, parallel: standard.parallel)
    if case .implausible(let sentence) = registration.verdict {
      throw AnatomyError(
        .registrationFailed, "the image could not be aligned believably: \(sentence)",
        remedy: "Look at the orientation and the field of view of the image.")
    }
    return Frame(
      image: image, registration: registration,
      head: try headMask(of: image, parallel: standard.parallel), brain: brain,
      facePrior: template.facePrior)
  }

  func tell(_ report: DefaceReport, console: Console) {
    for warning in report.warnings { console.warn(warning) }
    console.note(
      "removed \(FixedText.of(report.removed_ml, 1)) ml, \(report.brain_voxels_removed) brain "
        + "voxels, \(FixedText.of(report.seconds, 1)) s")
  }
}
