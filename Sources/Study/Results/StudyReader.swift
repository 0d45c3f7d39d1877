import Agreement
import Foundation
import Jobs

/// Reads the queue of a study into snapshots; what has not changed since the last one is not read or
/// put together again, and results are forgotten when their task is done no more.
///
/// Not for several threads at once: each reader belongs to one.
public final class StudyReader {
  let plan: StudyPlan
  let paths: StudyPaths
  private let graph: TaskGraph
  private let store: TaskStore
  private var opened: OpenedPlan
  private(set) var tasks: TaskList
  private(set) var results: [String: StoredResult] = [:]
  private(set) var failures: [String: TaskFailure] = [:]
  private(set) var ratings = RatingsReader()
  private var isOutdated = false
  /// What has changed and is not taken in yet: where reading fails halfway, the next one goes on with it.
  private var due = TaskList.Change(isWhole: false, ids: [])
  /// The subjects as last put together, by cohort and place.
  private var subjects: [[SubjectStatus]] = []

  /// A finished result, decoded.
  struct StoredResult {
    var values: [String: Double]
    var warnings: [String]
  }

  /// A reader of one study, whose plan was read from the given bytes of the study file.
  public convenience init(
    plan: StudyPlan, studyFile: Data, graph: TaskGraph, store: TaskStore, paths: StudyPaths
  ) {
    self.init(
      plan: plan, studyFile: studyFile, graph: graph, store: store, paths: paths, filter: .all)
  }

  /// A reader of some tasks of a study.
  init(
    plan: StudyPlan, studyFile: Data, graph: TaskGraph, store: TaskStore, paths: StudyPaths,
    filter: TaskFilter
  ) {
    (self.plan, self.graph, self.store, self.paths) = (plan, graph, store, paths)
    opened = OpenedPlan(file: paths.studyFile, bytes: studyFile, graph: graph)
    tasks = TaskList(filter)
  }

  /// Whether the study file holds other bytes than when the study was opened; cheap to ask for.
  public var studyFileHasChanged: Bool { opened.fileHasChanged }

  /// The study at this moment.
  ///
  /// - Returns: the snapshot.
  /// - Throws: an error when the database cannot be read.
  public func snapshot() throws(JobsError) -> StudySnapshot {
    let version = try store.version()
    due.add(try tasks.update(from: store, at: version))
    let change = due
    if change.isWhole { isOutdated = opened.isOutdated(tasks.identities) }
    try readResults(of: change)
    try readFailures(of: change)
    let former = ratings.known
    let book = ratings.book(in: paths.ratings)
    refresh(change.isWhole || book != former ? nil : change.ids)
    due = TaskList.Change(isWhole: false, ids: [])
    var snapshot = StudySnapshot(
      name: plan.name, methods: plan.methods, controls: plan.controls,
      cohorts: zip(graph.cohorts, subjects).map(cohort), tasks: tasks.all,
      taskPlaces: tasks.places,
      counts: Dictionary(grouping: tasks.all, by: \.state).mapValues(\.count),
      remainingSeconds: remainingSeconds, version: version,
      engineIsRunning: EngineLock.holder(folder: paths.engineFolder) != nil,
      isOutdated: isOutdated || opened.fileHasChanged)
    snapshot.take(FaceSearchFiles(paths: paths).found(snapshot))
    snapshot.ratings = book
    (snapshot.parameters, snapshot.referenceStudy) = (plan.parameters, plan.referenceStudy)
    return snapshot
  }

  /// A part of the study at this moment, before it is planned: the tasks of this reader, and the names
  /// of everybody else.
  ///
  /// - Parameter others: the others by name of the cohort, in order.
  /// - Returns: the snapshot, which is partial.
  /// - Throws: an error when the database cannot be read.
  func glimpse(others: [String: [Subject]]) throws(JobsError) -> StudySnapshot {
    var snapshot = try snapshot()
    snapshot.cohorts = snapshot.cohorts.map { cohort in
      let unread = (others[cohort.name] ?? []).map {
        SubjectStatus(subject: $0, contrast: "", variants: [], brainMask: "")
      }
      return CohortStatus(
        name: cohort.name, outcome: cohort.outcome, parameters: cohort.parameters,
        valueKey: cohort.valueKey, subjects: cohort.subjects + unread, pending: 0)
    }
    snapshot.isPartial = true
    return snapshot
  }

  /// Seconds of work left where they can be guessed, with as many tasks at once as run now.
  private var remainingSeconds: Double? {
    let running = tasks.all.count { $0.state == .leased }
    return RemainingTime(
      of: tasks.all, usual: Work.usualSeconds, slots: max(1, running), now: Date()
    ).seconds
  }

  /// Reads what is newly done, and forgets what is done no more or has left the queue.
  private func readResults(of change: TaskList.Change) throws(JobsError) {
    if change.isWhole { results = [:] }
    for id in change.ids { results[id] = nil }
    let done = change.ids.filter { tasks[$0]?.state == .done }
    guard !done.isEmpty else { return }
    for (id, done) in try store.results(of: done.sorted()) {
      results[id] = StoredResult(
        values: StudyValues.decode(done.result.values), warnings: done.result.warnings)
    }
  }

  private func readFailures(of change: TaskList.Change) throws(JobsError) {
    if change.isWhole { failures = [:] }
    for id in change.ids { failures[id] = nil }
    let failed = change.ids.filter { tasks[$0]?.state == .failed }
    guard !failed.isEmpty else { return }
    for record in try store.records(TaskFilter(ids: failed.sorted())) {
      failures[record.id] = record.failure
    }
  }

  /// Puts those subjects together again whose tasks have changed; all of them where none is named.
  private func refresh(_ changed: Set<String>?) {
    let whole = changed == nil || subjects.isEmpty
    for (place, cohort) in graph.cohorts.enumerated() {
      let outcome = cohort.cohort.outcome
      if whole {
        let all = cohort.entries.map { subject($0, outcome: outcome) }
        if subjects.indices.contains(place) { subjects[place] = all } else { subjects.append(all) }
      } else if let changed, !changed.isEmpty {
        for (index, entry) in cohort.entries.enumerated()
        where entry.tasks.contains(where: changed.contains) {
          subjects[place][index] = subject(entry, outcome: outcome)
        }
      }
    }
  }

  private func cohort(
    _ tasks: TaskGraph.CohortTasks, _ subjects: [SubjectStatus]
  ) -> CohortStatus {
    let key = HeadlineValue.key(of: tasks.cohort.outcome)
    return CohortStatus(
      name: tasks.cohort.name, outcome: tasks.cohort.outcome,
      parameters: plan.parameters[tasks.cohort.outcome] ?? [:], valueKey: key, subjects: subjects,
      agreement: CohortAgreement.table(
        of: subjects, methods: plan.methods + plan.controls, controls: Set(plan.controls),
        valueKey: key),
      pending: subjects.count { !$0.isFinal })
  }
}
