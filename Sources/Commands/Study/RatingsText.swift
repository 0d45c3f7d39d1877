import Agreement
import Study

/// Counts of ratings and agreement of raters as lines of plain text.
struct RatingsText {
  private let summaries: [RatingSummary]
  private let rule: RatingRule

  init(_ summaries: [RatingSummary], rule: RatingRule) {
    (self.summaries, self.rule) = (summaries, rule)
  }

  /// One line for each cohort and method that has pictures or ratings, and what the rule is.
  var counts: [String] {
    let names = summaries.map { "\($0.cohort) \($0.method)" }
    let width = names.map(\.count).max() ?? 0
    let meaning =
      rule == .any
      ? "one rater who rejects is enough" : "more than half of the raters must reject"
    return ["rejected of rated (95 % CI by Wilson); \(meaning)"]
      + zip(names, summaries).map { name, summary in
        "  " + name + String(repeating: " ", count: width - name.count) + "  " + words(summary)
      }
  }

  private func words(_ summary: RatingSummary) -> String {
    let said = RaterVerdict.allCases.compactMap { verdict in
      summary.verdicts[verdict].map { "\($0) \(verdict.word)" }
    }
    let count = summary.verdicts.values.reduce(0, +)
    let old = summary.outdated > 0 ? ["\(summary.outdated) outdated, not counted"] : []
    return
      ([
        rejected(summary), "\(summary.rated) of \(Plural.of(summary.pictures, "picture")) rated",
        said.isEmpty ? nil : "\(Plural.of(count, "rating")): \(said.joined(separator: ", "))",
      ].compactMap { $0 } + old).joined(separator: "; ")
  }

  private func rejected(_ summary: RatingSummary) -> String {
    guard summary.rated > 0 else { return "none rated" }
    let share = FixedText.of(100 * summary.rejection.estimate, 1)
    let ends = summary.rejection.wilson
    return "\(summary.rejected) of \(summary.rated), \(share) % "
      + "(\(FixedText.of(100 * ends.lower, 1)) to \(FixedText.of(100 * ends.upper, 1)))"
  }

  /// How far each two raters say the same, with what cannot be said.
  func lines(of pairs: [RaterAgreement]) -> [String] {
    guard !pairs.isEmpty else {
      return [
        "", "No two raters have rated a picture in common, so there is no agreement to tell.",
      ]
    }
    let heading = "agreement of raters (95 % CI); weighted over fail < unsure < pass"
    return ["", heading] + pairs.flatMap(lines)
  }

  private func lines(of pair: RaterAgreement) -> [String] {
    let names = "\(pair.raters.first) and \(pair.raters.second)"
    let icc = pair.icc?.agreementSingle
    let figures = [
      figure("kappa", pair.kappa.value, pair.kappa.interval),
      figure("weighted kappa", pair.weightedKappa.value, pair.weightedKappa.interval),
      figure("ICC(A,1)", icc?.value ?? .nan, icc?.interval),
    ]
    return [
      "  \(names), \(Plural.of(pair.pictures, "picture")): \(figures.joined(separator: ", "))"
    ]
      + pair.doubts.map { "    \($0.sentence)" }
  }

  private func figure(_ name: String, _ value: Double, _ interval: Interval?) -> String {
    guard value.isFinite else { return "\(name) undefined" }
    let number = "\(name) \(FixedText.of(value, 3))"
    guard let interval, interval.isFinite else { return number }
    return number + " (\(FixedText.of(interval.lower, 3)) to \(FixedText.of(interval.upper, 3)))"
  }
}
