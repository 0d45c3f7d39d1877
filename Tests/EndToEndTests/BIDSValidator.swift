import Foundation
import Support

/// The official validator of BIDS, where it is installed.
enum BIDSValidator {
  /// `BAUTA_BIDS_VALIDATOR`, else what `scripts/bids-validator` installed, else one on the path.
  static let path: String? = {
    let environment = ProcessInfo.processInfo.environment
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let folders =
      ["\(root)/.build/bids-validator/bin"]
      + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places =
      [environment["BAUTA_BIDS_VALIDATOR"]].compactMap { $0 }
      + folders.map { $0 + "/bids-validator-deno" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// What the validator calls an error in a dataset, one line each; it needs no network.
  static func errors(in dataset: String) throws -> [String] {
    guard let path else { return ["the validator is not there"] }
    let place = try ScratchFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [dataset, "--format", "json"]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": place.path, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1",
    ]
    process.standardInput = FileHandle.nullDevice
    let output = try place.write([], as: "out")
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let report = try JSONSerialization.jsonObject(with: Data(try place.bytes(of: "out")))
    guard let issues = (report as? [String: Any])?["issues"] as? [String: Any],
      let list = issues["issues"] as? [[String: Any]]
    else { return ["the report of the validator is not as expected"] }
    return list.filter { $0["severity"] as? String == "error" }.map { issue in
      ["code", "subCode", "location"].compactMap { issue[$0] as? String }.joined(separator: " ")
    }
  }
}
