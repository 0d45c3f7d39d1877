import Foundation
import Jobs

extension StudyWorker {
  /// Makes sure that the originals are those that the task was planned for.
  ///
  /// A file may be replaced, or another one put under its name, after the study was planned; what is
  /// computed from it would then stand under the wrong identity.
  ///
  /// - Returns: the hashes of the originals, by name of contrast-free role, for the record.
  func verified(_ fingerprints: [String: String]) throws(TaskFailure) -> [String: String] {
    var hashes: [String: String] = [:]
    for (index, entry) in fingerprints.sorted(by: { $0.key < $1.key }).enumerated() {
      let found = (try? FileHash.sha256(ofFile: paths.absolute(entry.key))) ?? "absent"
      if found == "absent" { continue }
      guard found == entry.value else {
        throw TaskFailure(
          .inputUnsuitable, "the image has changed since the study was planned",
          remedy: "run 'bauta run' again, which plans anew with the image as it is now")
      }
      hashes["input-\(index + 1)"] = found
    }
    return hashes
  }

  /// Takes earlier outputs of the task away before it starts: what a failed gate must not let out
  /// must not stay from an earlier run either.
  func removeOutputs(of work: Work) throws(TaskFailure) {
    for path in work.outputs {
      let target = paths.absolute(path)
      guard FileManager.default.fileExists(atPath: target) else { continue }
      do {
        try FileManager.default.removeItem(atPath: target)
      } catch {
        throw TaskFailure(
          .outputFailed, "an earlier result cannot be taken away",
          remedy: FailureKind.outputFailed.remedy)
      }
    }
  }

  /// The hashes of the files that a task wrote, by path relative to the study.
  func outputHashes(of result: TaskResult) -> [String: String] {
    var hashes: [String: String] = [:]
    for path in result.artefacts {
      hashes[path] = try? FileHash.sha256(ofFile: paths.absolute(path))
    }
    return hashes
  }
}
