import Foundation

/// The `dataset_description.json` that makes the results a BIDS derivative (BIDS 1.11).
struct DerivativesDescription {
  let paths: StudyPaths

  private struct Content: Encodable {
    struct Generator: Encodable {
      var Name = "bauta"
      var Version = StudyVersion.current
    }
    var Name = "Bauta: defaced images and measured outcomes"
    var BIDSVersion = "1.11.0"
    var DatasetType = "derivative"
    var GeneratedBy = [Generator()]
  }

  /// Writes the description unless it is there.
  func write() throws(StudyError) {
    let path = paths.absolute(StudyPaths.derivatives) + "/dataset_description.json"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard !FileManager.default.fileExists(atPath: path), let data = try? encoder.encode(Content())
    else { return }
    try TextFile.write(String(decoding: data, as: UTF8.self) + "\n", to: path)
  }
}
