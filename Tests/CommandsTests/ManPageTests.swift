import Foundation
import Testing
import Workbench

@testable import Commands

struct ManPageTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/man/bauta.1")

  /// The page is written anew with BAUTA_UPDATE_DOCS=1, and the run fails so that it is read.
  @Test func `the page is what commands and actions say`() throws {
    let page = try #require(ManPage.text(toolInfo: Root._dumpHelp()))
    let found = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_DOCS"] != nil, found != page {
      try FileManager.default.createDirectory(
        at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try page.write(to: Self.file, atomically: true, encoding: .utf8)
      Issue.record("docs/man/bauta.1 was written anew: read it")
      return
    }
    #expect(
      found == page,
      "docs/man/bauta.1 is stale: BAUTA_UPDATE_DOCS=1 ./scripts/test --filter ManPage")
  }

  @Test func `every command, action and exit code stands in it`() throws {
    let page = try #require(ManPage.text(toolInfo: Root._dumpHelp()))
    for group in Root.configuration.groupedSubcommands {
      for command in group.subcommands {
        #expect(page.contains("bauta \(ManPage.text(command._commandName))"), "\(command)")
      }
    }
    for action in ActionTable.all { #expect(page.contains("\\fI\(action.name)\\fR")) }
    for code in ExitCode.allCases { #expect(page.contains("\n.B \(code.rawValue)\n")) }
    #expect(page.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test(arguments: [
    ("--seed", "\\-\\-seed"), (".bauta", "\\&.bauta"), ("it's", "it\\(aqs"), ("a\\b", "a\\eb"),
    ("^L", "\\(haL"),
  ])
  func `what roff would take for a command stands for itself`(_ text: String, _ page: String) {
    #expect(ManPage.text(text) == page)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/man")))
  func `man finds nothing to warn of`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/man")
    process.arguments = ["--warnings", "-l", "-Tutf8", Self.file.path]
    process.environment = ["LC_ALL": "C.UTF-8", "MANPAGER": "cat", "PATH": "/usr/bin:/bin"]
    let (out, err) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (out, err)
    try process.run()
    let text = out.fileHandleForReading.readDataToEndOfFile()
    let warnings = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(String(decoding: warnings, as: UTF8.self) == "")
    #expect(String(decoding: text, as: UTF8.self).contains("Partly done: some tasks failed"))
  }
}
