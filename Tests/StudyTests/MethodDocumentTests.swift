import Defacing
import Foundation
import Testing

struct MethodDocumentTests {
  /// Pages are written anew with BAUTA_UPDATE_DOCS=1, and the run fails so that they are read.
  @Test(arguments: EveryMethodTests.methods)
  func `the page of a method says what its comment and its parameters say`(_ name: String) throws {
    let page = MethodDocument(method: try #require(Defacers.named(name)))
    let found = (try? String(contentsOf: page.url, encoding: .utf8)) ?? ""
    let expected = try page.text(keeping: found)
    #expect(expected.contains("///") == false && expected.contains("20"), "no comment with a paper")
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_DOCS"] != nil, found != expected {
      try expected.write(to: page.url, atomically: true, encoding: .utf8)
      Issue.record("docs/methods/\(name).md was written anew: read it")
      return
    }
    #expect(
      found == expected,
      "docs/methods/\(name).md is stale: BAUTA_UPDATE_DOCS=1 ./scripts/test --filter MethodDocument"
    )
    // Writing it again changes nothing.
    #expect(try page.text(keeping: expected) == expected)
  }
}
