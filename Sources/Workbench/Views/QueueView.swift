import Foundation
import Jobs
import Study
import Terminal

/// Every task with its state, progress and time.
enum QueueView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let tasks = state.shownTasks
    let counts = state.snapshot?.counts ?? [:]
    let words = TaskState.allCases.compactMap { kind -> String? in
      let count = counts[kind] ?? 0
      return count > 0 ? "\(count) \(kind.word)" : nil
    }
    let filter = state.queue.filter.map { ", \($0.word) only" } ?? ""
    let (list, detail) = split(part, state)
    let inner = surface.frame(
      list, title: "tasks\(filter)", note: words.joined(separator: "  "), Style(.frameFocused))
    TaskPane.draw(state, in: &surface, detail)
    guard !tasks.isEmpty else {
      surface.write("no task here", column: inner.column + 1, row: inner.row, .textDim)
      return
    }
    let table = visible(tasks, state: state, rows: inner.rows - 1, glyphs: surface.glyphs)
    table.draw(in: &surface, inner)
    bars(tasks, state: state, table: table, in: &surface, inner)
  }

  /// The list, and below it what there is to say of a task that failed.
  private static func split(
    _ part: Rectangle, _ state: WorkbenchState
  ) -> (list: Rectangle, detail: Rectangle) {
    let rows = TaskPane.failure(of: state) == nil || part.rows < 16 ? 0 : 5
    let (list, detail) = part.split(top: part.rows - rows)
    return (list, detail)
  }

  /// The task in a row of the screen.
  static func task(atRow row: Int, _ state: WorkbenchState, _ part: Rectangle) -> Int? {
    let inner = split(part, state).list.inset()
    let tasks = state.shownTasks
    let task = top(tasks, state: state, rows: inner.rows - 1) + row - inner.row - 1
    return row > inner.row && row < inner.bottom && task < tasks.count ? task : nil
  }

  private static func columns(_ tasks: [TaskSummary]) -> [Table.Column] {
    let subject = min(24, max(10, tasks.map { $0.labels.subject?.count ?? 0 }.max() ?? 0))
    return [
      Table.Column("", width: 1), Table.Column("subject", width: subject),
      Table.Column("cohort", width: 10, priority: 4), Table.Column("method", width: 11),
      Table.Column("step", width: 9), Table.Column("progress", width: 10),
      Table.Column("time", width: 6, align: .right),
      Table.Column("try", width: 3, align: .right, priority: 3),
      Table.Column("what", width: 12, grow: 1, priority: 2),
    ]
  }

  /// A table of the visible rows only, so that ten thousand tasks cost no more than thirty.
  private static func visible(
    _ tasks: [TaskSummary], state: WorkbenchState, rows: Int, glyphs: Glyphs
  ) -> Table {
    let top = top(tasks, state: state, rows: rows)
    let range = top..<min(tasks.count, top + max(0, rows))
    return Table(
      columns: columns(Array(tasks[range])),
      rows: range.map { row(tasks[$0], state: state, glyphs: glyphs) },
      selected: state.queue.cursor - top)
  }

  private static func top(_ tasks: [TaskSummary], state: WorkbenchState, rows: Int) -> Int {
    Table.top(
      state.queue.cursor - rows / 2, showing: state.queue.cursor, count: tasks.count, lines: rows)
  }

  private static func row(_ task: TaskSummary, state: WorkbenchState, glyphs: Glyphs) -> [Span] {
    [
      mark(task.state, glyphs: glyphs), Span(task.labels.subject ?? ""),
      Span(task.labels.cohort ?? ""), Span(task.labels.method ?? ""), Span(task.kind), Span(""),
      Span(seconds(of: task, now: state.now).map(Elapsed.text) ?? ""),
      Span(task.attempt > 0 ? "\(task.attempt)" : ""), what(task),
    ]
  }

  private static func what(_ task: TaskSummary) -> Span {
    switch task.state {
    case .failed: Span(task.failureKind ?? "failed", .taskFailed)
    case .leased: Span(task.progressMessage ?? "", .taskRunning)
    case .waiting: Span(task.reason.map(words) ?? "waits for its turn", .taskWaiting)
    default: Span(task.state.word, .textDim)
    }
  }

  private static func words(_ reason: WaitingReason) -> String {
    switch reason {
    case .dependencyFailed: "a step before failed"
    default: reason.rawValue.replacingOccurrences(of: "-", with: " ")
    }
  }

  private static func mark(_ state: TaskState, glyphs: Glyphs) -> Span {
    switch state {
    case .waiting: Span(String(glyphs.waiting), .taskWaiting)
    case .queued: Span(String(glyphs.empty), .taskWaiting)
    case .leased: Span(String(glyphs.full), .taskRunning)
    case .done: Span(String(glyphs.check), .taskDone)
    case .failed: Span(String(glyphs.cross), .taskFailed)
    case .cancelled: Span(String(glyphs.cancelled), .taskCancelled)
    }
  }

  private static func seconds(of task: TaskSummary, now: Double) -> Double? {
    guard let start = task.startedAt?.timeIntervalSince1970 else { return nil }
    switch task.state {
    case .leased: return max(0, now - start)
    case .done, .failed: return task.finishedAt.map { max(0, $0.timeIntervalSince1970 - start) }
    default: return nil
    }
  }

  private static func bars(
    _ tasks: [TaskSummary], state: WorkbenchState, table: Table, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let widths = table.widths(in: part.columns)
    let column = widths.prefix(5).reduce(part.column) { $0 + ($1 > 0 ? $1 + 1 : 0) }
    let top = top(tasks, state: state, rows: part.rows - 1)
    for line in 0..<(part.rows - 1) where top + line < tasks.count {
      let task = tasks[top + line]
      guard task.state == .leased else { continue }
      surface.bar(task.progress, column: column, row: part.row + 1 + line, columns: widths[5])
    }
  }
}
