/// How an attempt ended.
public enum AttemptEnd: Sendable, Hashable {
  /// With a result.
  case done(TaskResult, Figures)
  /// Without one.
  case failed(TaskFailure, Figures)
  /// It was stopped on request; it is as if it had never begun.
  case stopped
}

/// Does the work of leased tasks somewhere: in this process, in worker processes, on a cluster.
public protocol Executor: Sendable {
  /// How many tasks it can take at once.
  var slots: Int { get }

  /// Works on one task until it ends. When the surrounding Swift task is cancelled the work is
  /// stopped and the answer is ``AttemptEnd/stopped``.
  ///
  /// - Parameters:
  ///   - lease: the task and its attempt.
  ///   - progress: called with how far the work is.
  /// - Returns: how the attempt ended.
  func run(
    _ lease: Lease, progress: @escaping @Sendable (TaskProgress) -> Void
  ) async -> AttemptEnd

  /// Lets go what it holds; no task is running any more.
  func close() async
}

/// Reports a share 0…1 and what is being done.
public typealias ProgressReport = @Sendable (_ fraction: Double, _ message: String?) -> Void

/// Does the work of one task. Throws ``TaskFailure``; any other error counts as a crash.
public typealias TaskHandler =
  @Sendable (_ task: TaskSpec, _ progress: ProgressReport) async throws -> TaskResult

/// Works within this process: for tests and for small things that cannot crash or hang.
public struct InlineExecutor: Executor {
  /// How many tasks it takes at once.
  public let slots: Int
  private let handler: TaskHandler

  /// Works on up to `slots` tasks at once with `handler`.
  public init(slots: Int = 1, handler: @escaping TaskHandler) {
    self.slots = slots
    self.handler = handler
  }

  /// Calls the handler.
  public func run(
    _ lease: Lease, progress: @escaping @Sendable (TaskProgress) -> Void
  ) async -> AttemptEnd {
    let report: ProgressReport = { fraction, message in
      progress(TaskProgress(fraction: fraction, message: message, attempt: lease.attempt))
    }
    do {
      return .done(try await handler(lease.spec, report), Figures())
    } catch {
      if Task.isCancelled { return .stopped }
      return .failed(TaskFailure(any: error), Figures())
    }
  }

  /// Nothing is held.
  public func close() async {}
}

extension TaskFailure {
  /// `error` itself, or a crash with its description.
  init(any error: any Error) {
    self =
      error as? TaskFailure
      ?? TaskFailure(
        kind: Self.crashed, message: "The task ended with an error: \(error).",
        remedy: "See the log of the attempt.")
  }
}
