import Foundation
import Support

@testable import Study

extension ScratchFolder {
  /// Writes a text, making the folders on the way.
  @discardableResult
  func make(_ name: String, _ text: String = "") throws -> String {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Every file below the folder, relative and sorted.
  var tree: [String] {
    let names = FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file(name), isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }
}

/// A cohort of a made study.
func cohort(
  _ source: StudyPlan.Cohort.Source, name: String = "AD", outcome: String = "nbv",
  filter: [String: [String]] = [:]
) -> StudyPlan.Cohort {
  StudyPlan.Cohort(name: name, outcome: outcome, source: source, filter: filter, line: 7)
}
