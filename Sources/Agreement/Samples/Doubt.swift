/// A reason to read a statistic with care, or why it is undefined.
public enum Doubt: String, Sendable, Hashable, Codable, CaseIterable {
  /// All values are one number.
  case noVariance
  /// Both columns are equal everywhere.
  case identical
  /// Subjects do not differ in their mean.
  case noSubjectVariance
  /// Every difference is the same number.
  case noDifferenceVariance
  /// Every difference is zero.
  case allDifferencesZero
  /// The regression explains everything.
  case perfectFit
  /// No subject has different outcomes over the columns.
  case noOutcomeVariation
  /// A variance component estimate is negative.
  case negativeComponent
  /// The proportion has no trials.
  case noTrials
  /// No subject is complete.
  case noSubjects
  /// The difference changes with the size measured.
  case proportionalBias
  /// Fewer than three subjects.
  case fewerThanThree
  /// Fewer than ten subjects.
  case fewerThanTen
  /// More values than the approximation was made for.
  case tooMany
  /// Bootstrap replicates without a value were dropped.
  case droppedReplicates
  /// The bootstrap correction is undefined, so plain percentiles are given.
  case percentileInstead

  /// The doubt as a sentence.
  public var sentence: String {
    switch self {
    case .noVariance: "All values are the same, so agreement is undefined."
    case .identical: "Both columns are identical; the confidence interval is degenerate."
    case .noSubjectVariance: "Subjects do not differ, so a consistency coefficient is undefined."
    case .noDifferenceVariance: "All differences are the same; a t test has no meaning."
    case .allDifferencesZero: "All differences are zero."
    case .perfectFit: "The regression fits perfectly, so its p value has no meaning."
    case .noOutcomeVariation: "No subject differs between the columns."
    case .negativeComponent:
      "The ICC is negative: the estimated between-subject variance is negative, and its interval is formal only."
    case .noTrials: "There are no cases, so the proportion is undefined."
    case .noSubjects: "No subject has both values."
    case .proportionalBias:
      "The difference changes with the size measured (slope p < 0.05), so one bias and one pair of limits do not describe it."
    case .fewerThanThree:
      "Fewer than three subjects: estimates only, without intervals or p values."
    case .fewerThanTen: "Fewer than ten subjects: intervals are wide and lean on normality."
    case .tooMany: "More values than the method was made for; the p value is an extrapolation."
    case .droppedReplicates: "Some bootstrap replicates had no value and were dropped."
    case .percentileInstead:
      "The bootstrap correction is undefined here; plain percentiles are given."
    }
  }
}
