import Foundation
import Jobs

extension OpenStudy {
  /// Puts every task of the study into the queue and takes out those that the plan no longer has.
  ///
  /// Files of tasks that the plan no longer has are deleted, and so are those of tasks that are to be
  /// done (again), unless an engine is at work: what stands in the derivatives belongs to a finished
  /// task of the study.
  ///
  /// - Parameters:
  ///   - names: subjects or cohorts; when given, only their tasks are added.
  ///   - retriesPassing: whether failures that say nothing of the subject are put back, as a run
  ///     does; who only looks does not want failures to vanish.
  /// - Returns: what came of it.
  /// - Throws: an error when a name is not known or the queue cannot be written.
  @discardableResult
  public func enqueue(
    only names: [String] = [], retriesPassing: Bool = true
  ) throws(StudyError) -> EnqueueReport {
    try refuseStrays(names)
    var report = EnqueueReport()
    let chosen = places(of: Set(names))
    report.removedFiles = try Self.jobs("queueing the tasks of the study") { () throws(JobsError) in
      let present = try store.identities()
      let obsolete = try obsolete(among: present)
      (report.added, report.existing) = try add(chosen, present: present)
      // Beside an engine at work a task may finish at any moment; its files are not for us to judge.
      let isAlone = EngineLock.holder(folder: store.folder) == nil
      if isAlone, retriesPassing {
        report.retried = try store.retry(
          TaskFilter(states: [.failed], failureKinds: Self.passing))
      }
      // Only these tasks tell which files must go: they leave the queue after their files, so that
      // whoever is interrupted begins again.
      let removed = try removeFiles(of: obsolete, isAlone: isAlone) + removeSearches()
      guard !obsolete.isEmpty else { return removed }
      _ = try store.removeObsolete(keeping: graph.identities)
      // A worker that was busy with one of them may have written until now.
      return try removed + removeFiles(of: obsolete, isAlone: false)
    }
    return report
  }

  private func refuseStrays(_ names: [String]) throws(StudyError) {
    guard !names.isEmpty else { return }
    let known = Set(graph.cohorts.flatMap { [$0.cohort.name] + $0.entries.map(\.subject.stem) })
    guard let stray = names.first(where: { !known.contains($0) }) else { return }
    throw StudyError(
      .badData, "no subject or cohort of the study is called '\(stray)'",
      remedy: Suggestion.remedy(for: stray, in: known.sorted().prefix(20) + []))
  }

  /// Kinds of failure that say nothing of the subject: they may pass in the next run.
  private static let passing =
    TaskFailure.passing.sorted() + [FailureKind.outputFailed.rawValue]

  /// The lines of subjects and cohorts, by their places; of all where none is named.
  private func places(of names: Set<String>) -> Set<Int> {
    guard !names.isEmpty else { return Set(lines.indices) }
    return Set(
      lines.indices.filter {
        let subject = lines[$0].entry.subject
        return names.contains(subject.cohort) || names.contains(subject.stem)
      })
  }

  // MARK: - Tasks

  /// The tasks of the queue that the plan no longer has.
  private func obsolete(among present: Set<String>) throws(JobsError) -> [TaskSpec] {
    let strangers = present.subtracting(graph.identities)
    guard !strangers.isEmpty else { return [] }
    return try store.records(TaskFilter(ids: strangers.sorted())).map(\.spec)
  }

  /// Adds the tasks of the chosen lines that are not in the queue as they are planned.
  private func add(
    _ chosen: Set<Int>, present: Set<String>
  ) throws(JobsError) -> (added: Int, existing: Int) {
    let memory = store.memory()
    // Where another process has queued tasks meanwhile, nothing that was remembered holds.
    let holds = memory?.stamp == former?.stamp
    let due = chosen.filter {
      !holds || !lines[$0].isQueued || !present.isSuperset(of: lines[$0].entry.tasks)
    }
    let count = Set(chosen.flatMap { lines[$0].entry.tasks }).count
    let bytes = bytes(queued: chosen, keepsOthers: holds)
    guard !due.isEmpty || former?.holds(bytes) != true else { return (0, count) }
    let report = try store.add(specs(of: due), remembering: (bytes, memory?.stamp))
    guard !report.isRemembered else { return (report.added, count - report.added) }
    let again = try store.add(specs(of: chosen))
    return (report.added + again.added, count - report.added - again.added)
  }

