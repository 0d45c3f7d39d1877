/// One thing that is wrong in a file of the user: where, what, and what to do about it.
public struct Mistake: Sendable, Hashable, Codable {
  /// The line in the file, counted from 1; nil where no line is at fault.
  public var line: Int?
  /// What was expected and what was found.
  public var message: String
  /// What to do about it.
  public var remedy: String?

  /// A mistake with its sentence.
  public init(line: Int? = nil, _ message: String, remedy: String? = nil) {
    (self.line, self.message, self.remedy) = (line, message, remedy)
  }
}

extension Mistake: CustomStringConvertible {
  /// `line 7: … (remedy)`.
  public var description: String {
    let place = line.map { "line \($0): " } ?? ""
    return place + message + (remedy.map { " (\($0))" } ?? "")
  }
}
