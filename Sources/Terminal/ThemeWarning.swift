/// Something in a theme file that was not understood and left out.
public struct ThemeWarning: Hashable, Sendable, CustomStringConvertible {
  /// The file, or the name of a theme that came with the program.
  public var file: String
  /// Line, from 1; 0: the file as a whole.
  public var line: Int
  /// What was found and what would be right.
  public var message: String

  /// As in "reef.yaml:12: unknown role …".
  public var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}
