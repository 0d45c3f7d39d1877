import Foundation
import Jobs
import Support
import Testing

@testable import Study

/// What ratings do to the results of a study.
@Suite(.serialized) struct CountedRatingTests {
  private static let yaml = """
    study: small
    methods: [quickshear]
    controls: [noise]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    parameters:
      quickshear: { buffer: 10mm }
    """

  private static func made(_ yaml: String = yaml) throws -> FinishedStudy {
    try FinishedStudy(yaml, subjects: 3) { TaskResult(values: "{\"nbv_ml\": \(1500 + $0)}") }
  }

  @Test func `a rejected result is a failure everywhere, and withdrawing gives it back`() throws {
    let made = try Self.made()
    let reader = made.study.reader()
    let before = try reader.snapshot()
    #expect(before.cohorts[0].agreement?.methods[0].complete == 3)
    try made.rate(1, .overstripped)
    let rejected = try reader.snapshot()
    let variant = try made.variant(rejected, 1)
    #expect(variant.state == .failed(step: "rating", kind: .rejectedByRater))
    #expect(variant.failure?.message == "1 of 1 rater rejected it: overstripped.")
    #expect(variant.values.isEmpty && variant.hasPicture)
    #expect(rejected.cohorts[0].standing.words == "2 of 3 complete, 1 failed")
    let rows = try #require(rejected.cohorts[0].agreement).methods
    #expect(rows.map(\.complete) == [2, 2] && rows.map(\.failures.count) == [1, 0])
    let line = ValuesTable.tsv(of: rejected.cohorts[0]).split(separator: "\n")
      .first { $0.hasPrefix("sub-02\tn/a\tquickshear") }
    #expect(line == "sub-02\tn/a\tquickshear\tfailed\trejected-by-rater\tn/a\tn/a")
    #expect(rejected.count(.failed) == 0, "no task has failed")

    _ = try made.study.paths.raterFile("ann").withdrawLast()
    let after = try reader.snapshot()
    #expect(try made.variant(after, 1) == made.variant(before, 1))
    #expect(after.cohorts[0].agreement?.methods == before.cohorts[0].agreement?.methods)
  }

  @Test(arguments: [("any", true), ("majority", false)])
  func `the study file says what several raters mean`(_ rule: String, _ isRejected: Bool) throws {
    let made = try Self.made(Self.yaml + "\nratings: { rule: \(rule) }")
    try made.rate(0, .fail)
    try made.rate(0, .pass, by: "bob")
    let variant = try made.variant(made.study.reader().snapshot(), 0)
    #expect((variant.state == .done) == !isRejected)
    #expect(variant.ratings.map(\.rating.rater) == ["ann", "bob"])
    try made.rate(0, .fail, by: "cleo")
    #expect(try made.variant(made.study.reader().snapshot(), 0).state != .done)
  }

  @Test(arguments: [
    ("ratings: { rule: most }", "line 8: 'rule' is 'most', not any or majority"),
    ("ratings: { rule: majorty }", "did you mean 'majority'?"),
    ("ratings: { rules: any }", "unknown key 'rules' in ratings"),
    ("ratings: any", "'ratings' must be a list of 'key: value' lines"),
  ])
  func `a mistaken rule is told`(_ line: String, _ says: String) throws {
    let error = #expect(throws: StudyError.self) { try Self.made(Self.yaml + "\n" + line) }
    #expect(error?.mistakes.map(\.description).joined().contains(says) == true)
  }

