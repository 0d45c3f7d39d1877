import Foundation

/// A study file that was read and has no mistake.
struct ReadStudyFile: Sendable {
  /// Where the study keeps its files.
  let paths: StudyPaths
  /// What it asks for.
  let plan: StudyPlan
  /// Its bytes.
  let bytes: Data

  /// Reads the file of a study.
  ///
  /// - Parameter folder: the folder that holds `study.yaml`, or the path of the file itself.
  /// - Throws: one error with every mistake of the file.
  init(folder: String) throws(StudyError) {
    paths = StudyPaths(root: Self.absolute(folder.removingSuffix("/study.yaml") ?? folder))
    guard let data = FileManager.default.contents(atPath: paths.studyFile) else {
      throw StudyError(
        .inputMissing, "there is no study.yaml in the folder",
        remedy: "give the study folder, or write one with 'bauta init'")
    }
    bytes = data
    plan = try StudyFile.parse(
      String(decoding: data, as: UTF8.self), known: StudyRegistry.names)
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path.isEmpty ? "." : path).standardizedFileURL.path
  }
}
