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
      voxels, geometry and type stay as they are, bit by bit. Free text and extensions of the header \
      can name people and are taken out, unless --keep-text is given. Of an image of several frames \
      the first shows where the face is; where the head lies elsewhere in another one, the face is \
      removed from there as well, and all from every frame.

      Of several methods, such as quickshear,facemasking,defacing, each is applied to the original. \
      Template and brain are found once, and -o is a folder, in which the names end with _METHOD. \
      The seconds of the first method hold what all share.

      With --session the images are those of one person in one session. The face is found on one of \
      them and carried over to all others by geometry; the headers are followed where the images \
      confirm them, otherwise the images are aligned. Nothing is written unless every image passes.

      With --bids the images belong to a BIDS dataset, and -o is the folder of a new one in which they \
      keep their places, with sidecars that say how the face was removed, masks, and the tables of \
      participants and scans. Several calls may fill one dataset. Entries of sidecars and columns of \
      tables that can tell who a person is, dates among them, are left out, see --personal.

      A folder is taken for one series of DICOM files, and -o for the folder of the new one. Kept pixels \
      and elements stay as they are; overlays, icons and large private elements, which can hold another \
      copy of the face, are taken out and told. Names and dates stay, see docs/dicom.md.

      --attestation writes a table of what became of each image: hashes before and after, method and \
      verdict. It names files.
      """)

  @Argument(help: "Images of heads, or the folder of one DICOM series.") var inputs: [String]
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
    help: ArgumentHelp(
      "Where the mask of removed voxels goes (1 = removed); a folder for several.",
      valueName: "path")
  )
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
  @Option(
    help: ArgumentHelp(
      "With --bids: what can tell in sidecars and tables who a person is: strip (default), refuse the "
        + "images, or keep.", valueName: "policy"))
  var personal: PersonalFields?
  @Flag(help: "Leave free text and extensions in the header, which can name people.")
  var keepText = false
  @Option(
    help: ArgumentHelp(
      "Of a folder with several DICOM series: the one to take, counted from 1.",
      valueName: "number"))
  var series: Int?
  @Option(
    help: ArgumentHelp(
      "Write a table of images, hashes, method and verdict to this file.", valueName: "file"))
  var attestation: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    try checkSession()
    if personal != nil && !bids {
      throw ValidationError(
        "'--personal' is about the sidecars of a dataset and belongs to '--bids'")
    }
    try methods.forEach(check)
    try checkSeveral()
    if bids && mask != nil {
      throw ValidationError("'--bids' puts masks into the dataset itself; leave '--mask' out")
    }
    let isOneMask = mask != nil && methods.count == 1
    if !session && inputs.count > 1 && (brainMask != nil || isOneMask) {
      throw ValidationError("'--brain-mask' and '--mask' take one image, not \(inputs.count)")
    }
  }

  private func check(_ method: String) throws {
    let known = Defacers.all.map { type(of: $0).name }
    if !known.contains(method) {
      throw ValidationError(
        "unknown method '\(method)': \(Suggestion.remedy(for: method, in: known))")
    }
    let mistakes = ParameterSchema.of(method)?.mistakes(in: parameters(for: method)) ?? []
    if let mistake = mistakes.first { throw ValidationError(mistake.description) }
    if method == QuickShear.name { try own.checkBuffer() }
    try own.checkMask(for: method)
  }

  /// The methods by which the face is removed, one after the other, each from the original.
  var methods: [String] {
    method.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// The parameters that were given.
  func parameters(for method: String) -> [String: String] {
    var parameters = own.given(for: method).merging(zones.given) { $1 }
    parameters["fill"] = fill
    parameters["seed"] = seed.map { "\($0)" }
    return parameters
  }

  func execute(_ console: Console) async throws {
    if try isSeries() { return try defaceSeries(console) }
    let outputs = try outputs()
    try outputs.checkPersonal()
    try ImageAccess.checkImageNames(outputs.targets + outputs.masks.compactMap { $0 })
    let folders = try outputs.makeFolders()
    defer { DefaceOutputs.removeEmpty(folders) }
    try ImageAccess.checkOutputs(
      outputs.all + [attestation].compactMap { $0 },
      inputs: inputs + own.files + [brainMask].compactMap { $0 },
      force: standard.force)
    let progress = StepProgress(console: console, count: inputs.count)
    progress.step("loading the template")
    let template = try standard.loadTemplate(console)
    if session {
      let work = try session(outputs, template: template, progress: progress)
      let outcome = try work.run()
      try outputs.shareDataset(written: outcome.written)
      try attest(outcome.reports, outputs)
      return try finish(outcome, console: console)
    }
    try singly(outputs, template: template, progress: progress, console: console)
  }

  func modeName(of method: String) -> String {
    method == QuickShear.name ? own.mode ?? QuickShear.Mode.robust.rawValue : "default"
  }

  func frame(
    of image: Image, template: Template, progress: StepProgress
  ) throws -> Frame {
    progress.step("aligning with the template and finding the brain")
    guard let brainMask else {
      return try Frame.make(
        image: image, template: template, acceptsTomography: true, parallel: standard.parallel)
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
    for note in report.removed_text { console.note(note) }
    console.note(
      "removed \(FixedText.of(report.removed_ml, 1)) ml, \(report.brain_voxels_removed) brain "
        + "voxels, \(FixedText.of(report.seconds, 1)) s")
  }
}
