import Foundation
import Jobs
import Study
import Terminal

/// Every task with its standing, progress and time; what needs an eye stands first.
enum QueueView {
  static func draw(_ state: WorkbenchState, in surface: inout Surface, _ part: Rectangle) {
    let filter = state.queue.filter.map { ", \($0.word) only" } ?? ""
    let (list, detail) = split(part, state)
    let words = state.snapshot?.standingWords.joined(separator: "  ") ?? ""
    let inner = surface.frame(
      list, title: "tasks\(filter)", note: words, Style(.frameFocused))
    TaskPane(state)?.draw(in: &surface, detail)
    guard state.shownTaskCount > 0 else {
      surface.write("no task here", column: inner.column + 1, row: inner.row, .textDim)
      return
    }
    let top = top(state, rows: inner.rows - 1)
    let tasks = (top..<min(state.shownTaskCount, top + max(0, inner.rows - 1)))
      .compactMap { state.shownTask(at: $0) }
    let table = table(tasks, top: top, state: state, glyphs: surface.glyphs)
    table.draw(in: &surface, inner)
    bars(tasks, state: state, table: table, in: &surface, inner)
  }

  /// The list, and below it what there is to say of a task that failed or is blocked.
  private static func split(
    _ part: Rectangle, _ state: WorkbenchState
  ) -> (list: Rectangle, detail: Rectangle) {
    let rows = TaskPane(state) == nil || part.rows < 16 ? 0 : 5
    let (list, detail) = part.split(top: part.rows - rows)
    return (list, detail)
  }

  /// The task in a row of the screen.
  static func task(atRow row: Int, _ state: WorkbenchState, _ part: Rectangle) -> Int? {
    let inner = split(part, state).list.inset()
    let task = top(state, rows: inner.rows - 1) + row - inner.row - 1
    return row > inner.row && row < inner.bottom && task < state.shownTaskCount ? task : nil
  }

  private static func columns(_ tasks: [TaskSummary], hasMarks: Bool) -> [Table.Column] {
    let subject = min(24, max(10, tasks.map { $0.labels.subject?.count ?? 0 }.max() ?? 0))
    return [
      Table.Column("", width: hasMarks ? 2 : 1), Table.Column("", width: 1),
      Table.Column("subject", width: subject),
      Table.Column("cohort", width: 10, priority: 4), Table.Column("method", width: 11),
      Table.Column("step", width: 9), Table.Column("progress", width: 8, priority: 3),
      Table.Column("time", width: 6, align: .right),
      Table.Column("try", width: 3, align: .right, priority: 5),
      Table.Column("state", width: 22, grow: 1, priority: 2),
    ]
  }

  /// Where the bar of the progress stands among the columns.
  private static let progressColumn = 6

  /// A table of the visible rows only, so that ten thousand tasks cost no more than thirty.
  private static func table(
    _ tasks: [TaskSummary], top: Int, state: WorkbenchState, glyphs: Glyphs
  ) -> Table {
    var table = Table(
      columns: columns(tasks, hasMarks: !state.markedTasks.isEmpty),
      rows: tasks.enumerated().map {
        row($1, isSelected: top + $0 == state.queue.cursor, state: state, glyphs: glyphs)
      },
      selected: state.queue.cursor - top)
    table.marked = Set(tasks.indices.filter { state.markedTasks.contains(tasks[$0].id) })
    return table
  }

  private static func top(_ state: WorkbenchState, rows: Int) -> Int {
    Table.top(
      state.queue.cursor - rows / 2, showing: state.queue.cursor, count: state.shownTaskCount,
      lines: rows)
  }

  private static func row(
    _ task: TaskSummary, isSelected: Bool, state: WorkbenchState, glyphs: Glyphs
  ) -> [Span] {
    let standing = state.snapshot?.standing(of: task) ?? .waiting
    let cursor = isSelected ? String(glyphs.chosen) : " "
    let mark = state.markedTasks.contains(task.id) ? "+" : ""
    return [
      Span(cursor + mark), VariantGlyph.span(standing, glyphs: glyphs),
      Span(task.labels.subject ?? ""), Span(task.labels.cohort ?? ""),
      Span(task.labels.method ?? ""), Span(task.kind), Span(""),
      Span(seconds(of: task, standing, now: state.now).map(Elapsed.text) ?? ""),
      Span(task.attempt > 0 ? "\(task.attempt)" : ""), words(task, standing),
    ]
  }

  /// The standing, with what is behind it.
  private static func words(_ task: TaskSummary, _ standing: TaskStanding) -> Span {
    let more: String? =
      switch standing {
      case .running: task.progressMessage
      case .failed: task.failureKind
      case .blocked: task.reason?.rawValue
      default: nil
      }
    let role: Role =
      switch standing {
      case .running: .taskRunning
      case .failed: .taskFailed
      case .interrupted: .taskStale
      case .blocked: .taskSkipped
      default: .textDim
      }
    // The mark says that it failed, the kind says how.
    if standing == .failed { return Span(more ?? standing.word, role) }
    return Span([standing.word, more ?? ""].joined(separator: " ").trimmed, role)
  }

  private static func seconds(
    of task: TaskSummary, _ standing: TaskStanding, now: Double
  ) -> Double? {
    guard let start = task.startedAt?.timeIntervalSince1970 else { return nil }
    switch standing {
    // Whole seconds on both sides, so that all times change together.
    case .running: return max(0, now.rounded(.down) - start.rounded(.down))
    case .done, .failed: return task.finishedAt.map { max(0, $0.timeIntervalSince1970 - start) }
    default: return nil
    }
  }

  private static func bars(
    _ tasks: [TaskSummary], state: WorkbenchState, table: Table, in surface: inout Surface,
    _ part: Rectangle
  ) {
    let widths = table.widths(in: part.columns)
    let column = widths.prefix(progressColumn).reduce(part.column) { $0 + ($1 > 0 ? $1 + 1 : 0) }
    for (line, task) in tasks.enumerated()
    where state.snapshot?.standing(of: task) == .running && widths[progressColumn] > 0 {
      surface.bar(
        task.progress, column: column, row: part.row + 1 + line, columns: widths[progressColumn])
    }
  }
}
