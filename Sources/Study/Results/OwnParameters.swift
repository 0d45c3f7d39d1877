/// The subjects of a cohort whose parameters differ from the study's, counted.
public struct OwnParameters: Sendable, Encodable, Equatable {
  /// Number of such subjects.
  public var subjects: Int
  /// The same by method, control or outcome.
  public var by_owner: [String: Int]

  /// Counts them.
  public init(_ cohort: CohortStatus) {
    var (count, owners): (Int, [String: Int]) = (0, [:])
    for subject in cohort.subjects
    where subject.variants.contains(where: { !$0.differences.isEmpty }) {
      let own = Set(subject.ownParameters.map(\.owner))
      count += own.isEmpty ? 0 : 1
      for owner in own { owners[owner, default: 0] += 1 }
    }
    (subjects, by_owner) = (count, owners)
  }

  /// As in `parameters of their own: 2 subjects (quickshear 2)`; nil where nobody has any.
  public var words: String? {
    guard subjects > 0 else { return nil }
    let parts = by_owner.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "parameters of their own: \(subjects) subject\(subjects == 1 ? "" : "s") "
      + "(\(parts.joined(separator: ", ")))"
  }
}

extension SubjectStatus {
  /// The parameters in which the subject differs from the study, each once.
  public var ownParameters: [ParameterDifference] {
    var seen: Set<ParameterDifference> = []
    return variants.flatMap(\.differences).filter { seen.insert($0).inserted }
  }
}
