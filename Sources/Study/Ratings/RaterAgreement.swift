import Agreement

/// How far two raters say the same of the pictures that both have rated.
public struct RaterAgreement: Sendable {
  /// The two raters, by name.
  public var raters: (first: String, second: String)
  /// Pictures that both rated and that are still there.
  public var pictures: Int
  /// κ over fail, unsure and pass; both kinds of stripping are failures.
  public var kappa: CohenKappa
  /// The same weighted by the square of the distance on that scale.
  public var weightedKappa: CohenKappa
  /// ICC(A,1) of the scores 0, 1 and 2; nil with fewer than two pictures.
  public var icc: IntraclassCorrelation?

  /// Every pair of raters who rated at least one picture in common.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - rater: who must be one of them; nil for all pairs.
  /// - Returns: the pairs, by name.
  public static func all(_ snapshot: StudySnapshot, of rater: String? = nil) -> [RaterAgreement] {
    let rated = snapshot.cohorts.flatMap(\.subjects).flatMap(\.variants).map { variant in
      Dictionary(
        variant.ratings.filter { !$0.isOutdated }.map { ($0.rating.rater, $0.rating.verdict) },
        uniquingKeysWith: { first, _ in first })
    }
    let raters = Set(rated.flatMap(\.keys)).sorted()
    return raters.indices.flatMap { first in
      raters[(first + 1)...].filter { [nil, raters[first], $0].contains(rater) }.compactMap {
        RaterAgreement(raters[first], $0, rated: rated)
      }
    }
  }

  private init?(_ first: String, _ second: String, rated: [[String: RaterVerdict]]) {
    let pairs = rated.compactMap { verdicts in
      verdicts[first].flatMap { one in verdicts[second].map { (one.grade, $0.grade) } }
    }
    self.init(first, second, pairs: pairs)
  }

  /// The agreement over pairs of grades; nil without any.
  init?(_ first: String, _ second: String, pairs: [(RaterVerdict.Grade, RaterVerdict.Grade)]) {
    let (one, two) = (pairs.map(\.0.rawValue), pairs.map(\.1.rawValue))
    let count = RaterVerdict.Grade.allCases.count
    guard !pairs.isEmpty,
      let kappa = try? CohenKappa(one, two, categories: count),
      let weighted = try? CohenKappa(one, two, categories: count, weighting: .quadratic)
    else { return nil }
    (raters, pictures) = ((first, second), pairs.count)
    (self.kappa, weightedKappa) = (kappa, weighted)
    let scores = zip(one, two).map { [Double($0), Double($1)] }
    icc = (try? SubjectTable(rows: scores)).map { IntraclassCorrelation($0) }
  }
}
