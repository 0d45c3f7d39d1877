import Foundation
import Jobs
import Study

/// Starts `bauta run` as a process of its own that outlives the terminal.
struct BackgroundRun {
  var folder: String
  var arguments: [String]
  /// How long to watch it begin, in seconds; a study of very many images is read for longer.
  var patienceSeconds = 60.0

  /// Returns when the engine is at work.
  ///
  /// - Throws: ``CommandFailure`` with the last words of the engine when it ended instead.
  func start(_ console: Console) throws {
    let paths = try CheckedStudy.check(folder: folder).paths
    guard EngineLock.holder(folder: paths.engineFolder) == nil else {
      return console.note("an engine is at work already; 'bauta status' shows how far it is")
    }
    let logs = paths.engineFolder + "/logs"
    try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
    let log = EngineLog(path: logs + "/engine.log")
    guard
      let engine = DetachedProgram(
        [OwnProgram.path, "run", paths.root] + arguments, log: log.path)
    else { throw CommandFailure(.failed, "the engine could not be started in the background") }
    try watch(engine, log, paths.engineFolder, console)
  }

  private func watch(
    _ engine: DetachedProgram, _ log: EngineLog, _ folder: String, _ console: Console
  ) throws {
    let began = ContinuousClock.now
    var isTold = false
    while EngineLock.holder(folder: folder) == nil {
      if engine.hasEnded(withinMS: 20) {
        guard let words = log.problem else { break }
        throw CommandFailure(
          .failed, "the engine ended before it began: \(words)",
          remedy: "try 'bauta run' without '--background'", path: log.path)
      }
      let waited = ContinuousClock.now - began
      if waited > .seconds(patienceSeconds) { break }
      if waited > .seconds(1.5), !isTold {
        console.note("the engine reads the study; it is watched for \(Int(patienceSeconds)) s")
        isTold = true
      }
    }
    console.note("the engine works in the background; 'bauta status' shows how far it is")
  }
}

/// What the engine of a study wrote since some moment.
private struct EngineLog {
  let path: String
  private let begin: UInt64

  init(path: String) {
    self.path = path
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
    begin = size.flatMap { $0 } ?? 0
  }

  /// The sentence of the first error since then; nil when there was none.
  var problem: String? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let lines = String(decoding: bytes.dropFirst(Int(begin)), as: UTF8.self).split(separator: "\n")
    let mark = "error: "
    return lines.lazy.compactMap { line in
      line.range(of: mark).map { String(line[$0.upperBound...]) }
    }.first
  }
}
