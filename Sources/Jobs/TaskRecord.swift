import Foundation

/// Why a task waits although nothing that it depends on is being worked on.
public enum WaitingReason: String, Sendable, Codable, CaseIterable {
  /// A task that it depends on, directly or not, failed; a retry of that one releases it.
  case dependencyFailed = "dependency-failed"
  /// A task that it depends on was cancelled.
  case dependencyCancelled = "dependency-cancelled"
  /// A task that it depends on is not in the queue.
  case dependencyMissing = "dependency-missing"
}

/// One task with everything that is known of it.
public struct TaskRecord: Sendable, Codable, Hashable, Identifiable {
  /// What is to be done.
  public var spec: TaskSpec
  /// Where it stands.
  public var state: TaskState
  /// Why it waits, if it cannot start by itself.
  public var reason: WaitingReason?
  /// Number of the current or last attempt, from 1; 0 before the first.
  public var attempt: Int
  /// Who works on it.
  public var leaseOwner: String?
  /// Until when the lease is good unless renewed.
  public var leaseUntil: Date?
  /// When it was added.
  public var addedAt: Date
  /// When the current or last attempt began.
  public var startedAt: Date?
  /// When it was done, failed or was cancelled.
  public var finishedAt: Date?
  /// Share of the work that is done, 0…1.
  public var progress: Double
  /// What the worker is doing just now.
  public var progressMessage: String?
  /// What came of it.
  public var result: TaskResult?
  /// Why nothing came of it (also the last failure of a task that is tried again).
  public var failure: TaskFailure?
  /// Where the current or last attempt ran.
  public var host: String?
  /// Most memory held by the current or last attempt, in mebibytes.
  public var peakMemoryMB: Double?
  /// Exit status of a worker that ended; negative for a signal.
  public var exit: Int?
  /// What the worker wrote to its standard error, relative to the study's `.bauta` folder.
  public var logPath: String?

  /// Identity of the task.
  public var id: String { spec.id }
}

/// One task as a list shows it: no payload, no result, so that thousands are cheap.
public struct TaskSummary: Sendable, Hashable, Identifiable {
  /// Identity of the task.
  public var id: String
  /// What kind of work.
  public var kind: String
  /// What people call it.
  public var labels: TaskLabels
  /// Where it stands.
  public var state: TaskState
  /// Why it waits, if it cannot start by itself.
  public var reason: WaitingReason?
  /// Number of the current or last attempt; 0 before the first.
  public var attempt: Int
  /// Higher goes first.
  public var priority: Int
  /// Share of the work that is done, 0…1.
  public var progress: Double
  /// What the worker is doing just now.
  public var progressMessage: String?
  /// Kind of the last failure.
  public var failureKind: String?
  /// When the current or last attempt began.
  public var startedAt: Date?
  /// When it was done, failed or was cancelled.
  public var finishedAt: Date?
  /// Change counter at its last change.
  public var changed: Int64
}

/// One attempt at a task, kept for good.
public struct TaskAttempt: Sendable, Codable, Hashable {
  /// How an attempt ended.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// It is being worked on.
    case running
    /// It gave a result.
    case done
    /// It failed; the failure says why.
    case failed
    /// The worker or engine stopped before the end; the task went back.
    case returned
    /// The task was cancelled or replaced meanwhile.
    case cancelled
  }

  /// The task.
  public var task: String
  /// Number of the attempt, from 1.
  public var attempt: Int
  /// How it ended.
  public var outcome: Outcome
  /// The payload that it worked on.
  public var parameters: String
  /// Version of the program.
  public var version: String
  /// Who worked on it.
  public var owner: String
  /// Where it ran.
  public var host: String
  /// When it began.
  public var startedAt: Date
  /// When it ended.
  public var finishedAt: Date?
  /// Most memory held, in mebibytes.
  public var peakMemoryMB: Double?
  /// Exit status of a worker that ended; negative for a signal.
  public var exit: Int?
  /// Log file, relative to the study's `.bauta` folder.
  public var logPath: String?
  /// Warnings of the result.
  public var warnings: [String]
  /// Digests of inputs and outputs.
  public var hashes: [String: String]
  /// Why it failed.
  public var failure: TaskFailure?
}
