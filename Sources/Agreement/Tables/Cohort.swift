/// Which subjects enter the comparison of a method with the reference.
public enum CaseRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// Only subjects for whom the reference and all methods succeeded, so that methods can be ranked.
  case completeCases = "complete-cases"
  /// For each method, the subjects for whom it and the reference succeeded.
  case pairwise
}

/// The values of one cohort: a reference and one or more methods, measured in the same subjects.
///
/// A missing value means that the measurement failed. Subjects that are still being worked on do not belong
/// here yet.
public struct Cohort: Sendable, Hashable {
  /// A method and its value for each subject; nil where it failed.
  public struct Method: Sendable, Hashable {
    /// Name of the method.
    public let name: String
    /// One value per subject; nil where the method, or the measurement after it, failed.
    public let values: [Double?]
    /// Whether the method was tried, per subject; nil when it was tried for all. What was never tried,
    /// because the reference failed before, is no failure of the method.
    public let attempted: [Bool]?
    /// Whether it is a harmless control, measured as the floor: no hypothesis is tested on it, so that
    /// it does not count among those that p values are adjusted for.
    public let isControl: Bool

    /// A method; values that are not finite count as missing.
    public init(
      name: String, values: [Double?], attempted: [Bool]? = nil, isControl: Bool = false
    ) {
      (self.name, self.values) = (name, values.map { finite($0) })
      self.isControl = isControl
      self.attempted = attempted.map { tried in
        values.indices.map { $0 < tried.count ? tried[$0] : true }
      }
    }
  }

  /// One subject that was compared.
  public struct Point: Sendable, Hashable {
    /// Subject identifier.
    public let subject: String
    /// Value of the reference.
    public let reference: Double
    /// Value of the method.
    public let test: Double

    /// Test − reference.
    public var difference: Double { test - reference }
    /// (Test + reference) / 2.
    public var mean: Double { (test + reference) / 2 }
  }

  /// A subject that was left out and what it lacks.
  public struct Exclusion: Sendable, Hashable, Codable {
    /// Subject identifier.
    public let subject: String
    /// Whether the reference failed.
    public let referenceFailed: Bool
    /// Names of the methods that failed.
    public let failedMethods: [String]

    /// The reason as a sentence.
    public var reason: String {
      let failed = (referenceFailed ? ["the reference"] : []) + failedMethods
      return "No value for " + failed.joined(separator: ", ") + "."
    }

    enum CodingKeys: String, CodingKey {
      case subject
      case referenceFailed = "reference_failed"
      case failedMethods = "failed_methods"
    }
  }

  /// Subject identifiers.
  public let subjects: [String]
  /// The value of the reference for each subject; nil where it failed.
  public let reference: [Double?]
  /// The methods in the order of presentation.
  public let methods: [Method]

  /// A cohort.
  /// - Throws: `AgreementError` when columns differ in length, names occur twice, or there is no method.
  public init(
    subjects: [String], reference: [Double?], methods: [Method]
  ) throws(AgreementError) {
    guard !methods.isEmpty else { throw .tooFew(what: "methods", needed: 1, found: 0) }
    try requireUnique(subjects, "subjects")
    try requireUnique(methods.map(\.name), "methods")
    try requireCount(reference.count, subjects.count, "reference")
    for method in methods { try requireCount(method.values.count, subjects.count, method.name) }
    (self.subjects, self.methods) = (subjects, methods)
    self.reference = reference.map { finite($0) }
  }

  /// Indices of the subjects for whom the reference and all methods succeeded.
  public var completeCases: [Int] {
    subjects.indices.filter { index in
      reference[index] != nil && methods.allSatisfy { $0.values[index] != nil }
    }
  }

  /// The subjects compared for a method, in the order of the cohort.
  public func points(of method: Method, rule: CaseRule = .completeCases) -> [Point] {
    let indices = rule == .completeCases ? completeCases : Array(subjects.indices)
    return indices.compactMap { index in
      guard let full = reference[index], let test = method.values[index] else { return nil }
      return Point(subject: subjects[index], reference: full, test: test)
    }
  }

  /// The subjects that lack a value anywhere.
  public var incomplete: [Exclusion] {
    subjects.indices.compactMap { index in
      let failed = methods.filter { method in
        method.values[index] == nil && method.attempted?[index] != false
      }.map(\.name)
      let referenceFailed = reference[index] == nil
      guard referenceFailed || !failed.isEmpty else { return nil }
      return Exclusion(
        subject: subjects[index], referenceFailed: referenceFailed, failedMethods: failed)
    }
  }
}

private func requireCount(_ found: Int, _ expected: Int, _ what: String) throws(AgreementError) {
  if found != expected { throw .unequalLengths(what: what, expected: expected, found: found) }
}

private func requireUnique(_ names: [String], _ what: String) throws(AgreementError) {
  var seen: Set<String> = []
  for name in names where !seen.insert(name).inserted {
    throw .duplicate(what: what, name: name)
  }
}
