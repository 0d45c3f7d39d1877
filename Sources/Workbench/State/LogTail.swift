import Foundation
import Jobs
import Study

/// What is known of a task, as lines for a person.
enum LogTail {
  /// The task, its attempt and its failure.
  static func header(of record: TaskRecord) -> [String] {
    var lines = ["\(record.spec.kind) · \(word(of: record)) · attempt \(record.attempt)"]
    if let host = record.host { lines.append("ran on \(host)") }
    if let peak = record.peakMemoryMB { lines.append("peak memory \(Int(peak)) MB") }
    if let failure = record.failure {
      lines.append("\(failure.kind): \(failure.message)")
      if let remedy = failure.remedy { lines.append(remedy) }
    }
    lines += record.result?.warnings.map { "warning: \($0)" } ?? []
    return lines
  }

  /// Where it stands, in the words of every list.
  private static func word(of record: TaskRecord) -> String {
    switch record.state {
    case .leased: TaskStanding.running.word
    case .queued: TaskStanding.ready.word
    case .waiting: (record.reason == nil ? TaskStanding.waiting : .blocked).word
    default: record.state.rawValue
    }
  }

  /// The last lines of a file; at most its last 64 KiB are read.
  static func read(_ path: String, lines count: Int) -> [String] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    let end = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: end > 65536 ? end - 65536 : 0)
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(count).map(String.init)
  }
}
