import Foundation
import Synchronization

/// The worker's side: takes tasks from standard input one after another and answers on standard
/// output. Everything else that is printed goes to standard error, which the engine keeps as log.
public struct WorkerLoop: Sendable {
  private let input: Int32
  private let output: Int32
  private let orphaned: @Sendable () -> Void

  /// A worker on standard input and output; those of `print` are moved to standard error.
  public static func standard() -> WorkerLoop {
    let answers = fcntl(1, F_DUPFD_CLOEXEC, 3)
    dup2(2, 1)
    return WorkerLoop(input: 0, output: answers, orphaned: die)
  }

  /// A worker on open files. `orphaned` is called when the engine is gone in the middle of a task.
  init(input: Int32, output: Int32, orphaned: @escaping @Sendable () -> Void) {
    self.input = input
    self.output = output
    self.orphaned = orphaned
  }

  /// Works until the engine closes the input. A request that cannot be read is answered with a
  /// failure.
  public func run(_ handler: TaskHandler) async {
    let isBusy = Flag()
    for await line in lines(isBusy) {
      guard let request = JSONLine.value(WorkerRequest.self, line) else {
        isBusy.set(false)
        send(WorkerAnswer(failure: Self.unreadable))
        continue
      }
      let answer = await work(request.task, handler)
      // What was printed belongs to the log of this task.
      fflush(nil)
      isBusy.set(false)
      send(answer)
    }
  }

  private func work(_ task: TaskSpec, _ handler: TaskHandler) async -> WorkerAnswer {
    let last = Mutex(ContinuousClock.now - .seconds(1))
    do {
      let result = try await handler(task) { fraction, message in
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
          guard now - last >= .milliseconds(100) else { return false }
          last = now
          return true
        }
        if isDue { send(WorkerAnswer(progress: fraction, message: message)) }
      }
      return WorkerAnswer(result: result)
    } catch {
      return WorkerAnswer(failure: TaskFailure(any: error))
    }
  }

  private func send(_ answer: WorkerAnswer) {
    let data = JSONLine.data(answer)
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = write(output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Lines of the input, read on a thread of their own so that the end of the engine is noticed
  /// in the middle of a task too.
  private func lines(_ isBusy: Flag) -> AsyncStream<Data> {
    let (lines, feed) = AsyncStream<Data>.makeStream()
    let (input, orphaned) = (input, orphaned)
    Thread.detachNewThread {
      var buffer = LineBuffer()
      var bytes = [UInt8](repeating: 0, count: 65536)
      while true {
        let count = read(input, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        buffer.append(bytes[..<count])
        while let line = buffer.next() {
          isBusy.set(true)
          feed.yield(line)
        }
      }
      if isBusy.value { orphaned() }
      feed.finish()
    }
    return lines
  }

  private static let unreadable = TaskFailure(
    kind: TaskFailure.outputUnreadable, message: "The engine sent a line that is not a task.",
    remedy: "Engine and worker are of different versions: use one build for both.")

  /// Ends this process and every tool that it started.
  private static func die() {
    if getsid(0) == getpid() { ProcessSession(leader: getpid()).signal(SIGKILL, except: getpid()) }
    _exit(75)
  }
}

/// A truth that two threads share.
final class Flag: Sendable {
  private let content = Atomic(false)

  var value: Bool { content.load(ordering: .acquiring) }

  func set(_ value: Bool) { content.store(value, ordering: .releasing) }
}
