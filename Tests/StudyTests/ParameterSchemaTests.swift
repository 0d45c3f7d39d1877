import Foundation
import Testing

@testable import Study

/// The one table of parameters, and the JSON Schema that is made of it.
struct ParameterSchemaTests {
  private static let file = MethodDocument.root.appendingPathComponent("docs/study.schema.json")
  private static let start = "    \"parameters\": "
  private static let end = ",\n    \"images\": {"

  /// The part is written anew with BAUTA_UPDATE_DOCS=1, and the run fails so that it is read.
  @Test func `the JSON Schema says what the table says`() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let start = try #require(text.range(of: Self.start)?.upperBound)
    let end = try #require(text.range(of: Self.end)?.lowerBound)
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_DOCS"] != nil,
      text[start..<end] != ParameterJSONSchema.text
    {
      let written = text[..<start] + ParameterJSONSchema.text + text[end...]
      try String(written).write(to: Self.file, atomically: true, encoding: .utf8)
      Issue.record("docs/study.schema.json was written anew: read it")
      return
    }
    #expect(
      text[start..<end] == ParameterJSONSchema.text,
      "stale: BAUTA_UPDATE_DOCS=1 ./scripts/test --filter ParameterSchemaTests")
    #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil)
  }

  @Test(arguments: ParameterSchema.all)
  func `every default is accepted, and every parameter says what it means`(
    _ schema: ParameterSchema
  ) {
    for entry in schema.entries {
      #expect(entry.accepts(entry.fallback), "\(schema.owner).\(entry.name)")
      #expect(entry.summary.hasSuffix("."), "\(schema.owner).\(entry.name)")
      #expect(!entry.expected.isEmpty)
    }
  }

  @Test(arguments: [
    ("quickshear", "buffer", "0.05mm"), ("quickshear", "buffer", "101mm"),
    ("quickshear", "buffer", "201vox"), ("quickshear", "buffer", "nanmm"),
    ("plane", "angle", "76deg"), ("plane", "angle", "-1deg"), ("noise", "fraction", "0"),
    ("noise", "fraction", "inf"), ("noise", "seed", "-1"), ("facemasking", "keep", "chin"),
    ("mask-warp", "polarity", "away"), ("defacing", "regions", ""),
  ])
  func `what lies out of range is refused`(_ owner: String, _ name: String, _ value: String) throws
  {
    let schema = try #require(ParameterSchema.of(owner))
    #expect(schema.mistakes(in: [name: value]).count == 1)
  }
}
