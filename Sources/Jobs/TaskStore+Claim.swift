import Foundation
import GRDB

/// Who takes tasks.
public struct Claimant: Sendable, Hashable {
  /// Unique for one run of an engine.
  public var owner: String
  /// Name of the machine.
  public var host: String
  /// Version of the program, recorded with each attempt.
  public var version: String

  /// An owner of leases.
  public init(owner: String, host: String = Host.name, version: String) {
    self.owner = owner
    self.host = host
    self.version = version
  }
}

/// A task that was claimed: its owner works on it until the lease runs out.
public struct Lease: Sendable, Hashable {
  /// What is to be done.
  public var spec: TaskSpec
  /// Number of the attempt, from 1.
  public var attempt: Int
  /// Who holds it.
  public var owner: String
  /// Log file, relative to the study's `.bauta` folder.
  public var logPath: String {
    let name = spec.id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "logs/\(String(name.prefix(100)))-\(attempt).log"
  }
}

extension TaskStore {
  /// Takes up to `limit` tasks: highest priority first, then in the order added. Nothing while
  /// the queue is paused.
  public func claim(
    _ claimant: Claimant, limit: Int = 1, leaseSeconds: Double = 60
  ) throws(JobsError) -> [Lease] {
    guard limit > 0, try hasQueued() else { return [] }
    return try change("taking tasks") { change in
      var leases: [Lease] = []
      guard try Int.fetchOne(change.db, sql: "SELECT paused FROM meta") == 0 else { return leases }
      while leases.count < limit, let lease = try change.claim(claimant, leaseSeconds) {
        leases.append(lease)
      }
      return leases
    }
  }

  /// Renews leases and notes how far the work is. Leases that the owner no longer holds are left
  /// alone.
  ///
  /// - Returns: tasks that were taken away (cancelled, removed or given to another); their work
  ///   should stop.
  public func renew(
    _ progress: [(task: String, step: TaskProgress)], owner: String, leaseSeconds: Double = 60
  ) throws(JobsError) -> Set<String> {
    guard !progress.isEmpty else { return [] }
    return try change("renewing leases") { change in
      var lost: Set<String> = []
      let number = change.next()
      for (id, step) in progress {
        try change.db.execute(
          literal: """
            UPDATE tasks SET leaseUntil = \(change.now + leaseSeconds),
              progress = \(step.fraction), progressMessage = \(step.message), changed = \(number)
            WHERE id = \(id) AND owner = \(owner) AND state = 'leased' AND attempt = \(step.attempt)
            """)
        if change.db.changesCount == 0 { lost.insert(id) }
      }
      return lost
    }
  }

  /// Gives leases back as if the tasks had never been tried (the engine is leaving).
  public func giveBack(_ ids: [String], owner: String) throws(JobsError) {
    try change("returning leases") { change in
      for id in ids {
        guard let task = try Standing.fetch(change.db, id: id) else { continue }
        guard task.state == .leased, task.owner == owner else { continue }
        try change.takeBack(task, countsAsTry: false, because: "engine stopped")
      }
    }
  }

  /// Returns leases that ran out, or, when the caller holds the ``EngineLock``, all of them: no
  /// other engine lives then.
  ///
  /// - Returns: number of tasks that went back.
  @discardableResult
  public func reclaim(all: Bool = false) throws(JobsError) -> Int {
    try change("returning lost leases") { change in
      let condition = all ? "state = 'leased'" : "state = 'leased' AND leaseUntil < ?"
      let lost = try Standing.fetchAll(
        change.db, where: condition, all ? [] : [change.now])
      for task in lost {
        try change.takeBack(
          task, countsAsTry: !all, because: all ? "engine was lost" : "lease ran out")
      }
      return lost.count
    }
  }
}

extension Change {
  fileprivate func claim(_ claimant: Claimant, _ leaseSeconds: Double) throws -> Lease? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          UPDATE tasks SET state = 'leased', reason = NULL, attempt = attempt + 1,
            tries = tries + 1, owner = ?, leaseUntil = ?, startedAt = ?, finishedAt = NULL,
            progress = 0, progressMessage = NULL, host = ?, peakMemoryMB = NULL, exit = NULL,
            changed = ?
          WHERE position = (SELECT position FROM tasks WHERE state = 'queued'
            ORDER BY priority DESC, position LIMIT 1)
          RETURNING \(TaskStore.specColumns), attempt
          """),
      arguments: [
        claimant.owner, now + leaseSeconds, now, claimant.host, sequence + 1,
      ])
    guard let row else { return nil }
    let number = next()
    let spec = try TaskStore.spec(row, db)
    let lease = Lease(spec: spec, attempt: row["attempt"], owner: claimant.owner)
    try db.cachedStatement(sql: "UPDATE tasks SET logPath = ? WHERE id = ?")
      .execute(arguments: [lease.logPath, spec.id])
    try openAttempt(lease, claimant)
    var task = Standing(added: spec)
    task.attempt = lease.attempt
    note(task, number, from: .queued, to: .leased, nil, claimant.owner)
    return lease
  }

  private func openAttempt(_ lease: Lease, _ claimant: Claimant) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO attempts
          (task, attempt, outcome, parameters, version, owner, host, startedAt, logPath)
        VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      lease.spec.id, lease.attempt, lease.spec.payload, claimant.version, claimant.owner,
      claimant.host, now, lease.logPath,
    ])
  }

  /// Ends a lease without a result. A try that counts is the last one when none are left.
  fileprivate func takeBack(_ task: Standing, countsAsTry: Bool, because: String) throws {
    let isLast = countsAsTry && task.tries >= task.maxAttempts
    let failure = TaskFailure(
      kind: TaskFailure.crashed, message: "The worker was lost: \(because).",
      remedy: "Retry the task; see the log of the attempt.")
    try closeAttempt(task, isLast ? .failed : .returned, failure: failure, Figures())
    try db.execute(
      literal: """
        UPDATE tasks SET owner = NULL, leaseUntil = NULL, progress = 0, progressMessage = NULL,
          tries = \(countsAsTry ? task.tries : max(0, task.tries - 1)) WHERE id = \(task.id)
        """)
    if isLast {
      try setFailure(task.id, failure)
      try move(task, to: .failed, because: failure.kind)
      try settleDependants(of: [task.id])
    } else {
      try move(task, to: .queued, because: because)
    }
  }
}
