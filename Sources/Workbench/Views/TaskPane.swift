import Jobs
import Study
import Terminal

/// Why the task under the cursor failed, and what to do.
enum TaskPane {
  /// The failure of the task under the cursor.
  static func failure(of state: WorkbenchState) -> TaskFailure? {
    guard let task = state.shownTask, task.state == .failed,
      let cohort = state.snapshot?.cohorts.first(where: { $0.name == task.labels.cohort }),
      let subject = cohort.subjects.first(where: { $0.subject.stem == task.labels.subject })
    else { return nil }
    let own = subject.variants.first { $0.failure != nil && $0.name == task.labels.method }
    return (own ?? subject.variants.first { $0.failure?.kind == task.failureKind })?.failure
  }

  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    guard part.rows > 2, let task = state.shownTask, let failure = failure(of: state) else {
      return
    }
    let name = [task.labels.subject, task.labels.method, task.kind].compactMap { $0 }
    let inner = surface.frame(
      part, title: "\(name.joined(separator: " ")): FAILED, \(failure.kind)",
      Style(.frameProtected), titleStyle: Style(.textError))
    var rest = Rectangle(
      column: inner.column + 1, row: inner.row, columns: inner.columns - 2, rows: inner.rows)
    let used = surface.write(failure.message, wrappedIn: rest, Style(.textError))
    rest = rest.split(top: used).bottom
    if let remedy = failure.remedy, rest.rows > 0 {
      surface.write(remedy, wrappedIn: rest, Style(.text))
    }
  }
}
