/// Something went wrong while reading, checking or writing a volume.
public struct VolumeError: Error, Sendable {
  /// What kind of thing went wrong; stable, and mapped to an exit code.
  public enum Code: String, Sendable, CaseIterable {
    /// The file is not there or may not be read.
    case inputMissing
    /// The bytes are not what the format demands.
    case badData
    /// The file is sound, but not of a kind that can be processed.
    case unsupported
    /// The output cannot be written.
    case cannotCreate
    /// The output is there already.
    case exists
  }

  /// What kind of thing went wrong.
  public var code: Code
  /// One sentence: what was being done, what was expected and what was found. Names no file.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  /// The file concerned; shown in full only on request, since paths name people.
  public var path: String?
  /// The error underneath.
  public var cause: (any Error)?

  /// An error with its sentence.
  public init(
    _ code: Code, _ message: String, remedy: String? = nil, path: String? = nil,
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.path = path
    self.cause = cause
  }
}
