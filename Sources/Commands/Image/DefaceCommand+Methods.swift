import Anatomy
import ArgumentParser
import Defacing
import Study
import Volumes

/// An image with all that is known of it before its face is removed.
private struct OpenedHead {
  var volume: Volume
  var findings: HeadFindings
}

extension DefaceCommand {
  /// Refuses what does not go together with several methods.
  func checkSeveral() throws {
    guard methods.count > 1 else { return }
    if session || bids {
      throw ValidationError("'--session' and '--bids' take one method, not \(methods.count)")
    }
    if let twice = methods.first(where: { name in methods.count { $0 == name } > 1 }) {
      throw ValidationError("the method '\(twice)' was named twice")
    }
  }

  /// Where everything goes that several methods make.
  func severalOutputs() throws -> DefaceOutputs {
    let targets = try DefaceTargets(inputs: inputs, output: output).paths(by: methods)
    let masks: [String?] =
      if let mask {
        try DefaceTargets.maskPaths(for: targets, in: mask, of: "several methods")
      } else { targets.map { _ in nil } }
    return DefaceOutputs(inputs: inputs, targets: targets, masks: masks, keepsText: keepText)
  }

  /// Removes the faces of images that have nothing to do with each other.
  func singly(
    _ outputs: DefaceOutputs, template: Template, progress: StepProgress, console: Console
  ) throws {
    var reports: [DefaceReport] = []
    var failures: [CommandFailure] = []
    for index in inputs.indices {
      progress.begin(item: index)
      let made = deface(index, to: outputs, template: template, progress: progress)
      progress.close()
      for (method, result) in zip(methods, made) {
        reports.append(result.report)
        if result.report.failure == nil { tell(result.report, method, console: console) }
        guard let failure = result.failure else { continue }
        failures.append(failure)
        if made.count > 1 || inputs.count > 1 { console.fail(placed(failure, index, method)) }
      }
    }
    let written = reports.indices.filter { reports[$0].failure == nil }
    try outputs.shareDataset(written: bids ? written : [])
    try attest(reports, outputs)
    if console.json {
      console.result(reports.count == 1 ? JSONText.of(reports[0]) : JSONText.of(reports))
    }
    guard let first = failures.first else { return }
    if reports.count == 1 {
      var told = first
      told.isTold = true
      throw told
    }
    throw Ended(code: failures.count < reports.count ? .partlyDone : .failed)
  }

  /// A failure that says which image and method it is of.
  private func placed(_ failure: CommandFailure, _ index: Int, _ method: String) -> CommandFailure {
    let image = inputs.count > 1 ? ["image \(index + 1) of \(inputs.count)"] : []
    let place = image + (methods.count > 1 ? [method] : []) + [failure.doing].compactMap { $0 }
    var told = failure
    told.doing = place.joined(separator: ", ")
    return told
  }

  private typealias Made = (report: DefaceReport, failure: CommandFailure?)

  /// What every method makes of one image.
  private func deface(
    _ index: Int, to outputs: DefaceOutputs, template: Template, progress: StepProgress
  ) -> [Made] {
    var started = ContinuousClock.now
    let head = Result { try opened(index, template: template, progress: progress) }
    return methods.enumerated().map { number, method in
      defer { started = .now }
      do {
        let place = index * methods.count + number
        return try deface(
          head.get(), by: method, as: place, to: outputs, template: template, since: started,
          progress: progress)
      } catch {
        let failure = CommandFailure(error)
        return (DefaceReport(failure, method: method, mode: modeName(of: method)), failure)
      }
    }
  }

  private func opened(
    _ index: Int, template: Template, progress: StepProgress
  ) throws -> OpenedHead {
    progress.step("reading")
    let volume = try ImageAccess.volume(inputs[index])
    try ImageAccess.during("removing the face") {
      for method in methods {
        let parameters = parameters(for: method)
        if let refusal = SaidDefaced.refusal(inputs[index], parameters: parameters) {
          throw refusal
        }
      }
    }
    let image = try ImageAccess.during("reading the image") { try volume.image(frame: 0) }
    let frame = try ImageAccess.during("finding head and brain") {
      try self.frame(of: image, template: template, progress: progress)
    }
    return OpenedHead(
      volume: volume,
      findings: HeadFindings(of: frame, template: template, parallel: standard.parallel))
  }

  private func deface(
    _ head: OpenedHead, by method: String, as place: Int, to outputs: DefaceOutputs,
    template: Template, since started: ContinuousClock.Instant, progress: StepProgress
  ) throws -> Made {
    progress.step("removing the face and checking")
    var variant = try ImageAccess.during("removing the face") {
      try VariantMaker(
        method: method, parameters: parameters(for: method), template: template,
        parallel: standard.parallel
      ).attempt(from: head.volume, head.findings)
    }
    variant.warnings = head.volume.warnings + variant.warnings
    if head.volume.frames > 1 {
      variant.warnings.append(
        "The image has \(head.volume.frames) frames; the face was found in the first and removed "
          + "from all, and up to \(SeriesFrames.most) others were looked at.")
    }
    var notes: [String] = []
    if variant.refusal == nil {
      progress.step("writing")
      let files = StagedFiles(parallel: standard.parallel)
      notes = try outputs.stage(variant, place, into: files)
      try files.commit(force: standard.force)
    }
    let parts = (ContinuousClock.now - started).components
    var report = DefaceReport(
      variant, method: method, mode: modeName(of: method),
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    report.seed = variant.seed
    report.removed_text = notes
    guard let refusal = variant.refusal else { return (report, nil) }
    let failure = CommandFailure(refusal).during("checking the defaced image, nothing was written")
    report.failure = FailureReport(failure)
    return (report, failure)
  }

  private func tell(_ report: DefaceReport, _ method: String, console: Console) {
    if methods.count > 1 { console.note(method) }
    tell(report, console: console)
  }
}
