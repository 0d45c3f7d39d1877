import Foundation
import Testing

@testable import Commands

struct TextTests {
  @Test(arguments: [
    (0.0, "0 s"), (0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (185, "3 min 05 s"),
    (3599.6, "1 h 00 min"), (7800, "2 h 10 min"), (.nan, "unknown"), (-1, "unknown"),
    (.infinity, "unknown"),
  ])
  func `times as people say them`(_ seconds: Double, _ text: String) {
    #expect(ProgressBar.duration(seconds) == text)
  }

  @Test(arguments: [
    (1.005, 2, "1.00"), (1.995, 1, "2.0"), (-0.04, 1, "0.0"), (-1.25, 1, "-1.3"), (12, 0, "12"),
    (.nan, 2, "nan"), (1e20, 1, "1e+20"), (0.05, 1, "0.1"),
  ])
  func `numbers with a fixed count of decimals`(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(FixedText.of(value, decimals) == text)
  }

  @Test func `the bar stays within its width whatever is done`() {
    for share in [-1, 0, 0.5, 1, 7, Double.nan] {
      let line = ProgressBar.line(share, "3 of 9 tasks", 60)
      #expect(line.hasPrefix("[") && line.contains("] ") && line.hasSuffix("1 min 00 s left"))
      #expect(line.prefix { $0 != "]" }.count == 25)
    }
    #expect(StepProgress.line(item: 0, count: 1, step: "reading", seconds: 3) == "reading … 3 s")
    #expect(
      StepProgress.line(item: 1, count: 3, step: "reading", seconds: 10)
        == "image 2 of 3, reading … 10 s, 20 s left")
  }

  @Test func `numbers that are not finite become null`() throws {
    let text = JSONText.of(["a": Double.nan, "b": .infinity, "c": 1.5])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["a"] is NSNull && object?["b"] is NSNull && object?["c"] as? Double == 1.5)
  }

  @Test(arguments: [
    ("RAS", true), ("lpi", true), ("PIR", true), ("RAX", false), ("RL", false), ("RRS", false),
    ("", false), ("RASL", false),
  ])
  func `axis codes`(_ code: String, _ isCode: Bool) {
    #expect(ConvertCommand.isCode(code) == isCode)
  }

  @Test func `exit codes are those of the table`() {
    #expect(Commands.ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 64, 65, 66, 73, 75, 130])
  }
}
