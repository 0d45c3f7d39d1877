import Jobs

/// A rating beside what is there now.
public struct StandingRating: Sendable, Equatable {
  /// The rating.
  public var rating: Rating
  /// Whether the picture is another one now, so that the rating no longer counts.
  public var isOutdated: Bool

  /// A rating and whether it is outdated.
  public init(_ rating: Rating, isOutdated: Bool = false) {
    (self.rating, self.isOutdated) = (rating, isOutdated)
  }
}

extension VariantStatus {
  /// The step that ratings are.
  public static let ratingStep = "rating"

  /// The verdicts that count.
  public var verdicts: [RaterVerdict] { ratings.filter { !$0.isOutdated }.map(\.rating.verdict) }

  /// Lays ratings beside the variant; where the rule says so its result counts as failed and gives no
  /// value.
  ///
  /// - Parameters:
  ///   - given: the ratings of the variant, one for each rater.
  ///   - rule: when they reject.
  public mutating func take(_ given: [Rating], rule: RatingRule) {
    ratings = given.map { StandingRating($0, isOutdated: $0.picture != picture) }
    guard state == .done, rule.rejects(verdicts) else { return }
    state = .failed(step: Self.ratingStep, kind: .rejectedByRater)
    failure = TaskFailure(
      kind: FailureKind.rejectedByRater.rawValue, message: rejection,
      remedy: FailureKind.rejectedByRater.remedy)
    values = [:]
  }

  /// As in `1 of 2 raters rejected it: overstripped.`
  private var rejection: String {
    let rejecting = verdicts.filter(\.isRejecting)
    let kinds = RaterVerdict.allCases.filter(rejecting.contains).map(\.word)
    let raters = "\(verdicts.count) rater\(verdicts.count == 1 ? "" : "s")"
    return "\(rejecting.count) of \(raters) rejected it: \(kinds.joined(separator: ", "))."
  }
}
