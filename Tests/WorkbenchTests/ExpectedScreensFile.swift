import Foundation

/// Writes `ExpectedScreens.swift` beside this file.
enum ExpectedScreensFile {
  static func write(_ name: String, _ text: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    var all = written.isEmpty ? [:] : written
    all[name] = text
    written = all
    var lines = [
      "// Written by ScreenTests with BAUTA_UPDATE_SCREENS=1, then read by a person. Long, since it holds",
      "// whole screens and nothing else.",
      "// swift-format-ignore-file", "", "let expectedScreens: [String: String] = [",
    ]
    for key in all.keys.sorted() {
      lines += ["\"\(key)\": #\"\"\"", all[key] ?? "", "\"\"\"#,"]
    }
    lines.append("]")
    let file = folder.appendingPathComponent("ExpectedScreens.swift")
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
  }

  // Only the serialised screen tests write.
  nonisolated(unsafe) private static var written: [String: String] = [:]
}
