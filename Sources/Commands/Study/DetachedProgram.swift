import Foundation

/// A program that outlives the terminal, and a pipe that tells when it has ended.
final class DetachedProgram {
  /// The end of a pipe whose other end the program and what it starts hold open.
  private let life: Int32

  /// Starts a program in a session of its own with nothing to read, its output at the end of a log;
  /// nil when it could not be started.
  ///
  /// Foundation's `Process` waits until every descendant has closed a socket it hands down.
  ///
  /// - Parameters:
  ///   - arguments: its path and arguments.
  ///   - log: the file that its output is added to.
  init?(_ arguments: [String], log: String) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    life = ends[0]
    let words = ["/usr/bin/setsid", "--fork"] + arguments
    let isStarted = Self.spawn(words, log: log, holding: ends[1])
    close(ends[1])
    guard isStarted else { return nil }
  }

  deinit { close(life) }

  /// Waits for a moment; gives whether the program and all that it started have ended.
  func hasEnded(withinMS: Int32) -> Bool {
    var event = pollfd(fd: life, events: 0, revents: 0)
    return poll(&event, 1, withinMS) > 0
  }

  /// Waits for the end of the starter, which comes at once as it forks.
  private static func spawn(_ arguments: [String], log: String, holding pipe: Int32) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipe, STDERR_FILENO + 1)
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
