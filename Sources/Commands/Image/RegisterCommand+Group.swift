import Agreement
import Anatomy
import Foundation
import Kernels
import Pictures
import Volumes

extension RegisterCommand {
  /// Brings all images into one frame.
  func registerAll(_ console: Console) throws {
    let matrices = matrix.map { NumberedName.all(of: $0, count: images.count) } ?? []
    let outputs = output.map { NumberedName.all(of: $0, count: images.count) } ?? []
    try ImageAccess.checkOutputs(
      matrices + outputs + picture.outputs, inputs: images, force: standard.force)
    try ImageAccess.checkImageNames(outputs)
    let progress = StepProgress(console: console)
    defer { progress.close() }
    progress.step("reading")
    let inputs = try images.enumerated().map { place, path in
      let role = "image \(place + 1)"
      let volume = try ImageAccess.volume(path, as: role)
      return try ImageAccess.during("reading \(role)") {
        (volume: volume, chosen: try FrameChoice(of: volume, frame: nil, as: role))
      }
    }
    progress.step("aligning \(images.count * (images.count - 1)) pairs")
    let found = try ImageAccess.during("aligning the images") {
      try registerGroup(inputs.map(\.chosen.image), frame: common, parallel: standard.parallel)
    }
    progress.close()
    var report = GroupReport(found, common: common, notes: inputs.compactMap(\.chosen.note))
    try refuse(found, &report, console)
    let files = StagedFiles(parallel: standard.parallel)
    for (path, map) in zip(matrices, found.commonToImage) {
      try files.add(MatrixText.text(of: map), as: path)
    }
    if let grid = inputs.first?.chosen.image.grid {
      for (place, path) in outputs.enumerated() {
        let map = found.commonToImage[place]
        let moved = try Volume(series: inputs[place].volume, type: .float32) {
          $0.resampled(onto: grid, through: map, parallel: standard.parallel)
        }
        try files.add(moved, as: path)
      }
    }
    try files.commit(force: standard.force)
    tell(report, found, console)
  }

  /// Ends with a failure where the group is no answer.
  private func refuse(
    _ found: GroupAlignment, _ report: inout GroupReport, _ console: Console
  ) throws {
    let verdict = found.verdict
    guard verdict.grade == .implausible else { return }
    var failure = CommandFailure(
      AnatomyError(
        .registrationFailed,
        "The images were aligned, but not believably. " + verdict.reasons.joined(separator: " "),
        remedy: "Look at the images: do they all show one head?")
    ).during("aligning the images")
    failure.isTold = console.json
    report.failure = FailureReport(failure)
    if console.json { console.result(JSONText.of(report)) }
    throw failure
  }

  private func tell(_ report: GroupReport, _ found: GroupAlignment, _ console: Console) {
    for note in report.notes { console.note(note) }
    if console.json { return console.result(JSONText.of(report)) }
    if matrix == nil {
      for (place, map) in found.commonToImage.enumerated() {
        console.result("image \(place + 1)\n" + MatrixText.text(of: map).dropLast())
      }
    }
    for line in report.lines { matrix == nil ? console.note(line) : console.result(line) }
    for reason in report.reasons { console.warn(reason) }
  }
}

/// What `bauta register --group` tells, as JSON.
struct GroupReport: Encodable {
  struct Member: Encodable {
    /// World mm of the common frame to world mm of the image.
    var matrix: [[Double]]
    @OrNull var rotation_degrees: Double?
  }

  struct Pair: Encodable {
    /// Places in the list of images, counted from 1.
    var fixed: Int
    var moving: Int
    var similarity: Double
    var specificity: Double
    var overlap: Double
    var loop_error_mm: Double
    var verdict: AlignmentVerdict.Grade
    var reasons: [String]
  }

  var common: String
  var loop_error_mm: Double
  var images: [Member]
  var pairs: [Pair]
  var verdict: AlignmentVerdict.Grade
  var reasons: [String]
  var notes: [String]
  @OrNull var failure: FailureReport?

  init(_ found: GroupAlignment, common: GroupAlignment.Frame, notes: [String]) {
    let verdict = found.verdict
    (self.common, loop_error_mm, self.notes) = (common.rawValue, found.loopErrorMM, notes)
    images = found.commonToImage.map { map in
      Member(
        matrix: MatrixText.rows(of: map),
        rotation_degrees: AffineDecomposition(map)?.rotationDegrees)
    }
    pairs = found.pairs.map { pair in
      let (one, verdict) = (pair.alignment, pair.alignment.verdict)
      return Pair(
        fixed: pair.fixed + 1, moving: pair.moving + 1, similarity: one.similarity,
        specificity: one.specificity, overlap: one.overlap, loop_error_mm: pair.loopErrorMM,
        verdict: verdict.grade, reasons: verdict.reasons)
    }
    (self.verdict, reasons) = (verdict.grade, verdict.reasons)
  }

  /// The same as lines for a reader, without the reasons.
  var lines: [String] {
    pairs.map { pair in
      "pair \(pair.fixed) \(pair.moving): parts in place \(FixedText.of(pair.specificity, 2)), "
        + "loop error \(FixedText.of(pair.loop_error_mm, 2)) mm, \(pair.verdict.rawValue)"
    } + ["loop error \(FixedText.of(loop_error_mm, 2)) mm", "verdict \(verdict.rawValue)"]
  }
}

/// Names of several outputs from one: `out.nii.gz` gives `out_1.nii.gz`, `out_2.nii.gz`.
enum NumberedName {
  static func all(of name: String, count: Int) -> [String] {
    let ending = self.ending(of: name)
    let stem = name.dropLast(ending.count)
    return (0..<count).map { "\(stem)_\($0 + 1)\(ending)" }
  }

  /// The ending with its dot, the one before `.gz` included.
  private static func ending(of name: String) -> String {
    let file = URL(fileURLWithPath: name)
    let last = file.pathExtension
    guard !last.isEmpty else { return "" }
    let before = file.deletingPathExtension().pathExtension
    return last.lowercased() == "gz" && !before.isEmpty ? ".\(before).\(last)" : ".\(last)"
  }
}
