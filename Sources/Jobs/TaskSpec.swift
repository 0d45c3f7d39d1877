/// What a task is called before people: plain text, never interpreted here.
public struct TaskLabels: Sendable, Codable, Hashable {
  /// Whom it concerns, for example `sub-01`.
  public var subject: String?
  /// The method or variant that it belongs to.
  public var method: String?
  /// The cohort that it belongs to.
  public var cohort: String?

  /// Labels; any may be absent.
  public init(subject: String? = nil, method: String? = nil, cohort: String? = nil) {
    self.subject = subject
    self.method = method
    self.cohort = cohort
  }
}

/// Work to do, as a value.
public struct TaskSpec: Sendable, Codable, Hashable, Identifiable {
  /// Identity: a hash over everything that the result depends on, made by the caller.
  public var id: String
  /// What kind of work; the worker chooses its handler by it.
  public var kind: String
  /// What people call it.
  public var labels: TaskLabels
  /// Inputs and parameters as JSON text.
  public var payload: String
  /// The tasks that have to be done before this one starts.
  public var dependencies: [String]
  /// Higher goes first; among equals the one added first.
  public var priority: Int
  /// Longest time that one attempt may take, in seconds.
  public var timeoutSeconds: Double
  /// Most memory that the worker may hold, in mebibytes; nil for no limit.
  public var memoryLimitMB: Int?
  /// Threads that the task can use; it may be given fewer.
  public var threads: Int
  /// Why it is there, in words for the journal; no part of what it is.
  public var note: String?
  /// How often it is tried when it fails in a way that can pass on a retry.
  public var maxAttempts: Int

  /// A task; everything but its identity and kind has a default.
  public init(
    id: String, kind: String, labels: TaskLabels = TaskLabels(), payload: String = "{}",
    dependencies: [String] = [], priority: Int = 0, timeoutSeconds: Double = 1800,
    memoryLimitMB: Int? = nil, threads: Int = 1, maxAttempts: Int = 2
  ) {
    self.id = id
    self.kind = kind
    self.labels = labels
    self.payload = payload
    self.dependencies = dependencies
    self.priority = priority
    self.timeoutSeconds = timeoutSeconds
    self.memoryLimitMB = memoryLimitMB
    self.threads = threads
    self.maxAttempts = maxAttempts
  }
}
