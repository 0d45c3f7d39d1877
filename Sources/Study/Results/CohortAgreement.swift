import Agreement

/// Turns the subjects of a cohort into the table of agreement.
public enum CohortAgreement {
  /// The values of the subjects that have come to their end.
  ///
  /// - Parameters:
  ///   - subjects: the subjects; those still being worked on are left out.
  ///   - methods: names of the variants that are compared with the full images.
  ///   - controls: those among them that are harmless controls.
  ///   - valueKey: which value is compared.
  /// - Returns: the cohort, or nil where nobody has come to an end or nothing is compared.
  public static func cohort(
    of subjects: [SubjectStatus], methods: [String], controls: Set<String> = [], valueKey: String
  ) -> Cohort? {
    let finished = subjects.filter(\.isFinal)
    guard !finished.isEmpty, !methods.isEmpty else { return nil }
    return try? Cohort(
      subjects: finished.map(\.subject.stem),
      reference: finished.map { $0.value(of: "full", key: valueKey) },
      methods: methods.map { name in
        Cohort.Method(
          name: name, values: finished.map { $0.value(of: name, key: valueKey) },
          attempted: finished.map { $0.wasAttempted(name) }, isControl: controls.contains(name))
      })
  }

  /// The table of the subjects that have come to their end.
  static func table(
    of subjects: [SubjectStatus], methods: [String], controls: Set<String>, valueKey: String
  ) -> AgreementTable? {
    cohort(of: subjects, methods: methods, controls: controls, valueKey: valueKey)
      .map { AgreementTable($0) }
  }
}

extension SubjectStatus {
  /// Whether a variant was tried: not when the full image failed before.
  func wasAttempted(_ variant: String) -> Bool {
    variants.first { $0.name == variant }.map { $0.state != .blocked } ?? false
  }

  /// A measured value of a variant; nil unless it was measured.
  public func value(of variant: String, key: String) -> Double? {
    guard let status = variants.first(where: { $0.name == variant }), status.state == .done else {
      return nil
    }
    return status.values[key]
  }
}
