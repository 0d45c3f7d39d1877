import Foundation

/// What an engine sends to a worker: one JSON line on its standard input for each task.
public struct WorkerRequest: Sendable, Codable, Hashable {
  /// What is to be done; `threads` is what it may use.
  public var task: TaskSpec
  /// Number of the attempt, from 1.
  public var attempt: Int

  /// A task to be worked on.
  public init(task: TaskSpec, attempt: Int) {
    self.task = task
    self.attempt = attempt
  }
}

/// What a worker sends back: JSON lines on its standard output, any number with `progress`, then
/// exactly one with `result` or `failure`.
public struct WorkerAnswer: Sendable, Codable, Hashable {
  /// Share of the work that is done, 0…1.
  public var progress: Double?
  /// What is being done just now.
  public var message: String?
  /// What came of the task.
  public var result: TaskResult?
  /// Why nothing came of it.
  public var failure: TaskFailure?

  /// A line of progress.
  public init(progress: Double, message: String? = nil) {
    self.progress = progress
    self.message = message
  }

  /// A last line.
  public init(result: TaskResult) {
    self.result = result
  }

  /// A last line.
  public init(failure: TaskFailure) {
    self.failure = failure
  }

  /// A line with neither progress nor an end is no answer.
  var isAnswer: Bool { progress != nil || result != nil || failure != nil }
}

/// One JSON value on one line.
enum JSONLine {
  static func data(_ value: some Encodable) -> Data {
    var data = Data(Stored.text(value).utf8)
    data.append(10)
    return data
  }

  static func value<T: Decodable>(_ type: T.Type, _ line: Data) -> T? {
    try? JSONDecoder().decode(type, from: line)
  }
}
