import Foundation

/// The parameters of single subjects that differ from the study's, kept beside the queue: one JSON line
/// for each change, never rewritten, so that who changed what, when and why stays on record.
public struct ParameterJournal: Sendable {
  /// The file.
  public var path: String

  /// The journal of a study.
  public init(paths: StudyPaths) { path = paths.engineFolder + "/parameters.jsonl" }

  /// All changes in order. A line that is torn, as a power cut leaves it, is left out.
  public func changes() throws(StudyError) -> [ParameterChange] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StudyError(
        .inputMissing, "the parameters of single subjects cannot be read",
        remedy: "check the permissions of .bauta/parameters.jsonl")
    }
    let decoder = JSONDecoder()
    return data.split(separator: 10).compactMap {
      try? decoder.decode(ParameterChange.self, from: $0)
    }
  }

  /// Appends changes in one write and waits until they are on the disk.
  ///
  /// - Throws: an error when the file cannot be written; then nothing of it stays.
  public func append(_ changes: [ParameterChange]) throws(StudyError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Data()
    for change in changes {
      guard let line = try? encoder.encode(change) else { continue }
      bytes += line + [10]
    }
    guard !bytes.isEmpty else { return }
    let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Self.failure() }
    defer { close(file) }
    let end = lseek(file, 0, SEEK_END)
    var last: UInt8 = 10
    if end > 0, pread(file, &last, 1, end - 1) == 1, last != 10 { bytes.insert(10, at: 0) }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(file) == 0 else {
      ftruncate(file, end)
      throw Self.failure()
    }
  }

  /// A number that changes with the file; cheap to ask for.
  var size: Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  private static func failure() -> StudyError {
    StudyError(
      .cannotCreate, "the parameters of a subject cannot be written down, so nothing was changed",
      remedy: "check free space and permissions of the .bauta folder")
  }
}
