import Dispatch
import Foundation

/// How many threads a computation may use. No result ever depends on the number.
public struct Parallel: Sendable {
  /// Upper bound of threads that work at once.
  public var threads: Int

  /// One thread.
  public static let serial = Parallel(threads: 1)

  /// `threads` of them, or as many as the machine has processors.
  public init(threads: Int? = nil) {
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Calls `body` once for each index; the order is not defined, so `body` writes only what
  /// belongs to its index.
  public func forEach(_ count: Int, _ body: (Int) -> Void) {
    if threads == 1 || count < 2 {
      for index in 0..<count { body(index) }
      return
    }
    slabs(of: count) { range in
      for index in range { body(index) }
    }
  }

  /// Cuts `0..<count` into one run of indices a thread and calls `body` for each run.
  public func slabs(of count: Int, _ body: (Range<Int>) -> Void) {
    let parts = min(threads, count)
    guard parts > 1 else {
      if count > 0 { body(0..<count) }
      return
    }
    withoutActuallyEscaping(body) { escaping in
      nonisolated(unsafe) let work = escaping
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        work(count * part / parts..<count * (part + 1) / parts)
      }
    }
  }
}
