import Foundation
import Synchronization

/// Runs the queue of a study: takes tasks, has an executor work on them, records what came of
/// them. One engine at a time; it may be killed at any moment.
public actor Engine {
  /// How an engine behaves.
  public struct Options: Sendable {
    /// Version of the program, recorded with each attempt.
    public var version: String
    /// How long a lease is good unless renewed, in seconds.
    public var leaseSeconds: Double
    /// How often leases are renewed and requests of other processes are looked for.
    public var tick: Duration
    /// Whether to go on waiting for tasks when there are none, until stopped.
    public var isServing: Bool
    /// For how many ticks in a row the database may refuse to be written.
    public var patienceTicks: Int

    /// Options with sensible defaults.
    public init(
      version: String, leaseSeconds: Double = 60, tick: Duration = .seconds(1),
      isServing: Bool = false, patienceTicks: Int = 300
    ) {
      self.version = version
      self.leaseSeconds = leaseSeconds
      self.tick = tick
      self.isServing = isServing
      self.patienceTicks = patienceTicks
    }
  }

  /// What happens, for one reader. When nobody reads, the oldest are dropped.
  public nonisolated let events: AsyncStream<EngineEvent>

  private enum Signal: Sendable {
    case ended(Lease, AttemptEnd)
    case tick
    case stop
  }

  private let store: TaskStore
  private let executor: any Executor
  private let options: Options
  private let clock: any Clock<Duration>
  private let claimant: Claimant
  private let tell: AsyncStream<EngineEvent>.Continuation
  private nonisolated let signal: AsyncStream<Signal>.Continuation
  private let signals: AsyncStream<Signal>
  private let board = ProgressBoard()

  private var running: [LeaseKey: (lease: Lease, work: Task<Void, Never>)] = [:]
  private var unrecorded: [(Lease, AttemptEnd)] = []
  private var seen: StoreVersion?
  private var isStopping = false
  private var isOver = false
  private var done = 0
  private var failed = 0
  private var troubles = 0
  private var ticksSinceRenewal = 0

  /// An engine for `store` that works by `executor`.
  public init(
    store: TaskStore, executor: any Executor, options: Options,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.store = store
    self.executor = executor
    self.options = options
    self.clock = clock
    claimant = Claimant(owner: Host.newOwner(), version: options.version)
    (events, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(10_000))
    (signals, signal) = AsyncStream.makeStream()
  }

  /// Asks the engine to leave: nothing is finished, leases go back, workers are stopped.
  public nonisolated func stop() {
    signal.yield(.stop)
  }

  /// Works until nothing is left that can start, or until stopped. Call it once.
  ///
  /// Throws `busy` when another engine runs this study, and the last trouble when the database
  /// could not be written for too long.
  public func run() async throws(JobsError) -> EngineSummary {
    let lock = try EngineLock.acquire(folder: store.folder, since: store.now())
    defer { withExtendedLifetime(lock) {} }
    let recovered = try store.reclaim(all: true)
    if recovered > 0 { tell.yield(.recovered(tasks: recovered)) }
    let ticker = startTicker()
    let fatal = await loop()
    ticker.cancel()
    await leave()
    if let fatal { throw fatal }
    return EngineSummary(
      counts: try store.counts(), done: done, failed: failed, isInterrupted: isStopping)
  }

  /// Takes signals one after another; answers the trouble that it cannot get over.
  private func loop() async -> JobsError? {
    if let fatal = step(nil) { return fatal }
    if isOver { return nil }
    for await next in signals {
      if let fatal = step(next) { return fatal }
      if isOver || isStopping { return nil }
    }
    return nil
  }

  private func step(_ next: Signal?) -> JobsError? {
    do {
      try handle(next)
      if isStopping { return nil }
      try fill()
      isOver = try isIdle()
      troubles = 0
      return nil
    } catch {
      tell.yield(.trouble(error))
      if case .tick = next { troubles += 1 }
      return error.code == .badData || troubles > options.patienceTicks ? error : nil
    }
  }

  private func handle(_ next: Signal?) throws(JobsError) {
    switch next {
    case .none: break
    case .stop: isStopping = true
    case .ended(let lease, let end):
      running[LeaseKey(lease)] = nil
      unrecorded.append((lease, end))
    case .tick:
      try renew()
      try lookForRequests()
    }
    while let (lease, end) = unrecorded.first {
      try record(lease, end)
      unrecorded.removeFirst()
    }
  }

  /// Gives every free slot a task.
  private func fill() throws(JobsError) {
    let free = executor.slots - running.count
    for lease in try store.claim(claimant, limit: free, leaseSeconds: options.leaseSeconds) {
      start(lease)
    }
  }

  private func start(_ lease: Lease) {
    board.put(LeaseKey(lease), TaskProgress(fraction: 0, attempt: lease.attempt))
    let work = Task { [executor, board, tell, signal] in
      let end = await executor.run(lease) { progress in
        board.put(LeaseKey(lease), progress)
        tell.yield(.progress(task: lease.spec.id, progress))
      }
      signal.yield(.ended(lease, end))
    }
    running[LeaseKey(lease)] = (lease, work)
    tell.yield(.started(lease))
  }

  private func record(_ lease: Lease, _ end: AttemptEnd) throws(JobsError) {
    switch end {
    case .done(let result, let figures):
      guard try store.complete(lease, result, figures) else { break }
      done += 1
      tell.yield(.done(lease, result))
    case .failed(let failure, let figures):
      guard try store.fail(lease, failure, figures) else { break }
      failed += 1
      let willRetry = try store.summaries(.id(lease.spec.id)).first?.state == .queued
      tell.yield(.failed(lease, failure, willRetry: willRetry))
    case .stopped:
      try store.giveBack([lease.spec.id], owner: lease.owner)
      tell.yield(.stopped(lease))
    }
    board.remove(LeaseKey(lease))
  }

  /// Writes progress that is new, and every lease in good time before it runs out.
  private func renew() throws(JobsError) {
    ticksSinceRenewal += 1
    let third = Duration.seconds(options.leaseSeconds / 3)
    let isDue = options.tick * ticksSinceRenewal >= third
    let progress = isDue ? board.all() : board.news()
    _ = try store.renew(progress, owner: claimant.owner, leaseSeconds: options.leaseSeconds)
    if isDue { ticksSinceRenewal = 0 }
  }

  /// Stops work whose lease was taken away by another process, and tells of other changes.
  private func lookForRequests() throws(JobsError) {
    let version = try store.version()
    guard version != seen else { return }
    seen = version
    tell.yield(.queueChanged(version))
    let held = try store.leases(owner: claimant.owner)
    for (key, entry) in running where held[key.task] != key.attempt { entry.work.cancel() }
  }

  private func isIdle() throws(JobsError) -> Bool {
    guard !options.isServing, running.isEmpty, unrecorded.isEmpty else { return false }
    return try !store.hasQueued()
  }

  private func startTicker() -> Task<Void, Never> {
    Task { [clock, options, signal] in
      while !Task.isCancelled {
        try? await clock.sleep(for: options.tick)
        signal.yield(.tick)
      }
    }
  }

  /// Stops all work and returns its leases. When the database cannot be written the next engine
  /// returns them.
  private func leave() async {
    for entry in running.values { entry.work.cancel() }
    for entry in running.values { await entry.work.value }
    await executor.close()
    signal.finish()
    for await next in signals {
      if case .ended(let lease, let end) = next { unrecorded.append((lease, end)) }
    }
    for (lease, end) in unrecorded {
      do { try record(lease, end) } catch { tell.yield(.trouble(error)) }
    }
    tell.finish()
  }
}
