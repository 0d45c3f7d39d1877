import Foundation
import Jobs

/// The tasks of a plan, with the parameters of single subjects merged in; of a subject that has not
/// changed since it was last planned, the tasks are remembered.
struct PlannedTasks {
  /// The tasks; `specs` are those of the subjects that were planned anew.
  let graph: TaskGraph
  /// What the next opening is to remember, one line for each subject in the order of the graph.
  let lines: [PlanLine]
  /// What was remembered.
  let former: PlanMemory?
  /// What everybody's tasks depend on, hashed.
  let shared: String
  /// The parameters of single subjects that differ.
  let own: SubjectParameters
  let identity: InputIdentity
  /// Size of the file of parameters when it was read.
  let parameterBytes: Int

  /// How far planning is: subjects done, of so many.
  typealias Progress = (_ done: Int, _ count: Int) -> Void

  init(
    plan: StudyPlan, subjects: [String: [Subject]], template: TemplateChoice, paths: StudyPaths,
    threads: Int, store: TaskStore?, progress: Progress = { _, _ in }
  ) throws(StudyError) {
    let identity = InputIdentity(cachePath: paths.engineFolder + "/inputs.json")
    var builder = TaskGraphBuilder(plan: plan, template: template, threads: threads, identity)
    let journal = ParameterJournal(paths: paths)
    parameterBytes = journal.size
    own = SubjectParameters(try journal.changes(), of: subjects)
    builder.own = own
    shared = Self.shared(builder)
    former = store?.memory().flatMap(PlanMemory.init)
    var planner = SubjectPlanner(
      builder: builder, shared: shared, known: former?.known(shared: shared) ?? [:])
    graph = planner.graph(of: subjects, progress: progress)
    lines = planner.lines
    self.identity = identity
  }

  /// A hash over the tasks of subjects who are nobody: whatever of plan, versions, template and
  /// program changes tasks changes those as well.
  private static func shared(_ builder: TaskGraphBuilder) -> String {
    var builder = builder
    let identity = builder.identity
    // Files that parameters name are real, those of nobody are not.
    builder.identity = { $0.hasPrefix(nowhere) ? "absent" : identity($0) }
    builder.own = SubjectParameters()
    let contrasts = [Subject.contrasts] + builder.versions.contrasts.values.map(\.needed)
    let nobodies = Set(contrasts).sorted { $0.lexicographicallyPrecedes($1) }
    var specs = SpecList()
    for cohort in builder.plan.cohorts {
      for (place, contrasts) in nobodies.enumerated() {
        let images = contrasts.map { ($0, "\(nowhere)\($0).nii.gz") }
        let nobody = Subject(
          cohort: cohort.name, label: "sub-\(place)",
          images: Dictionary(images, uniquingKeysWith: { $1 }))
        _ = builder.entry(nobody, cohort: cohort, priority: 0, into: &specs)
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // What cannot be written down is like nothing that was remembered.
    let text = (try? encoder.encode(specs.specs)) ?? Data(UUID().uuidString.utf8)
    return SHA256.hex(of: Data(StudyVersion.current.utf8) + text)
  }

  private static let nowhere = "//nowhere/"
}

/// Plans subjects one after another, those anew of which something has changed.
private struct SubjectPlanner {
  let builder: TaskGraphBuilder
  let shared: String
  let known: [String: PlanLine]
  private var specs = SpecList()
  private(set) var lines: [PlanLine] = []

  init(builder: TaskGraphBuilder, shared: String, known: [String: PlanLine]) {
    (self.builder, self.shared, self.known) = (builder, shared, known)
  }

  mutating func graph(
    of subjects: [String: [Subject]], progress: PlannedTasks.Progress
  ) -> TaskGraph {
    let count = builder.plan.cohorts.reduce(0) { $0 + (subjects[$1.name]?.count ?? 0) }
    var cohorts: [TaskGraph.CohortTasks] = []
    for cohort in builder.plan.cohorts {
      var entries: [TaskGraph.Entry] = []
      for (index, subject) in (subjects[cohort.name] ?? []).enumerated() {
        let line = line(subject, cohort: cohort, priority: -index)
        lines.append(line)
        entries.append(line.entry)
        progress(lines.count, count)
      }
      cohorts.append(TaskGraph.CohortTasks(cohort: cohort, entries: entries))
    }
    return TaskGraph(cohorts: cohorts, specs: specs.specs)
  }

  private mutating func line(
    _ subject: Subject, cohort: StudyPlan.Cohort, priority: Int
  ) -> PlanLine {
    let key = builder.own.differs(subject) ? "" : key(of: subject)
    if !key.isEmpty, let line = known[PlanMemory.place(of: subject)], line.key == key {
      return line
    }
    let entry = builder.entry(subject, cohort: cohort, priority: priority, into: &specs)
    return PlanLine(entry: entry, key: key, isQueued: false)
  }

  /// A hash over what tells the tasks of a subject from those of others.
  private func key(of subject: Subject) -> String {
    let images = [subject.images, subject.others].flatMap { images in
      images.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)=\(builder.identity($0.value))" } + [""]
    }
    let text = [shared, PlanMemory.place(of: subject), subject.stem] + images
    return SHA256.hex(of: text.joined(separator: "\n").utf8)
  }
}
