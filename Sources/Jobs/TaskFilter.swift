/// Chooses tasks; every part that is set has to hold, an empty filter chooses all.
public struct TaskFilter: Sendable, Hashable {
  /// Only these identities.
  public var ids: [String]?
  /// Only these kinds.
  public var kinds: [String]?
  /// Only these states.
  public var states: [TaskState]?
  /// Only these kinds of failure.
  public var failureKinds: [String]?
  /// Only this subject.
  public var subject: String?
  /// Only this method.
  public var method: String?
  /// Only this cohort.
  public var cohort: String?

  /// A filter; a part that is left out does not restrict.
  public init(
    ids: [String]? = nil, kinds: [String]? = nil, states: [TaskState]? = nil,
    failureKinds: [String]? = nil, subject: String? = nil, method: String? = nil,
    cohort: String? = nil
  ) {
    self.ids = ids
    self.kinds = kinds
    self.states = states
    self.failureKinds = failureKinds
    self.subject = subject
    self.method = method
    self.cohort = cohort
  }

  /// Every task.
  public static let all = TaskFilter()

  /// One task.
  public static func id(_ id: String) -> TaskFilter { TaskFilter(ids: [id]) }
}
