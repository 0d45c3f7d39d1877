/// What is rated: one method's variant of one subject of one cohort.
public struct RatedItem: Sendable, Hashable, Codable {
  /// Name of the cohort.
  public var cohort: String
  /// The label of the subject with its prefix, such as `sub-01`.
  public var subject: String
  /// The session with its prefix, where the subject has one.
  public var session: String?
  /// Name of the method.
  public var method: String

  /// An item from its parts.
  public init(cohort: String, subject: String, session: String? = nil, method: String) {
    (self.cohort, self.subject, self.session) = (cohort, subject, session)
    self.method = method
  }

  /// The variant of a subject by a method.
  public init(_ subject: Subject, method: String) {
    self.init(
      cohort: subject.cohort, subject: subject.label, session: subject.session, method: method)
  }
}
