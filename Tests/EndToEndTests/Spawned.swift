import Foundation

/// A program started by the system's own call, which waits for that program alone and not for what it
/// leaves behind, as `Foundation.Process` does.
struct Spawned {
  let id: pid_t

  /// Starts a program with nothing to read and a file, or nothing, to write to.
  init?(_ program: String, _ arguments: [String], environment: [String: String], output: String?) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var id = pid_t()
    guard posix_spawn(&id, program, &actions, nil, &words, &settings) == 0 else { return nil }
    self.id = id
  }

  /// Waits for the end; the exit status, or -1 where it did not exit by itself.
  @discardableResult func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 { if errno != EINTR { return -1 } }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
  }

  /// Whether it still runs.
  var isRunning: Bool { waitpid(id, nil, WNOHANG) == 0 }

  func terminate() { kill(id, SIGTERM) }

  /// Runs a program to its end, without output.
  static func run(_ program: String, _ arguments: String...) -> Int32 {
    let environment = ["PATH": "/usr/bin:/bin:/usr/sbin"]
    return Spawned(program, arguments, environment: environment, output: nil)?.wait() ?? 127
  }
}
