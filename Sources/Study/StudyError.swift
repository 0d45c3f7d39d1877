/// Something is wrong with a study as a whole.
public struct StudyError: Error, Sendable {
  /// What kind of thing is wrong; mapped to an exit code.
  public enum Code: String, Sendable, CaseIterable {
    /// A file or folder is not there.
    case inputMissing
    /// A file says something that cannot be meant.
    case badData
    /// An output cannot be written.
    case cannotCreate
    /// Another process works on the study, or the database is busy.
    case tryAgain
  }

  /// What kind of thing is wrong.
  public var code: Code
  /// One sentence: what was being done, what was expected and what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  /// All mistakes of the file concerned, in the order of its lines.
  public var mistakes: [Mistake]
  /// The error underneath.
  public var cause: (any Error)?

  /// An error with its sentence.
  public init(
    _ code: Code, _ message: String, remedy: String? = nil, mistakes: [Mistake] = [],
    cause: (any Error)? = nil
  ) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
    (self.mistakes, self.cause) = (mistakes, cause)
  }
}
