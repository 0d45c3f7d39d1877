import Anatomy
import ArgumentParser
import Defacing
import Study

extension DefaceCommand {
  /// Refuses options that do not fit together.
  func checkSession() throws {
    guard session else {
      if primary != nil || partial {
        throw ValidationError("'--primary' and '--partial' belong to '--session'")
      }
      return
    }
    if let primary, !(1...inputs.count).contains(primary) {
      throw ValidationError("'--primary' must be from 1 to \(inputs.count), not \(primary)")
    }
    if brainMask != nil && primary == nil {
      throw ValidationError("'--brain-mask' in a session needs '--primary': whose brain is it?")
    }
  }

  /// Where everything goes.
  func outputs() throws -> DefaceOutputs {
    if bids {
      var dataset = try DefacedDataset(of: inputs, in: output)
      dataset.personal = personal ?? .strip
      return DefaceOutputs(
        inputs: inputs, targets: inputs.map { dataset.image(for: $0) },
        masks: inputs.map { dataset.mask(for: $0) }, dataset: dataset, keepsText: keepText)
    }
    if methods.count > 1 { return try severalOutputs() }
    let targets = try DefaceTargets(inputs: inputs, output: output).paths()
    let masks: [String?] =
      if let mask {
        session ? try DefaceTargets.maskPaths(for: inputs, in: mask) : [mask]
      } else { inputs.map { _ in nil } }
    return DefaceOutputs(inputs: inputs, targets: targets, masks: masks, keepsText: keepText)
  }

  /// The work on a session.
  func session(
    _ outputs: DefaceOutputs, template: Template, progress: StepProgress
  ) throws -> DefaceSession {
    DefaceSession(
      inputs: inputs, outputs: outputs, primary: primary.map { $0 - 1 },
      isPartial: partial,
      maker: VariantMaker(
        method: method, parameters: parameters(for: method), template: template,
        parallel: standard.parallel),
      modeName: modeName(of: method),
      force: standard.force,
      frame: { try self.frame(of: $0, template: template, progress: progress) },
      progress: progress)
  }

  /// Tells what came of a session.
  func finish(_ outcome: DefaceSession.Outcome, console: Console) throws {
    for note in outcome.notes { console.note(note) }
    for (place, report) in outcome.reports.enumerated() where report.written == true {
      if inputs.count > 1 { console.note("image \(place + 1) of \(inputs.count)") }
      tell(report, console: console)
    }
    for (place, failure) in outcome.failures {
      var told = failure
      let image = "image \(place + 1) of \(inputs.count)"
      told.doing = failure.doing.map { "\(image), \($0)" } ?? image
      console.fail(told)
    }
    if console.json { console.result(JSONText.of(outcome.reports)) }
    guard !outcome.failures.isEmpty else { return }
    if !partial {
      console.note("nothing of the session was written; --partial writes the images that passed")
    }
    throw Ended(code: partial ? .partlyDone : .failed)
  }
}
