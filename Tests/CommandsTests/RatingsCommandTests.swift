import Foundation
import Jobs
import Study
import Support
import Testing

@testable import Commands

/// `bauta ratings` over a study whose every task has a result.
@Suite(.serialized) struct RatingsCommandTests {
  private let folder: ScratchFolder
  private let template: String
  private let study: OpenStudy

  init() throws {
    folder = try ScratchFolder()
    for name in ["sub-01", "sub-02", "sub-03"] {
      let anat = "\(folder.path)/data/\(name)/anat"
      try FileManager.default.createDirectory(atPath: anat, withIntermediateDirectories: true)
      _ = try folder.write(Array(name.utf8), as: "data/\(name)/anat/\(name)_T1w.nii.gz")
    }
    _ = try folder.text(
      "study.yaml",
      "study: try\nmethods: [quickshear, plane]\ncohorts: [{name: AD, outcome: nbv, bids: data}]\n")
    template = try folder.write([1], as: "head.nii.gz")
    study = try OpenStudy.open(
      folder: folder.path, search: TemplateSearch(option: template), threads: 1)
    try study.enqueue()
    while let lease = try study.store.claim(Claimant(owner: "me", version: "1"), limit: 1).first {
      try study.store.complete(lease, TaskResult(values: #"{"nbv_ml": 1500}"#))
    }
  }

  private func rate(_ rater: String, _ verdicts: [RaterVerdict], method: String = "quickshear")
    throws
  {
    let cohort = try study.reader().snapshot().cohorts[0]
    for (subject, verdict) in zip(cohort.subjects, verdicts) {
      let picture = subject.variants.first { $0.name == method }?.picture
      try study.paths.raterFile(rater).append(
        Rating(
          item: RatedItem(subject.subject, method: method), picture: picture ?? "",
          verdict: verdict, note: verdict == .fail ? "chin" : "", rater: rater,
          time: Date(timeIntervalSince1970: 0)))
    }
  }

  private func run(_ words: String...) async -> Run {
    await Run(list: ["ratings", folder.path, "--template", template] + words)
  }

  @Test func `the table is printed, or written beside the counts`() async throws {
    let empty = await run()
    #expect(empty.code == 0 && empty.message.contains("nothing is rated yet"))
    try rate("ann", [.pass, .fail, .unsure])
    let table = await run()
    #expect(
      table.result == """
        participant_id\tsession_id\tcohort\tmethod\trater\tverdict\tnote\ttime\tblinded\toutdated
        sub-01\tn/a\tAD\tquickshear\tann\tpass\tn/a\t1970-01-01T00:00:00Z\tfalse\tfalse
        sub-02\tn/a\tAD\tquickshear\tann\tfail\tchin\t1970-01-01T00:00:00Z\tfalse\tfalse
        sub-03\tn/a\tAD\tquickshear\tann\tunsure\tn/a\t1970-01-01T00:00:00Z\tfalse\tfalse

        """)
    let file = folder.file("out.tsv")
    let counts = await run("-o", file)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == table.result)
    #expect(
      counts.result.contains(
        "  AD quickshear  1 of 3, 33.3 % (6.1 to 79.2); 3 of 3 pictures rated; 3 ratings: 1 pass, 1 fail, 1 unsure"
      ))
    #expect(counts.result.contains("  AD plane       none rated; 0 of 3 pictures rated"))
    #expect(!counts.result.contains("sub-"))
    let again = await run("-o", file)
    #expect(again.code == 73 && again.message.contains("--force"))
    #expect(await run("-o", file, "--force").code == 0)
  }

  @Test func `pairs of raters are compared`() async throws {
    try rate("ann", [.pass, .fail, .unsure])
    #expect(
      await run("--agreement").result.contains("No two raters have rated a picture in common"))
    try rate("bob", [.pass, .understripped, .pass])
    let text = await run("--agreement").result
    #expect(text.contains("  ann and bob, 3 pictures: kappa 0.500 ("), "\(text)")
    #expect(text.contains("weighted kappa 0.800 ("), "\(text)")
    #expect(text.contains("ICC(A,1) 0.857 ("), "\(text)")
    let report = await run("--json").object
    let pair = try #require((report["pairs"] as? [[String: Any]])?.first)
    #expect(pair["pictures"] as? Int == 3 && pair["raters"] as? [String] == ["ann", "bob"])
    #expect((report["ratings"] as? [Any])?.count == 6 && report["rule"] as? String == "any")
    try rate("cleo", [.pass])
    let hers = await run("--rater", "cleo", "--agreement")
    #expect(hers.result.contains("ann and cleo, 1 picture: kappa undefined"), "\(hers.result)")
    #expect(hers.result.contains("bob and cleo") && !hers.result.contains("ann and bob"))
    #expect(hers.message.contains("only what 'cleo' says is told"))
    let only = await run("--rater", "bob")
    #expect(only.result.split(separator: "\n").count == 4)
  }

  @Test func `what cannot be said is no number`() async throws {
    try rate("ann", [.pass, .pass, .pass])
    try rate("bob", [.pass, .pass, .pass])
    let text = await run("--agreement").result
    #expect(text.contains("kappa undefined, weighted kappa undefined, ICC(A,1) undefined"))
    #expect(text.contains("All values are the same, so agreement is undefined."))
    #expect(!text.contains("nan"))
    let pair = try #require((await run("--json").object["pairs"] as? [[String: Any]])?.first)
    #expect(pair["kappa"] is NSNull && pair["icc_a1"] is NSNull)
  }

  @Test func `a broken line is said, and an unknown rater refused`() async throws {
    try rate("ann", [.pass])
    let handle = try #require(FileHandle(forWritingAtPath: folder.file(".bauta/ratings/ann.jsonl")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"id":"#.utf8))
    try handle.close()
    let table = await run()
    #expect(table.code == 0 && table.message.contains("the last line was cut off"))
    let stranger = await run("--rater", "anne")
    #expect(stranger.code == 64 && stranger.message.contains("did you mean 'ann'?"))
    #expect(await run("-o", folder.file("ratings.csv")).code == 64)
  }

  @Test func `a rejected result is told by status`() async throws {
    try rate("ann", [.pass, .overstripped])
    let status = await Run("status", folder.path, "--template", template)
    #expect(status.result.contains("2 of 3 complete, 1 failed"))
    #expect(
      status.result.contains(
        "AD 2/3 quickshear rating: rejected-by-rater: 1 of 1 rater rejected it: overstripped."))
  }

  @Test(arguments: [
    (["--rater", "../ann"], "'-ann'"), (["--rater", ""], "'rater'"),
    (["--seed", "7"], "give both, or neither"), (["--blind", "--seed", "x"], "seed"),
  ])
  func `options of the workbench are checked`(_ words: [String], _ says: String) async {
    let run = await Run(list: ["open", folder.path] + words)
    #expect(run.code == 64 && run.message.contains(says), "\(run.message)")
  }
}
