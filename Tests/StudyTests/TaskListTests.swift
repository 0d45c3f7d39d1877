import Jobs
import Support
import Testing

@testable import Study

/// A reader that follows a study says the same as one that reads it anew.
@Suite struct TaskListTests {
  private static let yaml = """
    study: small
    methods: [quickshear]
    controls: [noise]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    """

  /// What happens to a study that is being looked at.
  struct Event: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isWhole = false
    var body: @Sendable (FinishedStudy) throws -> Void
  }

  static let events = [
    Event(testDescription: "nothing") { _ in },
    Event(testDescription: "a task is done again, and its result is another one") {
      _ = try $0.study.store.rerun(TaskFilter(subject: "sub-02", method: "quickshear"))
      try $0.finish()
    },
    Event(testDescription: "tasks are put back") {
      _ = try $0.study.store.rerun(TaskFilter(subject: "sub-01"))
    },
    Event(testDescription: "a task is claimed") {
      _ = try $0.study.store.rerun(TaskFilter(kinds: ["deface"]))
      _ = try $0.study.store.claim(Claimant(owner: "me", version: "1"), limit: 1)
    },
    Event(testDescription: "a task fails, and what needs it is blocked") {
      _ = try $0.study.store.rerun(TaskFilter(kinds: ["reference"]))
      let lease = try #require(
        try $0.study.store.claim(Claimant(owner: "me", version: "1"), limit: 1).first)
      let failure = TaskFailure(kind: "brain-extraction", message: "no brain")
      _ = try $0.study.store.fail(lease, failure)
    },
    Event(testDescription: "tasks leave the queue", isWhole: true) {
      let ids = $0.study.graph.identities.sorted()
      _ = try $0.study.store.removeObsolete(keeping: Set(ids.dropLast(2)))
    },
    Event(testDescription: "a task is added", isWhole: true) {
      try $0.study.store.add([TaskSpec(id: "stranger", kind: "probe")])
    },
    Event(testDescription: "somebody rates") {
      let item = RatedItem(cohort: "heads", subject: "sub-01", method: "quickshear")
      let picture = try #require($0.study.graph.cohorts[0].entries[0].variants[1].deface)
      try $0.study.paths.raterFile("ann").append(
        Rating(item: item, picture: picture, verdict: .fail, note: "", rater: "ann"))
    },
  ]

  @Test(arguments: events)
  func `what is followed is what is there`(_ event: Event) throws {
    let made = try FinishedStudy(Self.yaml, subjects: 3) {
      TaskResult(values: #"{"nbv_ml": 160\#($0 % 10)}"#)
    }
    let reader = made.study.reader()
    let before = try reader.snapshot()
    try event.body(made)
    let followed = try reader.snapshot()
    let fresh = try made.study.reader().snapshot()
    #expect(followed.tasks == fresh.tasks && followed.taskPlaces == fresh.taskPlaces)
    #expect(followed.counts == fresh.counts && followed.standings == fresh.standings)
    #expect(followed.cohorts.map(\.subjects) == fresh.cohorts.map(\.subjects))
    #expect(followed.cohorts.map(\.pending) == fresh.cohorts.map(\.pending))
    #expect(followed.version == fresh.version)
    let isSame = followed.cohorts.map(\.subjects) == before.cohorts.map(\.subjects)
    let leavesSubjects = ["nothing", "a task is added"].contains(event.testDescription)
    #expect(isSame == leavesSubjects)
  }

  @Test(arguments: events)
  func `only what has changed is read`(_ event: Event) throws {
    let made = try FinishedStudy(Self.yaml, subjects: 3) { _ in TaskResult() }
    let store = made.study.store
    var list = TaskList(.all)
    let all = try list.update(from: store, at: store.version())
    #expect(all.isWhole && all.ids.count == 3 * 8)
    try event.body(made)
    let change = try list.update(from: store, at: store.version())
    #expect(change.isWhole == event.isWhole)
    #expect(event.isWhole || change.ids.count < 24)
    #expect(try list.all == store.summaries())
  }
}
