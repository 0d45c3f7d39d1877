import Jobs

/// The tasks of a queue as a list, brought up to date by what has changed since it was last read.
struct TaskList {
  private let filter: TaskFilter
  /// The tasks in the order in which they were added.
  private(set) var all: [TaskSummary] = []
  /// Where each task stands, by its identity.
  private(set) var places: [String: Int] = [:]
  private var seen: StoreVersion?

  /// What an update has brought.
  struct Change {
    /// Whether everything was read, since tasks have come or gone.
    var isWhole: Bool
    /// The tasks that may be others than before.
    var ids: Set<String>

    /// Takes in what a later update has brought.
    mutating func add(_ other: Change) {
      isWhole = isWhole || other.isWhole
      ids.formUnion(other.ids)
    }
  }

  /// A list of the tasks that a filter lets in, still to be read.
  init(_ filter: TaskFilter) { self.filter = filter }

  /// A task by its identity.
  subscript(id: String) -> TaskSummary? { places[id].map { all[$0] } }

  /// The identities of all tasks.
  var identities: Dictionary<String, Int>.Keys { places.keys }

  /// Reads what has changed.
  ///
  /// - Parameters:
  ///   - store: the queue.
  ///   - version: its counter, read before; what is written meanwhile is read again the next time.
  /// - Returns: what is new.
  /// - Throws: an error when the database cannot be read.
  mutating func update(
    from store: TaskStore, at version: StoreVersion
  ) throws(JobsError) -> Change {
    if let seen, seen.epoch == version.epoch, seen.sequence <= version.sequence {
      let changes = try store.summaries(filter, since: seen.sequence)
      if changes.allSatisfy({ places[$0.id] != nil }) {
        for task in changes { places[task.id].map { all[$0] = task } }
        self.seen = version
        return Change(isWhole: false, ids: Set(changes.map(\.id)))
      }
    }
    all = try store.summaries(filter)
    places = Dictionary(
      all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    seen = version
    return Change(isWhole: true, ids: Set(places.keys))
  }
}