  @Test func `a rating of another picture counts no longer`() throws {
    let made = try Self.made()
    try made.rate(0, .fail)
    let changed = Self.yaml.replacingOccurrences(of: "10mm", with: "14mm")
    try made.folder.make("study.yaml", changed)
    let study = try made.reopened()
    let open = try made.variant(study.reader().snapshot(), 0)
    #expect(open.ratings.map(\.isOutdated) == [true] && !open.hasPicture)
    try made.finish()
    let snapshot = try study.reader().snapshot()
    #expect(try made.variant(snapshot, 0).state == .done)
    #expect(RatingTable(snapshot).tsv.contains("\tfalse\ttrue\n"))
    let summary = try #require(RatingSummary.all(snapshot, rule: .any).first)
    #expect(summary.outdated == 1 && summary.rated == 0 && summary.rejection.doubts == [.noTrials])
    try made.folder.make("study.yaml", Self.yaml)
    let back = try made.reopened()
    try made.finish()
    #expect(
      try made.variant(back.reader().snapshot(), 0).state != .done,
      "the same picture again, so the rating is that of this picture")
  }

  @Test func `nobody rates the full image or a control`() throws {
    let made = try Self.made()
    let variants = try made.study.reader().snapshot().cohorts[0].subjects[0].variants
    #expect(variants.map { $0.picture != nil } == [false, true, false])
  }

  @Test func `a picture is there before its measurement`() throws {
    let made = try Self.made()
    try made.rate(0, .fail)
    try made.study.store.rerun(TaskFilter(kinds: ["measure"]))
    let variant = try made.variant(made.study.reader().snapshot(), 0)
    #expect(variant.hasPicture && variant.state == .queued && variant.verdicts == [.fail])
  }

  @Test func `the table tells who said what of whom`() throws {
    let made = try Self.made()
    try made.rate(1, .fail)
    try made.rate(0, .pass)
    try made.rate(1, .unsure, by: "bob")
    let stray = Rating(
      id: "s", item: RatedItem(cohort: "old", subject: "sub-99", method: "plane"), picture: "p",
      verdict: .pass, rater: "bob", time: Date(timeIntervalSince1970: 0), isBlinded: true)
    try made.study.paths.raterFile("bob").append(stray)
    let snapshot = try made.study.reader().snapshot()
    let lines = RatingTable(snapshot).tsv.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines[0] == RatingTable.columns && lines.allSatisfy { $0.count == 10 })
    #expect(
      lines.dropFirst().map { "\($0[0]) \($0[4]) \($0[5])" } == [
        "sub-01 ann pass", "sub-02 ann fail", "sub-02 bob unsure", "sub-99 bob pass",
      ])
    #expect(
      lines[4] == [
        "sub-99", "n/a", "old", "plane", "bob", "pass", "n/a", "1970-01-01T00:00:00Z", "true",
        "true",
      ])
    #expect(RatingTable(snapshot, rater: "ann").rows.count == 2)
  }

  @Test func `pairs of raters are compared over what both rated`() throws {
    let made = try Self.made()
    for (subject, verdicts) in [(RaterVerdict.pass, RaterVerdict.pass), (.fail, .understripped)]
      .enumerated()
    {
      try made.rate(subject, verdicts.0)
      try made.rate(subject, verdicts.1, by: "bob")
    }
    try made.rate(2, .unsure)
    let pairs = RaterAgreement.all(try made.study.reader().snapshot())
    let pair = try #require(pairs.first)
    #expect(pairs.count == 1 && pair.raters == ("ann", "bob") && pair.pictures == 2)
    #expect(pair.kappa.value == 1 && pair.kappa.doubts.contains(.identical))
    #expect(pair.icc?.agreementSingle.value == 1)
  }

  @Test func `summaries count by method`() throws {
    let made = try Self.made()
    try made.rate(0, .pass)
    try made.rate(1, .understripped)
    let snapshot = try made.study.reader().snapshot()
    let summary = try #require(RatingSummary.all(snapshot, rule: .any).first)
    #expect(summary.pictures == 3 && summary.rated == 2 && summary.rejected == 1)
    #expect(summary.verdicts == [.pass: 1, .understripped: 1])
    #expect(abs(summary.rejection.wilson.upper - 0.9054687) < 1e-6)
    #expect(RatingSummary.all(snapshot, rule: .any, rater: "bob").first?.rated == 0)
  }
}

extension FinishedStudy {
  fileprivate func reopened() throws -> OpenStudy {
    let study = try opened()
    try study.enqueue()
    return study
  }

  fileprivate func variant(_ snapshot: StudySnapshot, _ subject: Int) throws -> VariantStatus {
    try #require(
      snapshot.cohorts.first?.subjects[subject].variants.first { $0.name == "quickshear" })
  }

  fileprivate func rate(
    _ subject: Int, _ verdict: RaterVerdict, by rater: String = "ann"
  ) throws {
    let snapshot = try study.reader().snapshot()
    let status = try #require(snapshot.cohorts.first?.subjects[subject])
    let picture = try #require(try variant(snapshot, subject).picture)
    try study.paths.raterFile(rater).append(
      Rating(
        item: RatedItem(status.subject, method: "quickshear"), picture: picture,
        verdict: verdict, note: "chin", rater: rater))
  }
}
