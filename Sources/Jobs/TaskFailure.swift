/// Why an attempt at a task gave no result.
public struct TaskFailure: Error, Sendable, Codable, Hashable {
  /// One of a closed list of the caller's; see the static members for the kinds made here.
  public var kind: String
  /// One sentence: what was being done, what was expected, what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?

  /// A failure with its sentence.
  public init(kind: String, message: String, remedy: String? = nil) {
    self.kind = kind
    self.message = message
    self.remedy = remedy
  }

  /// The attempt took longer than its task allows.
  public static let timeout = "timeout"
  /// The worker died, or was lost together with its machine.
  public static let crashed = "crashed"
  /// The worker was killed from outside.
  public static let killed = "killed"
  /// The worker held more memory than its task allows.
  public static let outOfMemory = "out-of-memory"
  /// The worker could not be started.
  public static let toolMissing = "tool-missing"
  /// The worker answered something that is not an answer.
  public static let outputUnreadable = "tool-output-unreadable"

  /// Kinds that can pass on a retry; every other failure stands until a person asks again.
  public static let passing: Set<String> = [timeout, crashed, killed]

  /// Whether a retry can help.
  public var canPass: Bool { Self.passing.contains(kind) }
}
