import Foundation
import Synchronization

/// Memory of a worker and of everything in its process group, by `/proc`.
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
    let others = Self.groups()[pid, default: []].filter { $0 != pid }
    let rest = others.reduce(0) { $0 + (Self.status($1)["VmRSS"] ?? 0) }
    let now = (own["VmRSS"] ?? 0) + rest
    peakMB = max(peakMB, now, own["VmHWM"] ?? 0)
    return now
  }

  /// Fields of `/proc/pid/status` that are memory, in mebibytes.
  private static func status(_ pid: pid_t) -> [String: Double] {
    var fields: [String: Double] = [:]
    for line in text("/proc/\(pid)/status").split(separator: "\n") where line.hasPrefix("Vm") {
      let parts = line.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " })
      if parts.count >= 2 { fields[String(parts[0])] = (Double(parts[1]) ?? 0) / 1024 }
    }
    return fields
  }

  /// Members of each process group; looked up at most once a second for all workers together.
  private static func groups() -> [pid_t: [pid_t]] {
    cache.withLock { cache in
      if ContinuousClock.now - cache.time < .seconds(1) { return cache.groups }
      var groups: [pid_t: [pid_t]] = [:]
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      for pid in names.compactMap({ pid_t($0) }) {
        // pid (name) state parent group …; the name may hold anything, even brackets.
        let fields = text("/proc/\(pid)/stat").split(separator: ")").last?.split(separator: " ")
        if let fields, fields.count > 2, let group = pid_t(fields[2]) {
          groups[group, default: []].append(pid)
        }
      }
      cache = (ContinuousClock.now, groups)
      return groups
    }
  }

  private static let cache = Mutex<(time: ContinuousClock.Instant, groups: [pid_t: [pid_t]])>(
    (.now - .seconds(10), [:]))

  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 1) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
  }
}
