import ArgumentParser
import Study

extension PersonalFields: ExpressibleByArgument {}

extension DefaceCommand {
  /// Writes what became of each image, where that was asked for.
  ///
  /// - Parameters:
  ///   - reports: those of every image, and of every method after another.
  ///   - outputs: where everything went.
  /// - Throws: a failure where the table cannot be written.
  func attest(_ reports: [DefaceReport], _ outputs: DefaceOutputs) throws {
    guard let attestation else { return }
    let lines = try ImageAccess.during("hashing images for the attestation") {
      try reports.enumerated().map { place, report in
        try line(report, original: inputs[place / methods.count], file: outputs.targets[place])
      }
    }
    try ImageAccess.write(Attestation(lines: lines).text, to: attestation)
  }

  private func line(
    _ report: DefaceReport, original: String, file: String
  ) throws -> Attestation.Line {
    let isWritten = report.failure == nil && report.written != false
    var values = ["brain_voxels_removed": Double(report.brain_voxels_removed)]
    values["residual_face"] = report.residual_face["face"]
    return Attestation.Line(
      file: file, hash: isWritten ? try FileHash.sha256(ofFile: file) : nil, original: original,
      originalHash: try? FileHash.sha256(ofFile: original), method: report.method,
      verdict: isWritten ? .defaced : .refused(report.failure?.kind ?? "session-refused"),
      values: isWritten ? values : [:])
  }
}
