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

  /// What it means, as one sentence.
  var words: String {
    switch self {
    case .done: "Done."
    case .failed: "Failed, or found what was looked for to be wrong."
    case .partlyDone: "Partly done: some tasks failed, others are done."
    case .usage: "The command line cannot be understood."
    case .badData: "A file says something that cannot be meant."
    case .inputMissing: "An input is not there."
    case .cannotCreate: "An output cannot be written, or is there already."
    case .tryAgain: "Try again later: the study is busy."
    case .interrupted: "Interrupted; nothing that was done is lost."
    }
  }
}
