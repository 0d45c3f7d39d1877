import Foundation
import GRDB

/// How long the rest of a study will take, judged by what is done.
public struct RemainingTime: Sendable, Hashable {
  /// Tasks of one kind that are still to be done.
  struct Rest: Sendable, Hashable {
    var count = 0
    /// Seconds that the running ones have had.
    var elapsed: [Double] = []
  }

  /// Seconds until the end; nil while no task is done yet.
  public var seconds: Double?
  /// Tasks that are still to be done; those that wait for a failed one do not count.
  public var tasks: Int

  /// Work is shared evenly by the slots. A kind without a finished task is taken to last as long
  /// as usual, stretched as those kinds are of which some are finished; where nothing is known of
  /// it, as long as the others do on average.
  ///
  /// - Parameters:
  ///   - rest: what is still to be done, by kind.
  ///   - means: mean seconds of finished tasks, by kind.
  ///   - usual: seconds that tasks of a kind usually take.
  ///   - slots: how many tasks run at once.
  init(rest: [String: Rest], means: [String: Double], usual: [String: Double] = [:], slots: Int) {
    tasks = rest.values.reduce(0) { $0 + $1.count }
    let isKnown = rest.allSatisfy { $0.value.count == 0 || usual[$0.key] != nil }
    guard tasks > 0, !means.isEmpty || isKnown else {
      seconds = tasks == 0 ? 0 : nil
      return
    }
    let average = means.values.reduce(0, +) / Double(max(1, means.count))
    let stretch = Self.stretch(means: means, usual: usual)
    var work = 0.0
    var longest = 0.0
    for (kind, rest) in rest where rest.count > 0 {
      let mean = means[kind] ?? usual[kind].map { $0 * stretch } ?? average
      let left = rest.elapsed.map { max(0, mean - $0) }
      work += left.reduce(0, +) + Double(rest.count - left.count) * mean
      longest = max(longest, left.max() ?? 0, rest.count > left.count ? mean : 0)
    }
    seconds = max(longest, work / Double(max(1, slots)))
  }

  /// How much longer than usual finished tasks took. Kinds that last less than a second are left
  /// out: they say more of the disk than of the work.
  private static func stretch(means: [String: Double], usual: [String: Double]) -> Double {
    let told = means.keys.filter { usual[$0] ?? 0 >= 1 }
    let expected = told.reduce(0) { $0 + (usual[$1] ?? 0) }
    return expected > 0 ? told.reduce(0) { $0 + (means[$1] ?? 0) } / expected : 1
  }
}

extension RemainingTime {
  /// How long the rest of some tasks will take, judged by those of them that are done.
  ///
  /// - Parameters:
  ///   - tasks: all tasks of the study.
  ///   - usual: seconds that tasks of a kind usually take, for kinds of which none is finished yet.
  ///   - slots: how many tasks run at once.
  ///   - now: the time.
  public init(of tasks: [TaskSummary], usual: [String: Double], slots: Int, now: Date) {
    var rest: [String: Rest] = [:]
    var done: [String: (seconds: Double, count: Int)] = [:]
    for task in tasks {
      switch task.state {
      case .queued: rest[task.kind, default: Rest()].count += 1
      case .waiting where task.reason == nil: rest[task.kind, default: Rest()].count += 1
      case .leased:
        rest[task.kind, default: Rest()].count += 1
        let seconds = task.startedAt.map { now.timeIntervalSince($0) } ?? 0
        rest[task.kind, default: Rest()].elapsed.append(max(0, seconds))
      case .done:
        guard let start = task.startedAt, let end = task.finishedAt else { continue }
        let known = done[task.kind] ?? (0, 0)
        done[task.kind] = (known.seconds + end.timeIntervalSince(start), known.count + 1)
      default: continue
      }
    }
    self.init(
      rest: rest, means: done.mapValues { $0.seconds / Double($0.count) }, usual: usual,
      slots: slots)
  }
}

extension TaskStore {
  /// How long the rest will take when `slots` tasks run at once; `usual` tells how many seconds
  /// tasks of a kind usually take, for kinds of which none is finished yet.
  public func remainingTime(
    slots: Int, usual: [String: Double] = [:]
  ) throws(JobsError) -> RemainingTime {
    let means = try meanSeconds()
    let now = now().timeIntervalSince1970
    let rest = try read("estimating the end") { db in
      var rest: [String: RemainingTime.Rest] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT kind, COUNT(*) FROM tasks WHERE state IN ('queued', 'leased')
            OR (state = 'waiting' AND reason IS NULL) GROUP BY kind
          """)
      for row in rows { rest[row[0], default: .init()].count = row[1] }
      let running = try Row.fetchAll(
        db, sql: "SELECT kind, startedAt FROM tasks WHERE state = 'leased'")
      for row in running {
        let started: Double = row[1] ?? now
        rest[row[0], default: .init()].elapsed.append(max(0, now - started))
      }
      return rest
    }
    return RemainingTime(rest: rest, means: means, usual: usual, slots: slots)
  }
}
