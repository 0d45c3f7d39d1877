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
    // A server that lives on would keep the pipes of other tests open.
    for descriptor in 3..<1024 as Range<Int32> {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = Self.plainSignals()
    defer { posix_spawnattr_destroy(&attributes) }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var id = pid_t()
    guard posix_spawn(&id, program, &actions, &attributes, &words, &settings) == 0 else {
      return nil
    }
    self.id = id
  }

  /// The threads of the tests block signals; a program that inherits that cannot be ended.
  private static func plainSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    return attributes
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
