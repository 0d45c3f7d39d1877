import Foundation
import Jobs

/// Every task of a study, and which task stands for which step of which subject.
///
/// The identity of a task is a hash over its inputs, parameters and method versions, following the
/// chain from the bytes of the original images. So unchanged work is never done twice, and a
/// changed parameter reruns exactly what depends on it.
public struct TaskGraph: Sendable {
  /// The tasks of one variant of one subject.
  public struct Variant: Sendable, Equatable {
    /// `full`, a method or a control.
    public var name: String
    /// The task that makes the image; nil for the full one.
    public var deface: String?
    /// The task that measures it.
    public var measure: String
    /// The task that checks what is left of the face; nil for the full image and for controls.
    public var face: String?
    /// The tasks that make the variant of further images of the subject.
    public var further: [Further] = []
    /// The parameters, its own and those of the outcome, in which the subject differs from the study.
    public var differences: [ParameterDifference] = []
  }

  /// A further image of a subject.
  public struct Further: Sendable, Equatable {
    /// Which one, such as `FLAIR`.
    public var contrast: String
    /// The task that removes its face.
    public var deface: String
  }

  /// The tasks of one subject.
  public struct Entry: Sendable, Equatable {
    /// Whose tasks they are.
    public var subject: Subject
    /// The image on which head, brain and face are found.
    public var contrast: String
    /// The contrasts that are measured.
    public var measured: [String]
    /// Checks the headers.
    public var probe: String
    /// Aligns and finds the brain of the full image.
    public var reference: String
    /// The variants, the full one first.
    public var variants: [Variant]
    /// Align and find the brain of further images, where each is treated by itself.
    public var furtherReferences: [String] = []

    /// Every task of the subject.
    public var tasks: [String] {
      [probe, reference] + furtherReferences
        + variants.flatMap {
          [$0.deface, $0.measure, $0.face].compactMap { $0 } + $0.further.map(\.deface)
        }
    }
  }

  /// The tasks of one cohort.
  public struct CohortTasks: Sendable, Equatable {
    /// The cohort as planned.
    public var cohort: StudyPlan.Cohort
    /// Its subjects.
    public var entries: [Entry]
  }

  /// The cohorts in the order of the plan.
  public var cohorts: [CohortTasks]
  /// The tasks, each once. Where a plan is remembered, those of the subjects that were planned anew.
  public var specs: [TaskSpec]

  /// The identities of all tasks.
  public var identities: Set<String> {
    var ids: Set<String> = []
    for cohort in cohorts { for entry in cohort.entries { ids.formUnion(entry.tasks) } }
    return ids
  }
}

/// What the identity of a task is hashed from, besides the inputs.
public struct MethodVersions: Sendable {
  /// Version of alignment and brain extraction.
  public var reference: Int
  /// Versions by name of method or control.
  public var methods: [String: Int]
  /// Versions by name of outcome.
  public var outcomes: [String: Int]
  /// The contrasts that each outcome is measured on.
  public var contrasts: [String: OutcomeContrasts]
}

/// Builds the tasks of a study.
public struct TaskGraphBuilder {
  /// What is asked for.
  public var plan: StudyPlan
  /// Versions of everything that computes.
  public var versions: MethodVersions
  /// Identity of the template.
  public var template: String
  /// Threads that one task may use.
  public var threads: Int
  /// The hash of an input file; a missing file has the hash of its absence.
  public var identity: (String) -> String
  /// The parameters of single subjects that differ from the plan's.
  public var own = SubjectParameters()

  /// A builder.
  public init(
    plan: StudyPlan, versions: MethodVersions, template: String, threads: Int,
    identity: @escaping (String) -> String
  ) {
    (self.plan, self.versions, self.template) = (plan, versions, template)
    (self.threads, self.identity) = (threads, identity)
  }

  /// A builder of what this program computes.
  init(plan: StudyPlan, template: TemplateChoice, threads: Int, _ identity: InputIdentity) {
    self.init(
      plan: plan, versions: StudyRegistry.versions,
      template: template.identity(hash: identity.hash(of:)), threads: threads,
      identity: identity.hash(of:))
  }

  /// The graph of the given subjects, by cohort name.
  public func graph(of subjects: [String: [Subject]]) -> TaskGraph {
    var specs = SpecList()
    let cohorts = plan.cohorts.map { cohort in
      TaskGraph.CohortTasks(
        cohort: cohort,
        entries: (subjects[cohort.name] ?? []).enumerated().map { index, subject in
          entry(subject, cohort: cohort, priority: -index, into: &specs)
        })
    }
    return TaskGraph(cohorts: cohorts, specs: specs.specs)
  }

  /// The tasks of one subject, which are added to a list.
  func entry(
    _ subject: Subject, cohort: StudyPlan.Cohort, priority: Int, into specs: inout SpecList
  ) -> TaskGraph.Entry {
    let contrasts = versions.contrasts[cohort.outcome] ?? OutcomeContrasts(needed: ["T1w"])
    let draft = SubjectDraft(
      builder: self, subject: subject, cohort: cohort, measured: contrasts.measured(of: subject),
      anchor: contrasts.anchor(of: subject), priority: priority)
    let probe = specs.add(draft.probe())
    let reference = specs.add(draft.reference(after: probe))
    let full = specs.add(draft.measure("full", after: [reference]))
    let measuredOtherwise = draft.differences(of: cohort.outcome)
    var variants = [
      TaskGraph.Variant(name: "full", deface: nil, measure: full, differences: measuredOtherwise)
    ]
    let references =
      plan.images == .independent
      ? draft.furtherContrasts.map { specs.add(draft.furtherReference($0, after: probe)) } : []
    for name in plan.methods + plan.controls {
      let deface = specs.add(draft.deface(name, after: reference))
      let further = draft.furtherContrasts(of: name).enumerated().map { place, contrast in
        let before =
          references.isEmpty || !plan.methods.contains(name)
          ? [reference, deface] : [references[place]]
        return TaskGraph.Further(
          contrast: contrast, deface: specs.add(draft.further(contrast, by: name, after: before)))
      }
      let before = [deface] + further.filter { draft.measured.contains($0.contrast) }.map(\.deface)
      let measure = specs.add(draft.measure(name, after: before))
      let face = plan.methods.contains(name) ? specs.add(draft.face(name, after: deface)) : nil
      variants.append(
        TaskGraph.Variant(
          name: name, deface: deface, measure: measure, face: face, further: further,
          differences: draft.differences(of: name) + measuredOtherwise))
    }
    return TaskGraph.Entry(
      subject: subject, contrast: draft.anchor, measured: draft.measured, probe: probe,
      reference: reference, variants: variants, furtherReferences: references)
  }
}

/// A list of tasks in which each identity stands once.
struct SpecList {
  private(set) var specs: [TaskSpec] = []
  private var known: Set<String> = []

  /// Adds a task unless it is there, and gives its identity back.
  mutating func add(_ spec: TaskSpec) -> String {
    if known.insert(spec.id).inserted { specs.append(spec) }
    return spec.id
  }
}
