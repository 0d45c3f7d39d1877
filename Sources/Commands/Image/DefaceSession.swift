import Anatomy
import Defacing
import Foundation
import Kernels
import Study
import Volumes

/// Removes the face from all images of one session of one person.
///
/// The face is found on one image and carried over to all others by geometry. Unless asked otherwise
/// nothing is written as long as one image is refused: a session is shared as a whole.
struct DefaceSession {
  var inputs: [String]
  var outputs: DefaceOutputs
  /// The place, from 0, of the image on which the face is to be found; nil to choose it.
  var primary: Int?
  /// Whether images that passed are written although others were refused.
  var isPartial: Bool
  var maker: VariantMaker
  var modeName: String
  var force: Bool
  /// Finds head and brain of an image.
  var frame: (Image) throws -> Frame
  var progress: StepProgress

  /// At most so many images are tried as the one on which the face is found.
  private static let mostTries = 3

  /// What came of every image, in their order.
  struct Outcome {
    var reports: [DefaceReport]
    var failures: [(place: Int, failure: CommandFailure)]
    var notes: [String]

    /// The places of the images that were written.
    var written: [Int] { reports.indices.filter { reports[$0].written == true } }
  }

  func run() throws -> Outcome {
    let staged = StagedFiles(parallel: maker.parallel)
    var outcome = Outcome(
      reports: inputs.map { _ in DefaceReport(method: maker.method, mode: modeName) },
      failures: [], notes: [])
    let first = try findFace(staged, &outcome)
    let carrier = SessionVariantMaker(head: first.head, maker: maker)
    for place in inputs.indices where place != first.place {
      progress.begin(item: place)
      defer { progress.close() }
      try attempt(place, from: first.place, carrier, staged, &outcome)
    }
    guard outcome.failures.isEmpty || isPartial else {
      for place in inputs.indices { outcome.reports[place].written = false }
      return outcome
    }
    try staged.commit(force: force)
    return outcome
  }

  // MARK: - The image on which the face is found

  /// Tries images, best first, until the face is found and removed on one with every gate passed.
  private func findFace(
    _ staged: StagedFiles, _ outcome: inout Outcome
  ) throws -> (head: SessionHead, place: Int) {
    let candidates = try candidates()
    let order =
      primary.map { [$0] }
      ?? Array(
        SessionCandidate.order(candidates).prefix(Self.mostTries))
    var last: CommandFailure?
    for place in order {
      progress.begin(item: place)
      defer { progress.close() }
      do {
        let head = try face(on: place, staged, &outcome)
        let why = primary == nil ? candidates[place].reason : "it was named"
        outcome.notes.append("the face was found on image \(place + 1): \(why)")
        return (head, place)
      } catch {
        let failure = CommandFailure(error)
        if failure.code == .cannotCreate { throw failure }
        outcome.notes.append(
          "image \(place + 1) was tried to find the face on: \(failure.sentence)")
        last = failure
      }
    }
    throw refused(last, outcome.notes)
  }

  private func refused(_ last: CommandFailure?, _ notes: [String]) -> CommandFailure {
    var failure = CommandFailure(
      last?.code ?? .failed,
      "the face was found on no image of the session, so that nothing was written",
      remedy: "name the image that shows the whole head best with --primary", notes: notes)
    failure.kind = last?.kind ?? failure.kind
    return failure
  }

  private func candidates() throws -> [SessionCandidate] {
    try inputs.enumerated().map { place, path in
      let info = try ImageAccess.during("reading image \(place + 1) of \(inputs.count)") {
        try VolumeFile.readHeader(path).info
      }
      return SessionCandidate(
        name: URL(fileURLWithPath: path).lastPathComponent, dims: info.dims,
        voxelSizeMM: info.voxelSizeMM, frames: info.frames)
    }
  }

  private func face(
    on place: Int, _ staged: StagedFiles, _ outcome: inout Outcome
  ) throws -> SessionHead {
    let started = ContinuousClock.now
    progress.step("reading")
    let volume = try ImageAccess.volume(inputs[place])
    try ImageAccess.during("removing the face") {
      if let refusal = SaidDefaced.refusal(inputs[place], parameters: maker.parameters) {
        throw refusal
      }
    }
    let image = try ImageAccess.during("reading the image") { try volume.image(frame: 0) }
    progress.step("aligning with the template and finding the brain")
    let frame = try ImageAccess.during("finding head and brain") { try self.frame(image) }
    progress.step("removing the face and checking")
    let (variant, head) = try ImageAccess.during("removing the face") {
      let variant = try maker.attempt(from: volume, frame: frame)
      return (
        variant, try SessionHead(frame: frame, variant: variant, parallel: maker.parallel)
      )
    }
    let notes = try stage(variant, place, staged)
    outcome.reports[place] = report(variant, volume, since: started, notes)
    outcome.reports[place].mask_from = MaskOrigin(image: place + 1, by: "own")
    return head
  }

  // MARK: - All other images

  private func attempt(
    _ place: Int, from first: Int, _ carrier: SessionVariantMaker, _ staged: StagedFiles,
    _ outcome: inout Outcome
  ) throws {
    do {
      let started = ContinuousClock.now
      progress.step("reading")
      let volume = try ImageAccess.volume(inputs[place])
      progress.step("finding the head and removing the face")
      let carried = try ImageAccess.during("carrying the mask over") {
        try carrier.attempt(from: volume)
      }
      var report = report(carried.variant, volume, since: started, [])
      report.mask_from = MaskOrigin(
        image: first + 1, by: carried.alignment.source.rawValue)
      report.registration = AlignmentReport(carried.alignment)
      outcome.reports[place] = report
      if let refusal = carried.variant.refusal {
        throw CommandFailure(refusal).during("checking the defaced image")
      }
      outcome.reports[place].removed_text = try stage(carried.variant, place, staged)
    } catch {
      let failure = CommandFailure(error)
      // Without room for one there is no room for the others: nothing is written at all.
      if failure.code == .cannotCreate { throw failure }
      outcome.reports[place].failure = FailureReport(failure)
      outcome.reports[place].written = false
      outcome.failures.append((place, failure))
    }
  }

  private func stage(
    _ variant: Variant, _ place: Int, _ staged: StagedFiles
  ) throws -> [String] {
    progress.step("writing")
    return try outputs.stage(variant, place, into: staged)
  }

  private func report(
    _ variant: Variant, _ volume: Volume, since started: ContinuousClock.Instant,
    _ notes: [String]
  ) -> DefaceReport {
    let parts = (ContinuousClock.now - started).components
    var report = DefaceReport(
      variant, method: maker.method, mode: modeName,
      seconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
    report.warnings = volume.warnings + report.warnings
    report.seed = variant.seed
    report.written = true
    report.removed_text = notes
    return report
  }
}
