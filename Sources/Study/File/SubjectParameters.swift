/// The parameters of single subjects that differ from the study's, ready to be merged into the plan.
///
/// A subject that two cohorts share, with one folder of results, has the same parameters in both.
public struct SubjectParameters: Sendable, Equatable {
  /// A value that was set, and why.
  struct Value: Sendable, Equatable {
    var text: String
    var why: String?
  }

  /// By folder of the subject, then by owner, then by name.
  private var values: [String: [String: [String: Value]]] = [:]
  /// Values that this version does not take, which were left out.
  private var strangers = 0

  /// Nobody differs.
  public init() {}

  /// What the changes come to: the last one of each parameter counts.
  ///
  /// - Parameters:
  ///   - changes: in their order.
  ///   - subjects: the subjects by name of the cohort; changes of others are left out.
  init(_ changes: [ParameterChange], of subjects: [String: [Subject]]) {
    guard !changes.isEmpty else { return }
    var folders: [String: String] = [:]
    for (cohort, members) in subjects {
      for subject in members { folders["\(cohort)/\(subject.stem)"] = Self.key(subject) }
    }
    for change in changes {
      guard let key = folders["\(change.cohort)/\(change.subject)"] else { continue }
      values[key, default: [:]][change.owner, default: [:]][change.name] = change.value.map {
        Value(text: $0, why: change.why)
      }
    }
    leaveStrangersOut()
  }

  /// Leaves out what this version does not know or take, as another version may have written it.
  private mutating func leaveStrangersOut() {
    for (key, owners) in values {
      for (owner, set) in owners {
        let schema = ParameterSchema.of(owner)
        let kept = set.filter { name, value in
          schema?.entries.first { $0.name == name }?.accepts(value.text) ?? false
        }
        strangers += set.count - kept.count
        values[key]?[owner] = kept
      }
    }
  }

  /// What a person should know, without naming anybody.
  var summary: [String] {
    guard strangers > 0 else { return [] }
    let words = strangers == 1 ? "1 parameter" : "\(strangers) parameters"
    return ["\(words) of single subjects left out: not known to this version, or out of range"]
  }

  private static func key(_ subject: Subject) -> String {
    "\(subject.shelf ?? "")/\(subject.folder)"
  }

  /// Whether nobody differs.
  public var isEmpty: Bool { values.isEmpty }

  /// Whether a subject has parameters of its own.
  func differs(_ subject: Subject) -> Bool { values[Self.key(subject)] != nil }

  /// What was set for a method, control or outcome of a subject.
  func values(of owner: String, subject: Subject) -> [String: String] {
    values[Self.key(subject)]?[owner]?.mapValues(\.text) ?? [:]
  }

  /// The parameters of a subject that differ from those of the study, in the order of the table.
  func differences(
    of owner: String, subject: Subject, study: [String: String]
  ) -> [ParameterDifference] {
    guard let set = values[Self.key(subject)]?[owner] else { return [] }
    return (ParameterSchema.of(owner)?.entries ?? []).compactMap { entry in
      let planned = study[entry.name] ?? entry.fallback
      guard let value = set[entry.name], value.text != planned else { return nil }
      return ParameterDifference(
        owner: owner, name: entry.name, value: value.text, study: planned, why: value.why)
    }
  }
}
