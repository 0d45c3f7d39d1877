import Agreement
import Jobs
import Support
import Testing

@testable import Study

/// Acceptance 14: two people judge what three methods made of three heads, without knowing which is
/// which, and how far they agree is told.
@Suite(.serialized) struct AcceptanceRatingTests {
  private static let yaml = """
    study: judged
    methods: [quickshear, facemasking, defacing]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    """

  /// What each said, in the order of subjects and methods.
  private static let ann: [RaterVerdict] = [
    .pass, .pass, .fail, .unsure, .pass, .understripped, .overstripped, .pass, .pass,
  ]
  private static let bob: [RaterVerdict] = [
    .pass, .unsure, .understripped, .unsure, .pass, .pass, .fail, .pass, .overstripped,
  ]

  private static func judged() throws -> StudySnapshot {
    let made = try FinishedStudy(yaml, subjects: 3) {
      TaskResult(values: "{\"nbv_ml\": \(1500 + $0)}")
    }
    let cohort = try made.study.reader().snapshot().cohorts[0]
    let pictures = cohort.subjects.flatMap { subject in
      subject.variants.compactMap { variant in
        variant.picture.map { (subject.subject, variant.name, $0) }
      }
    }
    for (rater, verdicts) in [("ann", ann), ("bob", bob)] {
      for ((subject, method, picture), verdict) in zip(pictures, verdicts) {
        try made.study.paths.raterFile(rater).append(
          Rating(
            item: RatedItem(subject, method: method), picture: picture, verdict: verdict,
            rater: rater, isBlinded: true, seed: 7))
      }
    }
    // the folder of the study goes with it
    return try withExtendedLifetime(made) { try made.study.reader().snapshot() }
  }

  @Test("14: the words are those that raters of other tools use")
  func vocabulary() {
    #expect(
      RaterVerdict.allCases.map(\.word) == [
        "pass", "fail", "unsure", "overstripped", "understripped",
      ])
  }

  @Test("14: kappa and ICC of two blinded raters over all pictures of all methods")
  func agreement() throws {
    let snapshot = try Self.judged()
    let pairs = RaterAgreement.all(snapshot)
    let pair = try #require(pairs.first)
    #expect(pairs.count == 1 && pair.raters == ("ann", "bob") && pair.pictures == 9)
    // worked out apart from this program
    #expect(abs(pair.kappa.value - 0.46) < 1e-9)
    #expect(abs(pair.weightedKappa.value - 50.0 / 131) < 1e-9)
    #expect(abs(try #require(pair.icc).agreementSingle.value - 25.0 / 61) < 1e-9)
    let ratings = snapshot.cohorts[0].subjects.flatMap(\.variants).flatMap(\.ratings)
    #expect(ratings.count == 18 && ratings.allSatisfy { $0.rating.isBlinded })
  }

  @Test("14: each method tells how many of its pictures were rejected")
  func rejection() throws {
    let snapshot = try Self.judged()
    let rows = RatingSummary.all(snapshot, rule: .any)
    #expect(rows.map(\.method) == ["quickshear", "facemasking", "defacing"])
    #expect(rows.map(\.rated) == [3, 3, 3])
    #expect(rows.map(\.rejected) == [1, 0, 3])
    let strict = RatingSummary.all(snapshot, rule: .majority)
    #expect(strict.map(\.rejected) == [1, 0, 1])
  }
}
