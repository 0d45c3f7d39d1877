/// A parameter of one subject that was set to another value than the study's, or taken back.
public struct ParameterChange: Sendable, Codable, Equatable {
  /// When, in seconds since 1970.
  public var time: Double
  /// Who asked for it, as the system knows them.
  public var by: String
  /// Why, in their words.
  public var why: String?
  /// Name of the cohort.
  public var cohort: String
  /// The subject, as `sub-01` or `sub-01_ses-02`.
  public var subject: String
  /// Name of the method, control or outcome.
  public var owner: String
  /// Name of the parameter.
  public var name: String
  /// The value; nil takes back what was set before.
  public var value: String?
}

/// Changes of the parameters of one subject's method, control or outcome that somebody asks for.
public struct ParameterWish: Sendable, Equatable {
  /// Name of the cohort.
  public var cohort: String
  /// The subject, as `sub-01` or `sub-01_ses-02`.
  public var subject: String
  /// Name of the method, control or outcome.
  public var owner: String
  /// Values by name of the parameter; nil takes back what was set before.
  public var values: [String: String?]
  /// Who asks.
  public var by: String
  /// Why, in their words.
  public var why: String?

  /// A wish from its parts.
  public init(
    cohort: String, subject: String, owner: String, values: [String: String?], by: String,
    why: String? = nil
  ) {
    (self.cohort, self.subject, self.owner) = (cohort, subject, owner)
    (self.values, self.by, self.why) = (values, by, why)
  }

  /// The changes, one for each parameter, in the order of their names.
  func changes(at time: Double) -> [ParameterChange] {
    values.sorted { $0.key < $1.key }.map { name, value in
      ParameterChange(
        time: time, by: by, why: why, cohort: cohort, subject: subject, owner: owner, name: name,
        value: value)
    }
  }
}

/// One parameter that differs from the study's, as sidecars, tables and screens tell it.
public struct ParameterDifference: Sendable, Codable, Hashable {
  /// Name of the method, control or outcome.
  public var owner: String
  /// Name of the parameter.
  public var name: String
  /// The value of this subject.
  public var value: String
  /// The value of the study.
  public var study: String
  /// Why, in the words of who asked for it.
  public var why: String?

  /// The value of the study as others may read it: of a path the name of the file alone.
  var toldStudy: String {
    let isPath = ParameterSchema.of(owner)?.entries.first { $0.name == name }?.isPath ?? false
    return isPath ? study.split(separator: "/").last.map { "\($0)" } ?? "" : study
  }

  /// As in `quickshear.buffer=15mm`.
  public var assignment: String { "\(owner).\(name)=\(value)" }

  /// As in `quickshear buffer 15mm (study: 10mm)`.
  public var words: String {
    "\(owner) \(name) \(value) (study: \(study.isEmpty ? "none" : study))"
  }
}

extension Array {
  /// Nil in place of nothing.
  var nilIfEmpty: [Element]? { isEmpty ? nil : self }
}
