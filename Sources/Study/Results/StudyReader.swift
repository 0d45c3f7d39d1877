import Agreement
import Foundation
import Jobs

/// Reads the queue of a study into snapshots; results that are done are read once only, and
/// forgotten when their task is done no more.
///
/// Not for several threads at once: each reader belongs to one.
public final class StudyReader {
  private let plan: StudyPlan
  private let graph: TaskGraph
  private let store: TaskStore
  private let paths: StudyPaths
  private var opened: OpenedPlan
  private var results: [String: StoredResult] = [:]
  private var ratings = RatingsReader()

  /// A finished result, decoded.
  struct StoredResult {
    var attempt: Int
    var values: [String: Double]
    var warnings: [String]
  }

  /// A reader of one study, whose plan was read from the given bytes of the study file.
  public init(
    plan: StudyPlan, studyFile: Data, graph: TaskGraph, store: TaskStore, paths: StudyPaths
  ) {
    (self.plan, self.graph, self.store, self.paths) = (plan, graph, store, paths)
    opened = OpenedPlan(file: paths.studyFile, bytes: studyFile, graph: graph)
  }

  /// Whether the study file holds other bytes than when the study was opened; cheap to ask for.
  public var studyFileHasChanged: Bool { opened.fileHasChanged }

  /// The study at this moment.
  ///
  /// - Returns: the snapshot.
  /// - Throws: an error when the database cannot be read.
  public func snapshot() throws(JobsError) -> StudySnapshot {
    let version = try store.version()
    let tasks = try store.summaries()
    let byID = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    try readResults(of: tasks)
    let failures = try failures(among: tasks)
    let holder = EngineLock.holder(folder: paths.engineFolder)
    let book = ratings.book(in: paths.ratings)
    var snapshot = StudySnapshot(
      name: plan.name, methods: plan.methods, controls: plan.controls,
      cohorts: graph.cohorts.map { cohort($0, tasks: byID, failures: failures) }, tasks: tasks,
      taskPlaces: Dictionary(
        tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }),
      counts: Dictionary(grouping: tasks, by: \.state).mapValues(\.count),
      remainingSeconds: try remainingSeconds(), version: version,
      engineIsRunning: holder != nil, isOutdated: opened.isOutdated(byID))
    snapshot.take(FaceSearchFiles(paths: paths).found(snapshot))
    snapshot.ratings = book
    (snapshot.parameters, snapshot.referenceStudy) = (plan.parameters, plan.referenceStudy)
    return snapshot
  }

  /// Seconds of work left where they can be guessed, with as many tasks at once as run now.
  private func remainingSeconds() throws(JobsError) -> Double? {
    let running = try store.counts()[.leased] ?? 0
    return try store.remainingTime(slots: max(1, running), usual: Work.usualSeconds).seconds
  }

  /// Reads what is newly done, and forgets what is done no more or has left the queue.
  private func readResults(of tasks: [TaskSummary]) throws(JobsError) {
    let done = tasks.filter { $0.state == .done }
    let kept = Set(done.map(\.id))
    results = results.filter { kept.contains($0.key) }
    let fresh = done.filter { results[$0.id]?.attempt != $0.attempt }
    guard !fresh.isEmpty else { return }
    for record in try store.records(TaskFilter(ids: fresh.map(\.id), states: [.done])) {
      let result = record.result ?? TaskResult()
      results[record.id] = StoredResult(
        attempt: record.attempt, values: StudyValues.decode(result.values),
        warnings: result.warnings)
    }
  }

  private func failures(among tasks: [TaskSummary]) throws(JobsError) -> [String: TaskFailure] {
    let failed = tasks.filter { $0.state == .failed }.map(\.id)
    guard !failed.isEmpty else { return [:] }
    let records = try store.records(TaskFilter(ids: failed))
    return Dictionary(
      records.compactMap { record in record.failure.map { (record.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}

// MARK: - Cohorts and subjects

extension StudyReader {
  private func cohort(
    _ tasks: TaskGraph.CohortTasks, tasks byID: [String: TaskSummary],
    failures: [String: TaskFailure]
  ) -> CohortStatus {
    let subjects = tasks.entries.map { entry in
      subject(entry, outcome: tasks.cohort.outcome, tasks: byID, failures: failures)
    }
    let key = HeadlineValue.key(of: tasks.cohort.outcome)
    return CohortStatus(
      name: tasks.cohort.name, outcome: tasks.cohort.outcome,
      parameters: plan.parameters[tasks.cohort.outcome] ?? [:], valueKey: key, subjects: subjects,
      agreement: CohortAgreement.table(
        of: subjects, methods: plan.methods + plan.controls, controls: Set(plan.controls),
        valueKey: key),
      pending: subjects.count { !$0.isFinal })
  }

  private func subject(
    _ entry: TaskGraph.Entry, outcome: String, tasks: [String: TaskSummary],
    failures: [String: TaskFailure]
  ) -> SubjectStatus {
    SubjectStatus(
      subject: entry.subject, contrast: entry.contrast,
      variants: entry.variants.map { variant in
        status(of: variant, entry: entry, outcome: outcome, tasks: tasks, failures: failures)
      },
      brainMask: paths.absolute(
        StudyPaths.reference(entry.subject, contrast: entry.contrast).brainMask),
      alignment: paths.absolute(
        StudyPaths.reference(entry.subject, contrast: entry.contrast).transform))
  }

  private func status(
    of variant: TaskGraph.Variant, entry: TaskGraph.Entry, outcome name: String,
    tasks: [String: TaskSummary], failures: [String: TaskFailure]
  ) -> VariantStatus {
    let contrast = entry.contrast
    let measured = variant.further.filter { entry.measured.contains($0.contrast) }.map(\.deface)
    let shared = [entry.probe, entry.reference]
    let last = [variant.deface].compactMap { $0 } + measured + [variant.measure]
    let chain = shared + (measured.isEmpty ? [] : entry.furtherReferences) + last
    let own = variant.deface == nil ? chain : last
    let known = chain.compactMap { tasks[$0] }
    // A task of the plan may not be in the queue yet; what is known of the others says nothing then.
    let state =
      known.count == chain.count ? VariantState(chain: known, own: Set(own)) : .waiting
    let failed = own.first { tasks[$0]?.state == .failed }
    let files = StudyPaths.variant(
      variant.name, of: entry.subject, contrast: contrast,
      isControl: plan.controls.contains(variant.name))
    let outcome = StudyPaths.outcome(name, variant: variant.name, of: entry.subject)
    let isFull = variant.deface == nil
    let further = variant.further.compactMap { further in
      failures[further.deface].map {
        VariantStatus.FurtherFailure(contrast: further.contrast, failure: $0)
      }
    }
    let picture: String? =
      switch failed {
      case nil: nil
      case entry.reference:
        StudyPaths.reference(entry.subject, contrast: contrast).failurePicture
      case variant.measure: StudyPaths.pictures(ofValues: outcome.values).failed
      default: nil
      }
    var status = VariantStatus(
      name: variant.name, state: state, values: results[variant.measure]?.values ?? [:],
      removal: variant.deface.flatMap { results[$0]?.values } ?? [:],
      warnings: own.flatMap { results[$0]?.warnings ?? [] }
        + further.map { "\($0.contrast) was not defaced: \($0.failure.message)" },
      failure: failed.flatMap { failures[$0] },
      tasks: chain + variant.further.map(\.deface).filter { !chain.contains($0) },
      image: isFull ? entry.subject.images[contrast] : paths.absolute(files.image),
      removalMask: isFull ? nil : paths.absolute(files.mask),
      labels: paths.absolute(outcome.labels), failurePicture: picture.map(paths.absolute))
    status.furtherFailures = further
    if plan.methods.contains(variant.name), let deface = variant.deface {
      (status.picture, status.hasPicture) = (deface, tasks[deface]?.state == .done)
      let item = RatedItem(entry.subject, method: variant.name)
      status.take(ratings.known.ratings(of: item), rule: plan.ratings)
    }
    status.differences = variant.differences
    let face = StudyPaths.face(variant.name, of: entry.subject)
    status.face = variant.face.map { task in
      FaceStanding(
        task: task, values: results[task]?.values ?? [:], failure: failures[task],
        files: (paths.absolute(face.check), paths.absolute(face.record)))
    }
    return status
  }
}
