/// One method against the reference in one cohort: everything that is shown together.
///
/// Differences are test − reference. Values that are undefined are nil, and `null` in JSON; `flags` says why.
/// Intervals are 95 % intervals.
public struct MethodAgreement: Sendable, Hashable, Codable {
  /// Name of the method.
  public var method: String
  /// Number of subjects in the cohort.
  public var total = 0
  /// Number of subjects compared.
  public var complete = 0
  /// Mean of the reference among the subjects compared.
  @OrNull public var meanReference: Double?
  /// Mean of the method.
  @OrNull public var meanTest: Double?
  /// Standard deviation of the reference.
  @OrNull public var sdReference: Double?
  /// Standard deviation of the method.
  @OrNull public var sdTest: Double?
  /// Mean difference (bias).
  @OrNull public var meanDifference: Double?
  /// Interval of the mean difference.
  @OrNull public var differenceInterval: Interval?
  /// Standard deviation of the differences.
  @OrNull public var sdDifference: Double?
  /// Statistic of the paired t test.
  @OrNull public var t: Double?
  /// Degrees of freedom of the paired t test.
  @OrNull public var df: Double?
  /// Two-sided p value of the paired t test.
  @OrNull public var p: Double?
  /// The p value adjusted over the methods of the table (Holm).
  @OrNull public var holmP: Double?
  /// Effect size: mean difference / SD of differences.
  @OrNull public var dz: Double?
  /// Exact interval of the effect size.
  @OrNull public var dzInterval: Interval?
  /// Two-sided p value of Wilcoxon's signed-rank test, as a sensitivity analysis.
  @OrNull public var wilcoxonP: Double?
  /// ICC(A,1): two-way mixed, absolute agreement, single measure.
  @OrNull public var agreementICC: Double?
  /// Interval of ICC(A,1).
  @OrNull public var agreementICCInterval: Interval?
  /// ICC(C,1): consistency, blind to bias.
  @OrNull public var consistencyICC: Double?
  /// Interval of ICC(C,1).
  @OrNull public var consistencyICCInterval: Interval?
  /// Lin's concordance correlation.
  @OrNull public var concordance: Double?
  /// Lower limit of agreement.
  @OrNull public var lowerLimit: Double?
  /// Upper limit of agreement.
  @OrNull public var upperLimit: Double?
  /// Exact interval of the lower limit (Carkeet).
  @OrNull public var lowerLimitInterval: Interval?
  /// Exact interval of the upper limit (Carkeet).
  @OrNull public var upperLimitInterval: Interval?
  /// Slope of the difference on the mean.
  @OrNull public var proportionalSlope: Double?
  /// p value of that slope (Pitman–Morgan).
  @OrNull public var proportionalP: Double?
  /// Within-subject coefficient of variation, root mean square.
  @OrNull public var withinSubjectCV: Double?
  /// Within-subject standard deviation, bias included.
  @OrNull public var withinSubjectSD: Double?
  /// How often the method failed, over all subjects.
  public var failures: FailureRate
  /// How often the reference failed, over all subjects.
  public var referenceFailures: FailureRate
  /// Mean of the reference among subjects for whom the method failed: are failures informative?
  @OrNull public var meanReferenceOfFailed: Double?
  /// Reasons for care, as names.
  public var doubts: [Doubt] = []
  /// Reasons for care, as sentences.
  public var flags: [String] = []

  enum CodingKeys: String, CodingKey {
    case method, t, df, p, dz, failures, doubts, flags
    case total = "n_total"
    case complete = "n_complete"
    case meanReference = "mean_reference"
    case meanTest = "mean_test"
    case sdReference = "sd_reference"
    case sdTest = "sd_test"
    case meanDifference = "mean_difference"
    case differenceInterval = "difference_ci95"
    case sdDifference = "sd_difference"
    case holmP = "p_holm"
    case dzInterval = "dz_ci95"
    case wilcoxonP = "wilcoxon_p"
    case agreementICC = "icc_a1"
    case agreementICCInterval = "icc_a1_ci95"
    case consistencyICC = "icc_c1"
    case consistencyICCInterval = "icc_c1_ci95"
    case concordance = "ccc"
    case lowerLimit = "loa_lower"
    case upperLimit = "loa_upper"
    case lowerLimitInterval = "loa_lower_ci95"
    case upperLimitInterval = "loa_upper_ci95"
    case proportionalSlope = "proportional_slope"
    case proportionalP = "proportional_p"
    case withinSubjectCV = "wcv"
    case withinSubjectSD = "wsd"
    case referenceFailures = "failures_reference"
    case meanReferenceOfFailed = "mean_reference_of_failed"
  }
}
