import Foundation
import Study

/// Starts `bauta run` as a process of its own that outlives the terminal.
struct BackgroundRun {
  var folder: String
  var arguments: [String]

  func start(_ console: Console) throws {
    let checked = try CheckedStudy.check(folder: folder)
    let log = checked.paths.engineFolder + "/logs/engine.log"
    try FileManager.default.createDirectory(
      atPath: checked.paths.engineFolder + "/logs", withIntermediateDirectories: true)
    let arguments = ["/usr/bin/setsid", "--fork", OwnProgram.path, "run", checked.paths.root]
    guard Self.spawn(arguments + self.arguments, log: log) else {
      throw CommandFailure(.failed, "the engine could not be started in the background")
    }
    console.note("the engine works in the background; 'bauta status' shows how far it is")
  }

  /// Starts a program with nothing to read, its output at the end of a log, and no other file of this
  /// process; waits for its end, which comes at once as it forks.
  ///
  /// Foundation's `Process` waits until every descendant has closed a socket it hands down.
  private static func spawn(_ arguments: [String], log: String) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    // In the environment the option would start yet another process in the background.
    let environment = ProcessInfo.processInfo.environment.filter { $0.key != "BAUTA_BACKGROUND" }
    var words = arguments.map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var process = pid_t()
    guard posix_spawn(&process, arguments[0], &actions, nil, &words, &settings) == 0 else {
      return false
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }
}
