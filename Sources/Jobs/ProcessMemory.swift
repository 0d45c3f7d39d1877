import Foundation
import Synchronization

/// Memory of a worker and of everything that it started, by `/proc`.
struct ProcessMemory {
  let pid: pid_t
  /// Most that was seen, in mebibytes.
  private(set) var peakMB = 0.0

  /// Begins anew: the kernel's own peak of the process is set back to what it holds now.
  init(pid: pid_t) {
    self.pid = pid
    let file = open("/proc/\(pid)/clear_refs", O_WRONLY | O_CLOEXEC)
    if file >= 0 {
      _ = write(file, "5", 1)
      close(file)
    }
  }

  /// Looks again; the answer is what is held now, in mebibytes.
  mutating func sample() -> Double {
    let own = Self.status(pid)
    let others = Self.sessions()[pid, default: []].filter { $0 != pid }
    let rest = others.reduce(0) { $0 + (Self.status($1)["VmRSS"] ?? 0) }
    let now = (own["VmRSS"] ?? 0) + rest
    peakMB = max(peakMB, now, own["VmHWM"] ?? 0)
    return now
  }

  /// Fields of `/proc/pid/status` that are memory, in mebibytes.
  private static func status(_ pid: pid_t) -> [String: Double] {
    var fields: [String: Double] = [:]
    let text = ProcessSession.text("/proc/\(pid)/status")
    for line in text.split(separator: "\n") where line.hasPrefix("Vm") {
      let parts = line.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " })
      if parts.count >= 2 { fields[String(parts[0])] = (Double(parts[1]) ?? 0) / 1024 }
    }
    return fields
  }

  /// Processes of each session; looked up at most once a second for all workers together.
  private static func sessions() -> [pid_t: [pid_t]] {
    cache.withLock { cache in
      if ContinuousClock.now - cache.time < .seconds(1) { return cache.sessions }
      cache = (ContinuousClock.now, ProcessSession.all())
      return cache.sessions
    }
  }

  private static let cache = Mutex<(time: ContinuousClock.Instant, sessions: [pid_t: [pid_t]])>(
    (.now - .seconds(10), [:]))
}
