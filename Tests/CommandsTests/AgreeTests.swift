import Foundation
import Support
import Testing

@testable import Commands

struct AgreeTests {
  private static let wide = """
    subject,full,a,b
    1,10,11,10.5
    2,12,12.5,12
    3,14,13.5,14.25
    4,16,16.5,
    5,18,19,18
    """

  /// Keys that others rely on.
  private static let keys: Set<String> = [
    "n_total", "n_complete", "mean_reference", "mean_test", "mean_difference",
    "difference_ci95", "sd_difference", "t", "df", "p", "p_holm", "icc_a1", "icc_a1_ci95", "icc_c1",
    "loa_lower", "loa_upper", "ccc",
  ]

  private static var long: String {
    let rows = wide.split(separator: "\n").dropFirst().flatMap { line -> [String] in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return zip(["full", "a", "b"], cells.dropFirst()).map { "\(cells[0])\t\($0)\t\($1)" }
    }
    return (["id\tmethod\tvalue"] + rows).joined(separator: "\n")
  }

  @Test func `wide and long tables give the same one JSON value`() async throws {
    let folder = try ScratchFolder()
    let wide = try folder.text("w.csv", Self.wide)
    let long = try folder.text("l.tsv", Self.long)
    let first = await Run(
      "agree", wide, "--reference", "full", "--test", "a", "--test", "b", "--subject", "subject",
      "--json")
    let second = await Run(
      "agree", long, "--subject", "id", "--method", "method", "--value", "value",
      "--reference-level", "full", "--json")
    #expect(first.code == 0 && first.message.isEmpty)
    #expect(first.result == second.result)
    let methods = try #require(first.object["methods"] as? [[String: Any]])
    #expect(methods.compactMap { $0["method"] as? String } == ["a", "b"])
    for method in methods {
      #expect(Self.keys.subtracting(method.keys).isEmpty, "\(Self.keys.subtracting(method.keys))")
      #expect(method["n_total"] as? Int == 5 && method["n_complete"] as? Int == 4)
    }
    // By hand: differences of a are 1, 0.5, -0.5, 1 over the complete cases.
    #expect(methods[0]["mean_difference"] as? Double == 0.5)
    let t = try #require(methods[0]["t"] as? Double)
    #expect(abs(t - 0.5 / ((0.5 as Double).squareRoot() / 2)) < 1e-12)
    let pairwise = await Run(
      "agree", wide, "--reference", "full", "--test", "a", "--pairwise", "--json")
    let only = try #require((pairwise.object["methods"] as? [[String: Any]])?.first)
    #expect(only["n_complete"] as? Int == 5)
  }

  @Test func `text shows the same numbers`() async throws {
    let folder = try ScratchFolder()
    let wide = try folder.text("w.csv", Self.wide)
    let run = await Run("agree", wide, "--reference", "full", "--test", "a", "--subject", "subject")
    #expect(run.code == 0 && run.message.isEmpty)
    #expect(run.result.contains("a ") && run.result.contains("0.5"))
  }

  @Test func `what is wrong with a table is told line by line`() async throws {
    let folder = try ScratchFolder()
    let bad = try folder.text("b.csv", "subject,full,a\n1,x,2\n2,3\n")
    let run = await Run("agree", bad, "--reference", "full", "--test", "a")
    #expect(run.code == 65 && run.result.isEmpty)
    #expect(run.message.contains("note:") && run.message.contains("3"))
    let stray = await Run(
      "agree", try folder.text("w.csv", Self.wide), "--reference", "ful", "--test", "a")
    #expect(stray.code == 65 && stray.message.contains("Did you mean 'full'?"))
    let empty = await Run("agree", try folder.text("e.csv", ""), "--reference", "a")
    #expect(empty.code == 65)
  }
}
