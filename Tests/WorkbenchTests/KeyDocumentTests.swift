import Foundation
import Testing

@testable import Workbench

@Suite struct KeyDocumentTests {
  /// `docs/keys.md` is written anew with BAUTA_UPDATE_DOCS=1, and the run fails so that it is read.
  @Test func documentIsTheTable() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/keys.md")
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_DOCS"] == "1" {
      try KeyDocument.markdown.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("docs/keys.md was written anew: read it")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == KeyDocument.markdown)
  }

  @Test func everyActionIsInTheDocument() {
    for action in ActionTable.all {
      #expect(KeyDocument.markdown.contains("| \(action.name) |"))
      #expect(KeyDocument.markdown.contains(action.help))
    }
  }
}
