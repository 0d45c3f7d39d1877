/// The measured values of a cohort, one line for each subject and variant.
public enum ValuesTable {
  /// The table with columns subject, session, variant, state, failure kind, parameters that differ
  /// from the study's, then every value.
  public static func tsv(of cohort: CohortStatus) -> String {
    let keys = Set(cohort.subjects.flatMap { $0.variants.flatMap { $0.values.keys } }).sorted()
    var lines = [
      (["subject", "session", "variant", "state", "failure", "parameters"] + keys).joined(
        separator: "\t")
    ]
    for subject in cohort.subjects {
      for variant in subject.variants {
        let cells = [
          subject.subject.label, subject.subject.session ?? "n/a", variant.name,
          variant.state.word, variant.state.failureKind?.rawValue ?? "n/a",
          variant.differences.isEmpty
            ? "n/a" : variant.differences.map(\.assignment).joined(separator: " "),
        ]
        let values = keys.map { key in variant.values[key].map { "\($0)" } ?? "n/a" }
        lines.append((cells + values).joined(separator: "\t"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension VariantState {
  /// The state as one word.
  public var word: String {
    switch self {
    case .waiting: "waiting"
    case .queued: "queued"
    case .running: "running"
    case .done: "done"
    case .failed: "failed"
    case .blocked: "blocked"
    case .cancelled: "cancelled"
    }
  }

  /// The kind of the failure, of a failed one.
  public var failureKind: FailureKind? {
    if case .failed(_, let kind) = self { kind } else { nil }
  }
}
