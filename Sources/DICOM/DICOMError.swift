/// Why a folder of DICOM files cannot be read as one series, or one not be written.
public struct DICOMError: Error, Sendable {
  /// What kind of thing went wrong.
  public enum Code: String, Sendable, CaseIterable {
    /// The folder or a file is not there or may not be read.
    case inputMissing
    /// The bytes are not what the format demands, or slices do not fit together.
    case badData
    /// The files are sound, but not of a kind that can be processed.
    case unsupported
    /// A series has to be chosen.
    case ambiguous
  }

  /// What kind of thing went wrong.
  public var code: Code
  /// What was being done, what was expected and what was found. Names no file and nobody.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  /// All mistakes that were found, one sentence each, at most ten and how many more there are.
  public var mistakes: [String]

  /// An error with its sentence.
  public init(
    _ code: Code, _ message: String, remedy: String? = nil, mistakes: [String] = []
  ) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
    self.mistakes =
      mistakes.count > 10
      ? Array(mistakes.prefix(10)) + ["and \(mistakes.count - 10) more"] : mistakes
  }
}
