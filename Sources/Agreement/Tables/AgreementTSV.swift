extension AgreementTable {
  /// The table as lines of tab-separated values: a header, then one line per method.
  ///
  /// Headings are the JSON keys; intervals take two columns; what is undefined is `n/a`, as in BIDS.
  public var tabSeparated: [String] {
    let head = AgreementTable.fields.map(\.heading).joined(separator: "\t")
    return [head]
      + methods.map { method in
        AgreementTable.fields.map { $0.text(method) }.joined(separator: "\t")
      }
  }

  private struct Field: Sendable {
    let heading: String
    let text: @Sendable (MethodAgreement) -> String
  }

  private static func number(
    _ heading: String, _ value: @escaping @Sendable (MethodAgreement) -> Double?
  ) -> [Field] {
    [Field(heading: heading) { value($0).map { "\($0)" } ?? "n/a" }]
  }

  private static func count(
    _ heading: String, _ value: @escaping @Sendable (MethodAgreement) -> Int
  ) -> [Field] {
    [Field(heading: heading) { "\(value($0))" }]
  }

  private static func interval(
    _ heading: String, _ value: @escaping @Sendable (MethodAgreement) -> Interval?
  ) -> [Field] {
    number(heading + "_lower") { value($0)?.lower }
      + number(heading + "_upper") { value($0)?.upper }
  }

  private static let fields: [Field] =
    [Field(heading: "method") { cleaned($0.method) }] + sizeFields + differenceFields + iccFields
    + limitFields + [Field(heading: "flags") { cleaned($0.flags.joined(separator: " ")) }]

  private static let sizeFields: [Field] =
    count("n_total") { $0.total } + count("n_complete") { $0.complete }
    + count("failures") { $0.failures.count } + number("failures_rate") { $0.failures.rate }
    + interval("failures_ci95") { $0.failures.interval }
    + count("failures_reference") { $0.referenceFailures.count }

  private static let differenceFields: [Field] =
    number("mean_reference") { $0.meanReference } + number("sd_reference") { $0.sdReference }
    + number("mean_test") { $0.meanTest } + number("sd_test") { $0.sdTest }
    + number("mean_difference") { $0.meanDifference }
    + interval("difference_ci95") { $0.differenceInterval }
    + number("sd_difference") { $0.sdDifference } + number("t") { $0.t } + number("df") { $0.df }
    + number("p") { $0.p } + number("p_holm") { $0.holmP } + number("wilcoxon_p") { $0.wilcoxonP }
    + number("dz") { $0.dz } + interval("dz_ci95") { $0.dzInterval }
    + number("tost_margin") { $0.margin } + number("tost_p") { $0.equivalenceP }

  private static let iccFields: [Field] =
    number("icc_a1") { $0.agreementICC } + interval("icc_a1_ci95") { $0.agreementICCInterval }
    + number("icc_c1") { $0.consistencyICC } + interval("icc_c1_ci95") { $0.consistencyICCInterval }
    + number("ccc") { $0.concordance }

  private static let limitFields: [Field] =
    number("loa_lower") { $0.lowerLimit } + interval("loa_lower_ci95") { $0.lowerLimitInterval }
    + number("loa_upper") { $0.upperLimit } + interval("loa_upper_ci95") { $0.upperLimitInterval }
    + number("proportional_slope") { $0.proportionalSlope }
    + number("proportional_p") { $0.proportionalP } + number("wcv") { $0.withinSubjectCV }
}

/// Text without tabs and line breaks.
private func cleaned(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
}
