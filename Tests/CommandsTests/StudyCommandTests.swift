import Foundation
import Support
import Testing

@testable import Commands

struct StudyCommandTests {
  @Test func `init writes a study that checks`() async throws {
    let folder = try ScratchFolder()
    for name in ["data/sub-01/anat", "data/sub-02/anat"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
    _ = try folder.text(
      "data/participants.tsv", "participant_id\tsex\tdx\nsub-01\tF\tad\nsub-02\tM\tHC\n")
    let data = folder.file("data")
    let made = await Run("init", folder.path, "--bids", data, "--name", "try", "--cohort", "AD")
    #expect(made.code == 0 && made.result.isEmpty, "\(made.message)")
    let checked = await Run("check", folder.path, "--json")
    #expect(checked.code == 0 && checked.object["study"] as? String == "try")
    let cohorts = try #require(checked.object["cohorts"] as? [[String: Any]])
    #expect(cohorts.first?["subjects"] as? Int == 1, "the column 'dx' tells who belongs to it")
    let notes = try #require(checked.object["notes"] as? [String])
    #expect(notes == ["cohort AD: 1 of 1 subjects have no T1w image"])
    let both = await Run("init", folder.path, "--bids", data, "--table", "t.csv", "--force")
    #expect(both.code == 64)
    let again = await Run("init", folder.path, "--bids", data)
    #expect(again.code == 73 && again.message.contains("--force"))
  }

  @Test(arguments: [
    ("study", "data", "../data"), ("study", "study/data", "data"), (".", "data", "data"),
    ("a/b", "a/c/t.csv", "../c/t.csv"), ("study", "/data", "/data"), ("a", "a", "."),
  ])
  func `paths are written as seen from the study folder`(
    _ study: String, _ given: String, _ written: String
  ) {
    #expect(RelativePath.from(study, to: given) == written)
  }

  @Test func `init refuses answers that make no study`() async throws {
    let folder = try ScratchFolder()
    let run = await Run(
      "init", folder.path, "--bids", "data", "--outcome", "nbw", "--cohort", "A D")
    #expect(run.code == 64 || run.code == 65)
    #expect(run.message.contains("did you mean 'nbv'?") && run.message.contains("'A D'"))
    #expect(try folder.names.isEmpty)
    let silent = await Run("init", folder.path)
    #expect(silent.code == 64)
  }

  @Test func `check lists every mistake with its line`() async throws {
    let folder = try ScratchFolder()
    _ = try folder.text("study.yaml", "study: a\nmethods: [quickshare]\ncohorts: [{name: b}]\n")
    let run = await Run("check", folder.path)
    #expect(run.code == 65 && run.result.isEmpty)
    let notes = run.message.split(separator: "\n").filter { $0.hasPrefix("bauta:  note: line ") }
    #expect(notes.count == 3)
    #expect(run.message.contains("did you mean 'quickshear'?"))
  }

  @Test func `the themes of the product are sound`() async {
    let check = await Run("themes", "check")
    #expect(check.code == 0, "\(check.result)")
    let list = await Run("themes", "--json")
    #expect((list.json as? [String])?.contains("lagoon") == true)
  }

  @Test func `doctor gives one JSON value and plain lines`() async {
    let json = await Run("doctor", "--json")
    #expect(
      json.code == 0 && json.object["version"] is String && json.object["template"] is [String: Any]
    )
    let text = await Run("doctor")
    #expect(text.code == 0 && text.result.contains("template"))
  }
}
