/// Why the screen could not be taken.
public struct TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of thing went wrong.
  public enum Code: Hashable, Sendable {
    /// Input or output is not a terminal.
    case notATerminal
    /// The type of the terminal is missing, unknown or cannot place the cursor.
    case unknownTerminal
    /// A file needed for it could not be made.
    case cannotCreate
  }

  /// What kind of thing went wrong.
  public var code: Code
  /// What was being done, and what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String

  /// Message and remedy.
  public var description: String { message + ". " + remedy }
}
