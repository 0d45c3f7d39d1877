import Foundation
import Subprocess
import Synchronization

/// One worker process and the three ends that the engine holds of it.
///
/// Subprocess starts it, in a session of its own, and reaps it; the conversation runs over
/// sockets and pipes made here, because Subprocess's own streams do not tell in which order
/// standard output and standard error were written, which decides to which task's log a line
/// belongs. Until `finish` the process is not reaped, so its number cannot be given to another.
final class WorkerProcess: Sendable {
  let pid: pid_t
  let input: Int32
  let output: Int32
  let errors: Int32
  private let hold: AsyncStream<Void>.Continuation
  private let life: Task<Result<Int, any Error>, Never>
  private let count = Atomic(0)
  private let isInputClosed = Flag()

  private init(
    pid: pid_t, ends: Ends, hold: AsyncStream<Void>.Continuation,
    life: Task<Result<Int, any Error>, Never>
  ) {
    self.pid = pid
    input = ends.input.ours
    output = ends.output.ours
    errors = ends.errors.ours
    self.hold = hold
    self.life = life
  }

  /// Starts a worker; throws when the program cannot be executed.
  static func start(_ plan: WorkerPlan) async throws -> WorkerProcess {
    let ends = try Ends()
    let (pids, started) = AsyncStream<pid_t>.makeStream()
    let (released, hold) = AsyncStream<Void>.makeStream()
    let life = Task {
      let end = await live(plan, ends, started, released)
      started.finish()
      return end
    }
    for await pid in pids {
      setpriority(Int32(PRIO_PROCESS.rawValue), id_t(pid), Int32(plan.nice))
      return WorkerProcess(pid: pid, ends: ends, hold: hold, life: life)
    }
    hold.finish()
    ends.closeOurs()
    _ = try await life.value.get()
    throw JobsError(.cannotCreate, "The worker process ended before it began.")
  }

  /// From start to reaping; the answer is the exit status, negative for a signal.
  private static func live(
    _ plan: WorkerPlan, _ ends: Ends, _ started: AsyncStream<pid_t>.Continuation,
    _ released: AsyncStream<Void>
  ) async -> Result<Int, any Error> {
    var options = PlatformOptions()
    options.createSession = true
    var added: [Environment.Key: String?] = [:]
    for (name, value) in plan.environment {
      if let key = Environment.Key(rawValue: name) { added[key] = value }
    }
    do {
      let result = try await Subprocess.run(
        .path(.init(plan.executable)), arguments: Arguments(plan.arguments),
        environment: .inherit.updating(added), platformOptions: options,
        input: .fileDescriptor(.init(rawValue: ends.input.theirs), closeAfterSpawningProcess: true),
        output: .fileDescriptor(
          .init(rawValue: ends.output.theirs), closeAfterSpawningProcess: true),
        error: .fileDescriptor(
          .init(rawValue: ends.errors.theirs), closeAfterSpawningProcess: true)
      ) { execution in
        started.yield(execution.processIdentifier.value)
        for await _ in released {}
      }
      switch result.terminationStatus {
      case .exited(let code): return .success(Int(code))
      case .signaled(let signal): return .success(-Int(signal))
      }
    } catch {
      return .failure(error)
    }
  }

  /// Tasks begun so far.
  var tasks: Int { count.load(ordering: .relaxed) }

  func countTask() { count.add(1, ordering: .relaxed) }

  /// Whether it lives and has said nothing since its last answer.
  var isReady: Bool {
    var ends = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    return !hasEnded && poll(&ends, 1, 0) == 0
  }

  /// Whether the process has ended; it is not reaped by asking.
  var hasEnded: Bool {
    var info = siginfo_t()
    let answer = waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
    return answer != 0 || info.si_signo == SIGCHLD
  }

  /// Tells the worker that no more tasks come.
  func closeInput() {
    if !isInputClosed.value { shutdown(input, Int32(SHUT_RDWR)) }
    isInputClosed.set(true)
  }

  /// Sends a signal to the worker and everything that it started.
  func signal(_ number: Int32) {
    ProcessSession(leader: pid).signal(number)
  }

  /// How a process ended.
  struct End: Sendable {
    /// Exit status, negative for a signal; nil when not known.
    var status: Int?
    /// Whether it had to be told.
    var wasForced: Bool
  }

  /// Waits for the end of the process, asks for it after `graceSeconds` and then enforces it, also
  /// for everything that it started. Call it once, last.
  ///
  /// - Parameters:
  ///   - graceSeconds: how long to wait for each.
  ///   - atOnce: asks without waiting first.
  /// - Returns: how it ended.
  @discardableResult
  func finish(graceSeconds: Double, atOnce: Bool = false) async -> End {
    closeInput()
    let wasForced = await onThread { self.end(graceSeconds, atOnce) }
    hold.finish()
    let status = try? await life.value.get()
    for file in [input, output, errors] { close(file) }
    return End(status: status, wasForced: wasForced)
  }

  private func end(_ graceSeconds: Double, _ atOnce: Bool) -> Bool {
    if !atOnce { waitForEnd(graceSeconds) }
    let wasForced = !hasEnded
    if wasForced {
      signal(SIGTERM)
      waitForEnd(graceSeconds)
    }
    signal(SIGKILL)
    return wasForced
  }

  private func waitForEnd(_ seconds: Double) {
    let start = ContinuousClock.now
    while !hasEnded, ContinuousClock.now - start < .seconds(seconds) { usleep(2000) }
  }
}

/// Runs blocking `work` on a thread of its own.
func onThread<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}

/// Both sides of the three streams of a worker. Input is a socket, so that writing to a dead
/// worker is an error and not a signal.
private struct Ends {
  var input: (ours: Int32, theirs: Int32)
  var output: (ours: Int32, theirs: Int32)
  var errors: (ours: Int32, theirs: Int32)

  init() throws(JobsError) {
    var pair: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { throw Self.failure() }
    input = (pair[0], pair[1])
    output = try Self.pipe()
    errors = try Self.pipe()
    for file in [input.ours, output.ours, errors.ours] {
      _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
    }
  }

  /// A pipe; Subprocess closes all other files in every child, thus nobody else keeps it open.
  private static func pipe() throws(JobsError) -> (ours: Int32, theirs: Int32) {
    var pair: [Int32] = [-1, -1]
    guard Foundation.pipe(&pair) == 0 else { throw failure() }
    for file in pair { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    return (pair[0], pair[1])
  }

  func closeOurs() {
    for file in [input.ours, output.ours, errors.ours] { close(file) }
  }

  private static func failure() -> JobsError {
    JobsError(
      .cannotCreate, "No pipe to a worker could be made.",
      remedy: "Use fewer workers, or raise the limit of open files (ulimit -n).",
      cause: String(cString: strerror(errno)))
  }
}
