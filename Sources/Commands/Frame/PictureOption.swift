import Anatomy
import ArgumentParser
import Canvas
import Outcomes
import Pictures
import Volumes

/// `--picture FILE.png`, spelt alike wherever a step can be drawn.
struct PictureOption: ParsableArguments {
  @Option(
    name: .customLong("picture"),
    help: ArgumentHelp(
      "Where a picture of what was found goes: slices with overlays, a PNG.", valueName: "file.png")
  )
  var path: String?

  func validate() throws {
    if let path, !path.lowercased().hasSuffix(".png") {
      throw ValidationError("'--picture' is '\(path)', whose name should end in .png")
    }
  }

  /// The file as a list of outputs.
  var outputs: [String] { [path].compactMap { $0 } }

  /// Stages the picture with the other outputs, where one is asked for.
  func add(to files: StagedFiles, _ draw: () throws -> Picture?) throws {
    guard let path, let picture = try draw() else { return }
    try files.add(try picture.png(), as: path)
  }

  /// Runs a step; where it fails, a picture of what was known until then is written all the same.
  ///
  /// - Parameters:
  ///   - image: the image that the step works on.
  ///   - template: the template that it is aligned with, if any.
  ///   - known: what was known before.
  ///   - force: whether a file that is there already gives way.
  ///   - step: the step.
  /// - Returns: what the step gives.
  /// - Throws: what the step throws.
  func watching<Result>(
    _ image: Image, _ template: Template?, knowing known: Findings = Findings(), force: Bool,
    _ step: () throws -> Result
  ) throws -> Result {
    do {
      return try step()
    } catch {
      let findings = (error as? AnatomyError)?.findings ?? (error as? OutcomeError)?.findings
      let files = StagedFiles(parallel: Parallel(threads: 1))
      // Where even that cannot be written, the failure of the step stays what is told.
      try? add(to: files) {
        FindingsPicture(findings?.adding(known) ?? known, of: image, template: template).drawn()
      }
      try? files.commit(force: force)
      throw error
    }
  }
}
