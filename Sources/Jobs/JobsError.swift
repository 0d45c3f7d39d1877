/// The queue, its journal or a worker could not do what was asked.
public struct JobsError: Error, Sendable, Hashable {
  /// What kind of thing went wrong; stable, and mapped to an exit code.
  public enum Code: String, Sendable, CaseIterable {
    /// The database, journal or lock cannot be made or written.
    case cannotCreate
    /// The database is not there.
    case missing
    /// The bytes are not a queue of this program, or a request makes no sense.
    case badData
    /// Someone else holds the database or the engine; it may work later.
    case busy
  }

  /// What kind of thing went wrong.
  public var code: Code
  /// One sentence: what was being done, what was expected and what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  /// The file concerned.
  public var path: String?
  /// The error underneath, as text.
  public var cause: String?

  /// An error with its sentence.
  public init(
    _ code: Code, _ message: String, remedy: String? = nil, path: String? = nil,
    cause: String? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.path = path
    self.cause = cause
  }
}
