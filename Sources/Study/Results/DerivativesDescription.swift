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

  /// What BIDS has no place for yet.
  private static let ignored = """
    agreement
    agreement/**
    sub-*/outcomes
    sub-*/outcomes/**
    sub-*/ses-*/outcomes
    sub-*/ses-*/outcomes/**
    cohort-*/**

    """

  /// Writes the description and the list of what a validator should pass over, unless they are there.
  func write() throws(StudyError) {
    let folder = paths.absolute(StudyPaths.derivatives)
    if !FileManager.default.fileExists(atPath: folder + "/.bidsignore") {
      try TextFile.write(Self.ignored, to: folder + "/.bidsignore")
    }
    let path = folder + "/dataset_description.json"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard !FileManager.default.fileExists(atPath: path), let data = try? encoder.encode(Content())
    else { return }
    try TextFile.write(String(decoding: data, as: UTF8.self) + "\n", to: path)
  }
}
