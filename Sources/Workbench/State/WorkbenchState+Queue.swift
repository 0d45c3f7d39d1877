import Jobs
import Study

extension WorkbenchState {
  /// The order of the queue view: what needs an eye first, each kind in the order of the queue.
  mutating func arrangeTasks() {
    guard let snapshot else { return queue.places = [] }
    var places: [TaskStanding: [Int]] = [:]
    for (place, task) in snapshot.tasks.enumerated() {
      places[snapshot.standing(of: task), default: []].append(place)
    }
    let wanted = queue.filter.map { [$0] } ?? TaskStanding.allCases
    queue.places = wanted.flatMap { places[$0] ?? [] }
  }

  /// Number of tasks of the queue view.
  var shownTaskCount: Int { queue.places.count }

  /// A task of the queue view by its row.
  func shownTask(at row: Int) -> TaskSummary? {
    guard let tasks = snapshot?.tasks, queue.places.indices.contains(row),
      tasks.indices.contains(queue.places[row])
    else { return nil }
    return tasks[queue.places[row]]
  }

  /// The task under the cursor of the queue view.
  public var shownTask: TaskSummary? { shownTask(at: queue.cursor) }

  /// Arranges the tasks anew. A cursor at the top stays there, another stays on its task.
  mutating func rearrangeTasks(keeping id: String?) {
    arrangeTasks()
    guard queue.cursor > 0, let id, let place = snapshot?.taskPlaces[id] else { return }
    queue.cursor = queue.places.firstIndex(of: place) ?? queue.cursor
  }

  /// Shows tasks of the next standing that has any.
  mutating func nextFilter() {
    let present = TaskStanding.allCases.filter { (snapshot?.count($0) ?? 0) > 0 }
    let choices: [TaskStanding?] = [nil] + present
    let place = choices.firstIndex(of: queue.filter) ?? 0
    queue.filter = choices[(place + 1) % choices.count]
    queue.cursor = 0
    arrangeTasks()
    say("showing \(queue.filter.map { "\($0.word) tasks" } ?? "all tasks")")
  }
}
