import Anatomy
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
