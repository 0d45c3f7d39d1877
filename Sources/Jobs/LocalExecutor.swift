import Foundation
import Synchronization

/// Works in processes of this machine: a crash, a hang or a full memory in one touches nothing
/// else. A process takes many tasks one after another.
public final class LocalExecutor: Executor {
  /// How the processes are started and shared out.
  public let plan: WorkerPlan
  private let folder: String
  private let idle = Mutex<[WorkerProcess]>([])

  /// Worker processes; their logs go to `logs` in `folder`, the study's `.bauta` folder.
  public init(plan: WorkerPlan, folder: String) {
    self.plan = plan
    self.folder = folder
  }

  /// Worker processes at a time.
  public var slots: Int { plan.workers }

  /// Has a worker process do the task; the process is killed, with all that it started, when the
  /// task takes too long, holds too much memory, or when the surrounding Swift task is cancelled.
  public func run(
    _ lease: Lease, progress: @escaping @Sendable (TaskProgress) -> Void
  ) async -> AttemptEnd {
    let worker: WorkerProcess
    do {
      worker = try await takeWorker()
    } catch {
      return .failed(Self.notStarted(error), Figures())
    }
    if Task.isCancelled {
      await worker.finish(graceSeconds: plan.graceSeconds)
      return .stopped
    }
    let conversation = Conversation(
      worker: worker, lease: limited(lease), log: TaskLog(path: "\(folder)/\(lease.logPath)"),
      progress: progress)
    let report = await conversation.hold()
    if report.isReusable, worker.tasks < plan.tasksPerWorker {
      idle.withLock { $0.append(worker) }
      return report.attemptEnd(lease, nil)
    }
    let end = await worker.finish(
      graceSeconds: plan.graceSeconds, atOnce: report.isToBeStopped)
    return report.attemptEnd(lease, end)
  }

  /// Ends the worker processes.
  public func close() async {
    let workers = idle.withLock { idle in
      defer { idle = [] }
      return idle
    }
    for worker in workers { worker.closeInput() }
    for worker in workers { await worker.finish(graceSeconds: plan.graceSeconds) }
  }

  /// An idle worker that still lives, or a fresh one.
  private func takeWorker() async throws -> WorkerProcess {
    while let worker = idle.withLock({ $0.popLast() }) {
      if worker.isReady { return worker }
      await worker.finish(graceSeconds: 0)
    }
    return try await WorkerProcess.start(plan)
  }

  /// The lease with as many threads as a worker may use.
  private func limited(_ lease: Lease) -> Lease {
    var lease = lease
    lease.spec.threads = min(max(1, lease.spec.threads), plan.threads)
    return lease
  }

  private static func notStarted(_ error: any Error) -> TaskFailure {
    TaskFailure(
      kind: TaskFailure.toolMissing, message: "The worker process could not be started: \(error)",
      remedy: "Check that the program is still where it was and may be executed.")
  }
}
