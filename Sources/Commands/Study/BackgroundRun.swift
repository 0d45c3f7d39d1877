import Foundation
import Study

/// Starts `bauta run` as a process of its own that outlives the terminal.
struct BackgroundRun {
  var folder: String
  var arguments: [String]

  func start(_ console: Console) throws {
    let checked = try CheckedStudy.check(folder: folder)
    let log = checked.paths.engineFolder + "/logs/engine.log"
    try FileManager.default.createDirectory(
      atPath: checked.paths.engineFolder + "/logs", withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
    process.arguments = ["--fork", OwnProgram.path, "run", checked.paths.root] + arguments
    // In the environment the option would start yet another process in the background.
    process.environment = ProcessInfo.processInfo.environment.filter {
      $0.key != "BAUTA_BACKGROUND"
    }
    if !FileManager.default.fileExists(atPath: log) {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
    }
    guard let output = FileHandle(forWritingAtPath: log) else {
      throw CommandFailure(.cannotCreate, "the log of the engine cannot be written")
    }
    output.seekToEndOfFile()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
      process.waitUntilExit()
    } catch {
      throw CommandFailure(.failed, "the engine could not be started in the background")
    }
    console.note("the engine works in the background; 'bauta status' shows how far it is")
  }
}
