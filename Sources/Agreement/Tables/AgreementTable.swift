/// All methods of one cohort against the reference, in one step.
public struct AgreementTable: Sendable, Hashable, Codable {
  /// Which subjects entered.
  public let rule: CaseRule
  /// Number of subjects in the cohort.
  public let total: Int
  /// Number of subjects for whom the reference and all methods succeeded.
  public let complete: Int
  /// One entry per method, in the order of the cohort.
  public let methods: [MethodAgreement]
  /// How often the reference failed.
  public let referenceFailures: FailureRate
  /// Subjects that lack a value anywhere, with what they lack; under `.completeCases` they are left out.
  public let incomplete: [Cohort.Exclusion]
  /// Number of p values that Holm's adjustment counted.
  public let holmCount: Int
  /// Cochran's Q of failures over the methods; nil for one method or when no subject differs.
  @OrNull public var failureQ: Double?
  /// p value of Cochran's Q; nil for one method.
  @OrNull public var failureP: Double?

  /// The table of a cohort.
  /// - Parameters:
  ///   - cohort: Values of all subjects that are finished.
  ///   - rule: Which subjects enter; complete cases by default, which alone allow methods to be ranked.
  ///   - margin: Largest mean difference that does not matter, fixed in advance; nil for no test of equivalence.
  public init(_ cohort: Cohort, rule: CaseRule = .completeCases, margin: Double? = nil) {
    var methods = cohort.methods.map {
      MethodAgreement($0, in: cohort, rule: rule, margin: margin)
    }
    let tested = zip(methods, cohort.methods).map { $1.isControl ? nil : $0.p }
    let adjusted = Multiplicity.holm.adjust(tested)
    for index in methods.indices { methods[index].holmP = adjusted[index] }
    (self.rule, self.methods) = (rule, methods)
    (total, complete) = (cohort.subjects.count, cohort.completeCases.count)
    referenceFailures = FailureRate(missingIn: cohort.reference)
    incomplete = cohort.incomplete
    holmCount = adjusted.count { $0 != nil }
    let failed = cohort.subjects.indices.map { index in
      cohort.methods.map { $0.values[index] == nil && $0.attempted?[index] != false }
    }
    let comparison = try? CochranQ(failed)
    failureQ = finite(comparison?.q)
    failureP = finite(comparison?.p)
  }

  enum CodingKeys: String, CodingKey {
    case rule, methods, incomplete
    case total = "n_total"
    case complete = "n_complete"
    case referenceFailures = "failures_reference"
    case holmCount = "holm_m"
    case failureQ = "failures_cochran_q"
    case failureP = "failures_cochran_p"
  }
}
