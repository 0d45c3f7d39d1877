/// How far a cohort is, counted in subjects; every subject is counted once and all are counted.
public struct CohortStanding: Sendable, Hashable {
  /// Subjects of the cohort.
  public var all = 0
  /// Subjects with a value for the full image and for every variant: these enter the agreement.
  public var complete = 0
  /// Subjects that may still become complete.
  public var open = 0
  /// Subjects of which something failed.
  public var failed = 0
  /// Subjects of which something was taken back by a person, and nothing failed.
  public var cancelled = 0

  /// A standing of nobody.
  public init() {}

  /// The standing of subjects.
  ///
  /// - Parameters:
  ///   - subjects: all subjects of the cohort.
  ///   - valueKey: the value that counts.
  init(_ subjects: [SubjectStatus], valueKey: String) {
    all = subjects.count
    for subject in subjects {
      if subject.isComplete(valueKey) {
        complete += 1
      } else if subject.hasFailure {
        failed += 1
      } else if subject.hasCancelled {
        cancelled += 1
      } else {
        open += 1
      }
    }
  }

  /// As in `3 of 7 complete, 2 open, 1 failed`.
  public var words: String {
    let rest = [
      open > 0 ? "\(open) open" : nil, failed > 0 ? "\(failed) failed" : nil,
      cancelled > 0 ? "\(cancelled) cancelled" : nil,
    ].compactMap { $0 }
    return (["\(complete) of \(all) complete"] + rest).joined(separator: ", ")
  }
}

extension SubjectStatus {
  /// Whether anything of it was taken back.
  public var hasCancelled: Bool { variants.contains { $0.state == .cancelled } }

  /// Whether the full image and every variant has its value.
  public func isComplete(_ valueKey: String) -> Bool {
    variants.allSatisfy { $0.state == .done && $0.values[valueKey] != nil }
  }
}
