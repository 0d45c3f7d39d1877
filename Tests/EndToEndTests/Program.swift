import Foundation
import Support

/// The built program, run as people run it.
struct Program {
  /// How one run ended.
  struct Ending {
    var code: Int32
    var wasKilled: Bool
    var result: String
    var message: String

    /// The result as a JSON object.
    var object: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(result.utf8))) as? [String: Any] ?? [:]
    }
  }

  /// The program beside the test bundle.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let places = [own, CommandLine.arguments.first ?? ""].map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("bauta").path
    }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "bauta"
  }()

  /// Files that take what a run says, and the run itself.
  struct Running {
    let process: Process
    let place: ScratchFolder

    /// Waits for the end.
    func ending() -> Ending {
      process.waitUntilExit()
      func text(_ name: String) -> String {
        String(decoding: (try? place.bytes(of: name)) ?? [], as: UTF8.self)
      }
      return Ending(
        code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
        result: text("out"), message: text("err"))
    }
  }

  /// Starts a run with a clean environment.
  static func start(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Running {
    let place = try ScratchFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": place.path, "LC_ALL": "C.UTF-8", "TERM": "dumb",
    ].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try file("out", in: place)
    process.standardError = try file("err", in: place)
    try process.run()
    return Running(process: process, place: place)
  }

  /// Runs to the end.
  static func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Ending {
    try start(arguments, environment: environment).ending()
  }

  private static func file(_ name: String, in place: ScratchFolder) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(fileURLWithPath: try place.write([], as: name)))
  }

  /// The processes that a process has started.
  static func children(of parent: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { id in
      let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
      let fields = text.drop { $0 != ")" }.dropFirst().split(separator: " ")
      return fields.count > 1 && Int32(fields[1]) == parent
    }
  }

  /// Whether a process is there and not a zombie.
  static func isAlive(_ id: Int32) -> Bool {
    let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
    let fields = text.drop { $0 != ")" }.dropFirst().split(separator: " ")
    return !fields.isEmpty && fields[0] != "Z"
  }
}

/// Waits until something holds, for a minute at most; whether it came to hold.
func eventually(within seconds: Double = 180, _ holds: () throws -> Bool) rethrows -> Bool {
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if try holds() { return true }
    usleep(50_000)
  }
  return try holds()
}
