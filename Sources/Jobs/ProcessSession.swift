import Foundation

/// The processes of a session: a worker and everything that it started, also in process groups of
/// their own and also after the worker is gone.
struct ProcessSession: Sendable {
  /// Number of the process that leads it.
  let leader: pid_t

  /// Numbers of all its processes that live, by `/proc`.
  var members: [pid_t] { Self.all()[leader] ?? [] }

  /// Sends a signal to every process but `except`.
  func signal(_ number: Int32, except: pid_t? = nil) {
    for pid in members where pid != except { kill(pid, number) }
  }

  /// Living processes of every session.
  static func all() -> [pid_t: [pid_t]] {
    var sessions: [pid_t: [pid_t]] = [:]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for pid in names.compactMap({ pid_t($0) }) {
      if let session = session(fromStat: text("/proc/\(pid)/stat")) {
        sessions[session, default: []].append(pid)
      }
    }
    return sessions
  }

  /// Session in a line of `proc_pid_stat(5)`; nil for a process that has ended.
  ///
  /// pid (name) state parent group session …; the name may hold anything, even brackets.
  static func session(fromStat line: String) -> pid_t? {
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 3, fields[0] != "Z", fields[0] != "X" else { return nil }
    return pid_t(fields[3])
  }

  /// A short file; empty when it cannot be read.
  static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 1) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
  }
}
