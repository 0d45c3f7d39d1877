import Foundation

/// One task in one worker: the request, the answers, the limits.
///
/// Blocks a thread of its own, since it waits for three streams, a clock and a meter at once; only
/// that thread touches what changes.
final class Conversation: @unchecked Sendable {
  /// Longest line that is taken for an answer, in bytes.
  static let longestLine = 64 << 20

  private let worker: WorkerProcess
  private let lease: Lease
  private let log: TaskLog
  private let progress: @Sendable (TaskProgress) -> Void
  private let isCancelled = Flag()

  private var request: Data
  private var lines = LineBuffer()
  private var memory: ProcessMemory
  private var areErrorsOpen = true
  private var bytes = [UInt8](repeating: 0, count: 1 << 16)

  init(
    worker: WorkerProcess, lease: Lease, log: TaskLog,
    progress: @escaping @Sendable (TaskProgress) -> Void
  ) {
    self.worker = worker
    self.lease = lease
    self.log = log
    self.progress = progress
    request = JSONLine.data(WorkerRequest(task: lease.spec, attempt: lease.attempt))
    memory = ProcessMemory(pid: worker.pid)
  }

  /// Talks until the task ends one way or another. Cancelling the Swift task ends it.
  func hold() async -> ConversationReport {
    await withTaskCancellationHandler {
      await onThread { self.talk() }
    } onCancel: {
      isCancelled.set(true)
    }
  }

  private func talk() -> ConversationReport {
    worker.countTask()
    let end = listen()
    _ = memory.sample()
    drainErrors()
    var isReusable = false
    if case .answered = end { isReusable = lines.pending == 0 }
    return ConversationReport(end: end, peakMemoryMB: memory.peakMB, isReusable: isReusable)
  }

  private func listen() -> ConversationReport.End {
    let seconds = lease.spec.timeoutSeconds
    let limit = ContinuousClock.now + .seconds(seconds < 1e9 ? max(0, seconds) : 1e9)
    while true {
      if isCancelled.value { return .stopped }
      if ContinuousClock.now >= limit { return .timeout }
      let held = memory.sample()
      if let most = lease.spec.memoryLimitMB, held > Double(most) { return .memory }
      let isReadable = wait(until: limit)
      drainErrors()
      if isReadable, let end = hear() { return end }
      // Something that a dead worker started may keep its output open. Its last words, said between
      // the look at the output and its death, still count.
      if !isReadable, worker.hasEnded, !hasWords { return .lost }
    }
  }

  /// Waits for something to read, at most a tenth of a second; sends what is left of the request
  /// as the worker takes it.
  private func wait(until limit: ContinuousClock.Instant) -> Bool {
    var ends = [
      pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: areErrorsOpen ? worker.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: request.isEmpty ? -1 : worker.input, events: Int16(POLLOUT), revents: 0),
    ]
    let left = (limit - ContinuousClock.now) / .milliseconds(1)
    poll(&ends, 3, Int32(min(100, max(1, left))))
    if ends[2].revents != 0 { sendRequest() }
    return ends[0].revents != 0
  }

  /// Whether there is something to read right now.
  private var hasWords: Bool {
    var end = [pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0)]
    return poll(&end, 1, 0) > 0 && end[0].revents & Int16(POLLIN) != 0
  }

  private func sendRequest() {
    let count = request.withUnsafeBytes {
      send(worker.input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count > 0 { request = Data(request.dropFirst(count)) }
    if count < 0, errno != EAGAIN, errno != EINTR { request = Data() }
  }

  /// Reads what the worker said; an answer, or nil when it goes on.
  private func hear() -> ConversationReport.End? {
    let count = read(worker.output, &bytes, bytes.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : .lost }
    if count == 0 { return .lost }
    lines.append(bytes[..<count])
    while let line = lines.next() {
      guard let answer = JSONLine.value(WorkerAnswer.self, line), answer.isAnswer else {
        log.append(Array("Not an answer: ".utf8) + line.prefix(1000) + [10])
        return .unreadable
      }
      if answer.result != nil || answer.failure != nil { return .answered(answer) }
      report(answer)
    }
    return lines.pending > Self.longestLine ? .unreadable : nil
  }

  private func report(_ answer: WorkerAnswer) {
    progress(
      TaskProgress(
        fraction: answer.progress ?? 0, message: answer.message, attempt: lease.attempt))
  }

  private func drainErrors() {
    for _ in 0..<256 {
      let count = read(worker.errors, &bytes, bytes.count)
      if count == 0 { areErrorsOpen = false }
      guard count > 0 else { return }
      log.append(bytes[..<count])
    }
  }
}
