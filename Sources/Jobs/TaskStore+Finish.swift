import Foundation
import GRDB

/// How far a worker is with a task.
public struct TaskProgress: Sendable, Codable, Hashable {
  /// Share of the work that is done, 0…1.
  public var fraction: Double
  /// What is being done just now.
  public var message: String?
  /// The attempt that it belongs to.
  public var attempt: Int

  /// A step of an attempt.
  public init(fraction: Double, message: String? = nil, attempt: Int) {
    self.fraction = min(1, max(0, fraction))
    self.message = message
    self.attempt = attempt
  }
}

/// What was measured of an attempt.
public struct Figures: Sendable, Codable, Hashable {
  /// Most memory held, in mebibytes.
  public var peakMemoryMB: Double?
  /// Exit status of a worker that ended; negative for a signal.
  public var exit: Int?

  /// Figures; nil is not known.
  public init(peakMemoryMB: Double? = nil, exit: Int? = nil) {
    self.peakMemoryMB = peakMemoryMB
    self.exit = exit
  }
}

extension TaskStore {
  /// Records a result and lets go what depends on it.
  ///
  /// - Returns: false when the lease was lost meanwhile; then nothing is recorded.
  @discardableResult
  public func complete(
    _ lease: Lease, _ result: TaskResult, _ figures: Figures = Figures()
  ) throws(JobsError) -> Bool {
    try change("recording a result") { change in
      guard let task = try change.held(lease) else { return false }
      try change.closeAttempt(task, .done, failure: nil, figures, result)
      try change.setEnd(task.id, figures)
      try change.db.execute(
        literal: """
          UPDATE tasks SET progress = 1, result = \(Stored.text(result)), failureKind = NULL,
            failureMessage = NULL, failureRemedy = NULL WHERE id = \(task.id)
          """)
      try change.move(task, to: .done)
      try change.settleDependants(of: [task.id])
      return true
    }
  }

  /// Records a failed attempt. A failure that can pass puts the task back until its attempts are
  /// used up; any other stands, and what depends on the task waits with a reason.
  ///
  /// - Returns: false when the lease was lost meanwhile; then nothing is recorded.
  @discardableResult
  public func fail(
    _ lease: Lease, _ failure: TaskFailure, _ figures: Figures = Figures()
  ) throws(JobsError) -> Bool {
    try change("recording a failure") { change in
      guard let task = try change.held(lease) else { return false }
      try change.closeAttempt(task, .failed, failure: failure, figures)
      try change.setEnd(task.id, figures)
      try change.setFailure(task.id, failure)
      if failure.canPass, task.tries < task.maxAttempts {
        try change.move(task, to: .queued, because: failure.kind)
      } else {
        try change.move(task, to: .failed, because: failure.kind)
        try change.settleDependants(of: [task.id])
      }
      return true
    }
  }
}

extension Change {
  /// The task of a lease that is still good.
  fileprivate func held(_ lease: Lease) throws -> Standing? {
    guard let task = try Standing.fetch(db, id: lease.spec.id) else { return nil }
    let isHeld =
      task.state == .leased && task.owner == lease.owner && task.attempt == lease.attempt
    return isHeld ? task : nil
  }

  fileprivate func setEnd(_ id: String, _ figures: Figures) throws {
    try db.cachedStatement(
      sql: """
        UPDATE tasks SET owner = NULL, leaseUntil = NULL, finishedAt = ?, peakMemoryMB = ?,
          exit = ?, progressMessage = NULL WHERE id = ?
        """
    ).execute(arguments: [now, figures.peakMemoryMB, figures.exit, id])
  }

  func setFailure(_ id: String, _ failure: TaskFailure) throws {
    try db.execute(
      literal: """
        UPDATE tasks SET failureKind = \(failure.kind), failureMessage = \(failure.message),
          failureRemedy = \(failure.remedy), finishedAt = \(now) WHERE id = \(id)
        """)
  }

  /// Writes how the current attempt of `task` ended.
  func closeAttempt(
    _ task: Standing, _ outcome: TaskAttempt.Outcome, failure: TaskFailure?, _ figures: Figures,
    _ result: TaskResult = TaskResult()
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE attempts SET outcome = ?, finishedAt = ?, peakMemoryMB = ?, exit = ?, warnings = ?,
          hashes = ?, failureKind = ?, failureMessage = ?, failureRemedy = ?
        WHERE task = ? AND attempt = ?
        """
    ).execute(arguments: [
      outcome.rawValue, now, figures.peakMemoryMB, figures.exit, Stored.text(result.warnings),
      Stored.text(result.hashes), failure?.kind, failure?.message, failure?.remedy, task.id,
      task.attempt,
    ])
  }
}

/// Values that are kept as JSON text in a column.
enum Stored {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "null" }
    return String(decoding: data, as: UTF8.self)
  }

  static func value<T: Decodable>(_ type: T.Type, _ text: String?) -> T? {
    guard let text else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
