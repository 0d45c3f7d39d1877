import Jobs
import Study
import Terminal

/// Why the task under the cursor failed or is blocked, and what to do.
struct TaskPane {
  private let title: String
  private let message: String
  private let remedy: String?

  /// Nil for a task of which there is nothing to say.
  init?(_ state: WorkbenchState) {
    guard let task = state.shownTask, let snapshot = state.snapshot else { return nil }
    let name = [task.labels.subject, task.labels.method, task.kind].compactMap { $0 }
      .joined(separator: " ")
    switch snapshot.standing(of: task) {
    case .failed:
      guard let failure = Self.failure(of: task, snapshot) else { return nil }
      title = "\(name): FAILED, \(failure.kind)"
      (message, remedy) = (failure.message, failure.remedy)
    case .blocked:
      guard let reason = task.reason else { return nil }
      title = "\(name): BLOCKED, \(reason.rawValue)"
      let cause = Self.cause(of: task, snapshot).map { ": \($0)" } ?? ""
      (message, remedy) = (reason.clause + cause, "Rerun what it needs: R puts failed tasks back.")
    default: return nil
    }
  }

  private static func subject(of task: TaskSummary, _ snapshot: StudySnapshot) -> SubjectStatus? {
    snapshot.cohorts.first { $0.name == task.labels.cohort }?.subjects.first {
      $0.subject.stem == task.labels.subject
    }
  }

  private static func failure(of task: TaskSummary, _ snapshot: StudySnapshot) -> TaskFailure? {
    let variants = subject(of: task, snapshot)?.variants ?? []
    let own = variants.first { $0.failure != nil && $0.name == task.labels.method }
    return (own ?? variants.first { $0.failure?.kind == task.failureKind })?.failure
  }

  /// The task before it that failed or was cancelled, in words.
  static func cause(of task: TaskSummary, _ snapshot: StudySnapshot) -> String? {
    let variants = subject(of: task, snapshot)?.variants ?? []
    let chain = variants.first { $0.tasks.contains(task.id) && $0.name == task.labels.method }
    return (chain ?? variants.first { $0.tasks.contains(task.id) })
      .flatMap { Blockage.words($0, snapshot) }
  }

  func draw(in surface: inout Surface, _ part: Rectangle) {
    guard part.rows > 2 else { return }
    let inner = surface.frame(
      part, title: title, Style(.frameProtected), titleStyle: Style(.textError))
    var rest = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    let used = surface.write(message, wrappedIn: rest, Style(.textError))
    rest = rest.split(top: used).bottom
    if let remedy, rest.rows > 0 {
      surface.write(remedy, wrappedIn: rest, Style(.text))
    }
  }
}

/// What stands in the way of a blocked variant.
enum Blockage {
  /// The first task of the chain that failed or was cancelled, as in
  /// `reference brain-extraction-failed`.
  static func words(_ variant: VariantStatus, _ snapshot: StudySnapshot) -> String? {
    let cause = variant.tasks.compactMap { snapshot.task($0) }.first {
      $0.state == .failed || $0.state == .cancelled
    }
    return cause.map {
      "\($0.kind) \($0.state == .failed ? $0.failureKind ?? "failed" : "cancelled")"
    }
  }
}