  private func bytes(queued chosen: Set<Int>, keepsOthers: Bool) -> Data {
    var lines = lines
    for place in lines.indices {
      lines[place].isQueued =
        chosen.contains(place) || keepsOthers && lines[place].isQueued
    }
    return PlanMemory.bytes(
      studyFile: SHA256.hex(of: studyFile), shared: shared, lines: lines)
  }

  /// The tasks of some lines, in the order of the plan.
  ///
  /// A task that several lines share has labels and priority of the first of them in the plan, whether or
  /// not that one is asked for or was planned anew.
  func specs(of places: Set<Int>) -> [TaskSpec] {
    guard !places.isEmpty else { return [] }
    let chosen = Set(places.flatMap { lines[$0].entry.tasks })
    let owners = owners
    let needed = places.union(chosen.compactMap { owners[$0] })
    let drafted = Dictionary(graph.specs.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let identity = InputIdentity(cachePath: paths.engineFolder + "/inputs.json")
    var builder = TaskGraphBuilder(plan: plan, template: template, threads: threads, identity)
    builder.own = own
    var specs = SpecList()
    var place = 0
    for cohort in graph.cohorts {
      for (index, entry) in cohort.entries.enumerated() {
        defer { place += 1 }
        guard needed.contains(place) else { continue }
        let tasks = entry.tasks.compactMap { drafted[$0] }
          .filter { owners[$0.id] != place || $0.labels.cohort == cohort.cohort.name }
        if tasks.count == entry.tasks.count {
          for task in tasks { _ = specs.add(task) }
        } else {
          _ = builder.entry(entry.subject, cohort: cohort.cohort, priority: -index, into: &specs)
        }
      }
    }
    return specs.specs.filter { chosen.contains($0.id) }
  }

  /// The first line of the plan that has a task, by the task.
  private var owners: [String: Int] {
    var owners: [String: Int] = [:]
    for (place, line) in lines.enumerated() {
      for task in line.entry.tasks where owners[task] == nil { owners[task] = place }
    }
    return owners
  }

  /// Every task of the study in full.
  var allSpecs: [TaskSpec] { specs(of: Set(lines.indices)) }

  // MARK: - Files

  /// Deletes the files of tasks that are gone, and unless an engine is at work of those that are to be
  /// done and of failed ones, but for the picture of the failure; gives their number.
  private func removeFiles(
    of obsolete: [TaskSpec], isAlone: Bool
  ) throws(JobsError) -> Int {
    let version = try store.version()
    let states = isAlone ? try store.states() : nil
    let result = StaleFiles(paths: paths).remove(of: obsolete, files: files, states: states) {
      // An engine may begin at any moment: it holds the lock while it is at work, and what it did
      // since counts the queue on.
      EngineLock.holder(folder: store.folder) == nil && (try? store.version()) == version
    }
    guard result.left == 0 || obsolete.isEmpty else {
      throw JobsError(
        .cannotCreate,
        "\(result.left) files of tasks that are no longer part of the study cannot be deleted",
        remedy: "check the permissions of 'derivatives/bauta' and '.bauta/work' of the study")
    }
    return result.removed
  }

  /// Deletes what searches found of people, cohorts and methods that the plan no longer has; gives the
  /// number of files.
  private func removeSearches() throws(JobsError) -> Int {
    let people = graph.cohorts.map { cohort in
      (cohort.cohort.name, Set(cohort.entries.map(\.subject.stem)))
    }
    let result = FaceSearchFiles(paths: paths).removeStale(
      people: Dictionary(people, uniquingKeysWith: { $0.union($1) }), methods: Set(plan.methods))
    guard result.left == 0 else {
      throw JobsError(
        .cannotCreate,
        "\(result.left) files of searches for people who are no longer part of the study cannot be "
          + "deleted",
        remedy: "check the permissions of 'derivatives/bauta' and '.bauta/work' of the study")
    }
    return result.removed
  }

  /// The files of every task of the plan.
  private var files: some Sequence<EntryFiles.TaskFiles> {
    let controls = Set(plan.controls)
    return graph.cohorts.lazy.flatMap { cohort in
      cohort.entries.lazy.flatMap {
        EntryFiles(entry: $0, outcome: cohort.cohort.outcome, controls: controls).all
      }
    }
  }
}
