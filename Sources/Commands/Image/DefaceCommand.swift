import Anatomy
import ArgumentParser
import Defacing
import Faces
import Foundation
import Study
import Volumes

struct DefaceCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "deface", abstract: "Removes the face from images of heads.",
    discussion: """
      Nothing is written unless every gate has passed: brain kept, face in view, face gone. Kept \
      voxels, header and type stay as they are, bit by bit.
      """)

  @Argument(help: "Images of heads.") var inputs: [String]
  @Option(name: .shortAndLong, help: ArgumentHelp("The new file, or a folder for several.", valueName: "path"))
  var output: String
  @Option(help: ArgumentHelp("How the face is removed.", valueName: "name")) var method = QuickShear.name
  @Option(help: ArgumentHelp("robust, or parity with the published program.", valueName: "mode"))
  var mode: String?
  @Option(help: ArgumentHelp("Distance kept from the brain, such as 10mm (parity: 10vox).", valueName: "length"))
  var buffer: String?
  @Option(help: ArgumentHelp("A brain mask on the grid of the image.", valueName: "file"))
  var brainMask: String?
  @Option(help: ArgumentHelp("Where the mask of removed voxels goes (1 = removed).", valueName: "path"))
  var mask: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    let known = Defacers.all.map { type(of: $0).name }
    if !known.contains(method) {
      throw ValidationError("unknown method '\(method)': \(Suggestion.remedy(for: method, in: known))")
    }
    let mistakes = ParameterSchema.of(method)?.mistakes(in: parameters) ?? []
    if let mistake = mistakes.first { throw ValidationError(mistake.description) }
    if inputs.count > 1 && (brainMask != nil || mask != nil) {
      throw ValidationError("'--brain-mask' and '--mask' take one image, not \(inputs.count)")
    }
  }

  /// The parameters that were given.
  private var parameters: [String: String] {
    var parameters: [String: String] = [:]
    parameters["mode"] = mode
    parameters["buffer"] = buffer ?? (mode == "parity" ? "10vox" : nil)
    return parameters
  }

  func execute(_ console: Console) async throws {
    let targets = try inputs.map(target)
    try checkTargets(targets)
    let template = try standard.loadTemplate(console)
    var reports: [DefaceReport] = []
    var failures: [CommandFailure] = []
    let bar = ProgressBar(console: console)
    for (index, pair) in zip(inputs, targets).enumerated() {
      bar.update(
        fraction: Double(index) / Double(inputs.count), text: "image \(index + 1) of \(inputs.count)",
        remaining: index == 0 ? nil : bar.elapsedSeconds / Double(index) * Double(inputs.count - index))
      do {
        reports.append(try deface(pair.0, to: pair.1, template: template))
      } catch {
        let failure = CommandFailure(error)
        failures.append(failure)
        reports.append(DefaceReport(failure, of: error, method: method))
        bar.close()
        if inputs.count > 1 { console.warn("image \(index + 1): \(failure.message)") }
      }
    }
    bar.close()
    tell(reports, console: console)
    if let only = failures.first {
      if inputs.count == 1 { throw only }
      throw Ended(code: failures.count < inputs.count ? .partlyDone : .failed)
    }
  }

  private func target(of input: String) throws -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    guard inputs.count > 1 || (exists && isFolder.boolValue) || output.hasSuffix("/") else {
      return output
    }
    guard exists, isFolder.boolValue else {
      throw CommandFailure(
        .cannotCreate, "the folder for the outputs is not there", remedy: "make it first", path: output)
    }
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    return folder + "/" + URL(fileURLWithPath: input).lastPathComponent
  }

  private func checkTargets(_ targets: [String]) throws {
    let all = targets + [mask].compactMap { $0 }
    if Set(all).count < all.count {
      throw CommandFailure(
        .usage, "two images would be written to the same file",
        remedy: "deface images of the same name one by one")
    }
    try ImageAccess.checkOutputs(
      all, inputs: inputs + [brainMask].compactMap { $0 }, force: standard.force)
  }

  private func deface(_ input: String, to target: String, template: Template) throws -> DefaceReport {
    let started = ContinuousClock.now
    let volume = try VolumeFile.read(input)
    let frame = try frame(of: try ImageAccess.image(volume), template: template)
    let variant = try VariantMaker(
      method: method, parameters: parameters, parallel: standard.parallel
    ).make(from: volume, frame: frame)
    try ImageAccess.write(variant.volume, to: target, force: standard.force)
    if let mask, let removed = variant.removed {
      try ImageAccess.write(Volume(mask: removed), to: mask, force: standard.force)
    }
    let parts = (ContinuousClock.now - started).components
    return DefaceReport(
      variant, method: method, mode: mode ?? QuickShear.Mode.robust.rawValue,
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
  }

  private func frame(of image: Image, template: Template) throws -> Frame {
    guard let brainMask else {
      return try Frame.make(image: image, template: template, parallel: standard.parallel)
    }
    let brain = try ImageAccess.mask(brainMask, on: image.grid)
    return Frame(
      image: image, registration: try register(image, to: template, parallel: standard.parallel),
      head: try headMask(of: image, parallel: standard.parallel), brain: brain)
  }

  private func tell(_ reports: [DefaceReport], console: Console) {
    if console.json {
      console.result(reports.count == 1 ? JSONText.of(reports[0]) : JSONText.of(reports))
      return
    }
    for report in reports where report.failure == nil {
      for warning in report.warnings { console.warn(warning) }
      console.note(
        "removed \(FixedText.of(report.removed_ml, 1)) ml, \(report.brain_voxels_removed) brain voxels, "
          + "\(FixedText.of(report.seconds, 1)) s")
    }
  }
}

/// What `deface` says of one image, as JSON.
struct DefaceReport: Encodable {
  struct Failure: Encodable {
    var kind: String
    var message: String
  }

  var method: String
  var mode = ""
  var removed_voxels = 0
  var removed_ml = 0.0
  var brain_voxels_removed = 0
  var residual_face: [String: Double] = [:]
  var gates: [Gate] = []
  var warnings: [String] = []
  var seed: UInt64?
  var seconds = 0.0
  var failure: Failure?

  init(_ variant: Variant, method: String, mode: String, seconds: Double) {
    (self.method, self.mode, self.seconds) = (method, mode, seconds)
    removed_voxels = Int(variant.values["removed_voxels"] ?? 0)
    removed_ml = variant.values["removed_ml"] ?? 0
    brain_voxels_removed = Int(variant.values["brain_voxels_removed"] ?? 0)
    for zone in FaceZone.allCases {
      residual_face[zone.rawValue] = variant.values["residual_\(zone.rawValue)"]
    }
    (gates, warnings) = (variant.gates, variant.warnings)
  }

  init(_ failure: CommandFailure, of error: any Error, method: String) {
    self.method = method
    self.failure = Failure(kind: FailureName.of(error), message: failure.message)
  }
}

/// The failure kind of an error, as it stands in JSON.
enum FailureName {
  static func of(_ error: any Error) -> String {
    switch error {
    case let error as AnatomyError: error.code.rawValue
    case let error as DefacingError: error.code.rawValue
    case let error as VolumeError:
      error.code == .inputMissing
        ? FailureKind.inputMissing.rawValue
        : error.code == .unsupported
          ? FailureKind.inputUnsuitable.rawValue : FailureKind.inputUnreadable.rawValue
    default: FailureKind.inputUnsuitable.rawValue
    }
  }
}
