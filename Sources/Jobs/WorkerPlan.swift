import Foundation

/// How worker processes are started and shared out.
public struct WorkerPlan: Sendable, Hashable {
  /// The program, as a path.
  public var executable: String
  /// Its arguments.
  public var arguments: [String]
  /// Variables added to the environment of the engine.
  public var environment: [String: String]
  /// Worker processes at a time.
  public var workers: Int
  /// Threads that each may use; `workers × threads` is never more than the cores allotted.
  public var threads: Int
  /// Politeness towards other users, 0…19.
  public var nice: Int
  /// Seconds between asking a worker to end and ending it.
  public var graceSeconds: Double
  /// A worker is replaced by a fresh one after so many tasks.
  public var tasksPerWorker: Int

  /// A plan that shares `cores` out among workers.
  ///
  /// - Parameters:
  ///   - executable: the program that understands ``WorkerLoop``'s lines.
  ///   - arguments: its arguments.
  ///   - environment: variables to add.
  ///   - cores: processors that may be used; nil for all of the machine.
  ///   - workers: processes wanted; nil for one a core. Never more than there are cores.
  ///   - nice: politeness, 0…19.
  ///   - graceSeconds: time between SIGTERM and SIGKILL.
  ///   - tasksPerWorker: when to replace a worker.
  public init(
    executable: String, arguments: [String] = ["worker"], environment: [String: String] = [:],
    cores: Int? = nil, workers: Int? = nil, nice: Int = 10, graceSeconds: Double = 5,
    tasksPerWorker: Int = 100
  ) {
    let cores = max(1, cores ?? ProcessInfo.processInfo.activeProcessorCount)
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workers = min(max(1, workers ?? cores), cores)
    threads = cores / self.workers
    self.nice = nice
    self.graceSeconds = graceSeconds
    self.tasksPerWorker = max(1, tasksPerWorker)
  }
}
