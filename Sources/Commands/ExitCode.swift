/// What the process tells its caller when it ends.
public enum ExitCode: Int32, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  /// Some tasks failed, others are done.
  case partlyDone = 2
  case usage = 64
  case badData = 65
  case inputMissing = 66
  case cannotCreate = 73
  /// The database is busy, or the cluster is away.
  case tryAgain = 75
  case interrupted = 130
}
