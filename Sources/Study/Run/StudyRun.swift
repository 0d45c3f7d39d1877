import Agreement
import Foundation
import Jobs

/// Runs the queue of a study with worker processes until nothing is left to do.
public struct StudyRun: Sendable {
  /// The study.
  public let study: OpenStudy
  /// The engine, whose events tell what happens.
  public let engine: Engine

  /// How the work is divided.
  public struct Division: Sendable, Equatable {
    /// Number of worker processes.
    public var workers: Int
    /// Threads of each.
    public var threads: Int

    /// As many workers as cores, unless a number is given; the cores are shared among them.
    public init(workers: Int?, cores: Int) {
      self.workers = min(max(1, workers ?? cores), max(1, cores))
      threads = max(1, cores / self.workers)
    }
  }

  /// A run.
  ///
  /// - Parameters:
  ///   - study: the open study.
  ///   - division: workers and threads.
  ///   - worker: the command of a worker process.
  ///   - version: the version of the program.
  ///   - isServing: whether to wait for more when nothing is left.
  public init(
    study: OpenStudy, division: Division, worker: [String], version: String, isServing: Bool = false
  ) {
    let executor = LocalExecutor(
      plan: WorkerPlan(
        executable: worker.first ?? "bauta", arguments: Array(worker.dropFirst()),
        cores: division.workers * division.threads, workers: division.workers),
      folder: study.store.folder)
    self.init(study: study, executor: executor, version: version, isServing: isServing)
  }

  /// A run by any executor.
  ///
  /// - Parameters:
  ///   - study: the open study.
  ///   - executor: who does the work.
  ///   - version: the version of the program.
  ///   - isServing: whether to wait for more when nothing is left.
  public init(
    study: OpenStudy, executor: any Executor, version: String, isServing: Bool = false
  ) {
    self.study = study
    engine = Engine(
      store: study.store, executor: executor,
      options: Engine.Options(version: version, isServing: isServing))
  }

  /// Works until nothing is left that can start, or until the engine is stopped, and writes the
  /// agreement tables.
  ///
  /// - Returns: what came of it.
  /// - Throws: an error when another engine runs the study or the queue cannot be written.
  public func run() async throws(StudyError) -> EngineSummary {
    let summary: EngineSummary
    do {
      summary = try await engine.run()
    } catch {
      throw StudyError(error, while: "running the study")
    }
    // Parameters of single subjects may have changed meanwhile, and the queue with them.
    let current = try study.withCurrentParameters()
    let snapshot = try OpenStudy.jobs("reading the results") { () throws(JobsError) in
      try current.reader().snapshot()
    }
    try AgreementFiles(paths: study.paths).write(snapshot)
    return summary
  }
}
