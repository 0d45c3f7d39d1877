import Agreement
import Study

/// The ratings of a study as JSON.
struct RatingsReport: Encodable {
  struct Entry: Encodable {
    var participant_id: String
    var session_id: String?
    var cohort: String
    var method: String
    var rater: String
    var verdict: String
    var note: String?
    var time: String
    var blinded: Bool
    var outdated: Bool
  }

  struct Method: Encodable {
    var cohort: String
    var method: String
    var pictures: Int
    var rated: Int
    var rejected: Int
    var rejected_share: Double
    var rejected_share_ci95: Interval
    var verdicts: [String: Int]
    var outdated: Int
  }

  struct Pair: Encodable {
    var raters: [String]
    var pictures: Int
    var kappa: Double
    var kappa_ci95: Interval?
    var weighted_kappa: Double
    var weighted_kappa_ci95: Interval?
    var icc_a1: Double
    var icc_a1_ci95: Interval?
    var flags: [String]
  }

  var rule: String
  var ratings: [Entry]
  var methods: [Method]
  var pairs: [Pair]

  init(
    _ table: RatingTable, rule: RatingRule, summaries: [RatingSummary], pairs: [RaterAgreement]
  ) {
    self.rule = rule.rawValue
    ratings = table.rows.map(Entry.init)
    methods = summaries.map(Method.init)
    self.pairs = pairs.map(Pair.init)
  }
}

extension RatingsReport.Entry {
  fileprivate init(_ row: RatingTable.Row) {
    let rating = row.rating
    self.init(
      participant_id: rating.item.subject, session_id: rating.item.session,
      cohort: rating.item.cohort, method: rating.item.method, rater: rating.rater,
      verdict: rating.verdict.word, note: rating.note.isEmpty ? nil : rating.note,
      time: rating.timeText, blinded: rating.isBlinded, outdated: row.isOutdated)
  }
}

extension RatingsReport.Method {
  fileprivate init(_ summary: RatingSummary) {
    self.init(
      cohort: summary.cohort, method: summary.method, pictures: summary.pictures,
      rated: summary.rated, rejected: summary.rejected,
      rejected_share: summary.rejection.estimate, rejected_share_ci95: summary.rejection.wilson,
      verdicts: Dictionary(
        uniqueKeysWithValues: RaterVerdict.allCases.map { ($0.word, summary.verdicts[$0] ?? 0) }),
      outdated: summary.outdated)
  }
}

extension RatingsReport.Pair {
  fileprivate init(_ pair: RaterAgreement) {
    let icc = pair.icc?.agreementSingle
    self.init(
      raters: [pair.raters.first, pair.raters.second], pictures: pair.pictures,
      kappa: pair.kappa.value, kappa_ci95: pair.kappa.interval,
      weighted_kappa: pair.weightedKappa.value, weighted_kappa_ci95: pair.weightedKappa.interval,
      icc_a1: icc?.value ?? .nan, icc_a1_ci95: icc?.interval, flags: pair.doubts.map(\.rawValue))
  }
}

extension RaterAgreement {
  /// Reasons for care, each once.
  var doubts: [Doubt] {
    let all = kappa.doubts + (icc?.doubts ?? [])
    return Doubt.allCases.filter(all.contains)
  }
}
