import Agreement

/// What raters say of one method in one cohort, counted.
public struct RatingSummary: Sendable, Equatable {
  /// Name of the cohort.
  public var cohort: String
  /// Name of the method.
  public var method: String
  /// Pictures that are there.
  public var pictures: Int
  /// Pictures with at least one rating that counts.
  public var rated: Int
  /// Rated pictures that are rejected by the rule of the study.
  public var rejected: Int
  /// Ratings that count, by verdict.
  public var verdicts: [RaterVerdict: Int]
  /// Ratings that no longer count.
  public var outdated: Int

  /// Rejected of rated, with Wilson's interval.
  public var rejection: Proportion { Proportion(events: rejected, cases: rated) }

  /// The counts of every method of every cohort.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - rule: when ratings reject.
  ///   - rater: whose ratings alone; nil for everybody's.
  /// - Returns: one entry for each cohort and method.
  public static func all(
    _ snapshot: StudySnapshot, rule: RatingRule, rater: String? = nil
  ) -> [RatingSummary] {
    snapshot.cohorts.flatMap { cohort in
      snapshot.methods.map { method in
        let variants = cohort.subjects.flatMap(\.variants).filter { $0.name == method }
        return RatingSummary(variants, cohort: cohort.name, method: method, rule, rater)
      }
    }
  }

  private init(
    _ variants: [VariantStatus], cohort: String, method: String, _ rule: RatingRule,
    _ rater: String?
  ) {
    (self.cohort, self.method) = (cohort, method)
    let given = variants.map { variant in
      variant.ratings.filter { rater == nil || $0.rating.rater == rater }
    }
    let counting = given.map { $0.filter { !$0.isOutdated }.map(\.rating.verdict) }
    pictures = variants.count(where: \.hasPicture)
    rated = counting.count { !$0.isEmpty }
    rejected = counting.count { rule.rejects($0) }
    verdicts = Dictionary(grouping: counting.joined()) { $0 }.mapValues(\.count)
    outdated = given.joined().count(where: \.isOutdated)
  }
}
