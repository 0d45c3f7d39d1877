import Agreement
import Foundation
import Jobs

/// Where one variant of one subject stands, as a person wants to know it.
public enum VariantState: Sendable, Equatable {
  /// Nothing of it has begun.
  case waiting
  /// Ready, or a step of it is done.
  case queued
  /// A worker is busy with the step named, this share of it done.
  case running(step: String, fraction: Double)
  /// Measured.
  case done
  /// The step named failed.
  case failed(step: String, kind: FailureKind)
  /// The full image failed before this variant could be made.
  case blocked
  /// Taken back by a person.
  case cancelled

  /// Whether nothing more will happen by itself.
  public var isFinal: Bool {
    switch self {
    case .done, .failed, .blocked, .cancelled: true
    case .waiting, .queued, .running: false
    }
  }
}

/// One variant of one subject: state, values, and what went wrong.
public struct VariantStatus: Sendable, Equatable {
  /// `full`, a method or a control.
  public var name: String
  /// Where it stands.
  public var state: VariantState
  /// The measured values by key, such as `nbv_ml`.
  public var values: [String: Double]
  /// What the removal reported by key, such as `removed_ml`.
  public var removal: [String: Double]
  /// Sentences worth reading.
  public var warnings: [String]
  /// The failure in full, of the step that failed.
  public var failure: TaskFailure?
  /// The tasks behind it in order of their work.
  public var tasks: [String]
  /// The image, absolute; nil for the full one of a missing file.
  public var image: String?
  /// The mask of removed voxels, absolute.
  public var removalMask: String?
  /// The tissue labels, absolute.
  public var labels: String?
  /// The picture of the step that failed, absolute; nil where no step that is drawn failed.
  public var failurePicture: String?
  /// What is left of the face; nil for the full image and for controls.
  public var face: FaceStanding?
  /// Identity of the picture that the method makes, that is, of the task which makes it; nil for the
  /// full image and for controls, which nobody rates.
  public var picture: String?
  /// Whether that picture is there.
  public var hasPicture = false
  /// A number that changes with the images, where no tasks tell.
  public var generation: Int64 = 0
  /// What raters say of it, one entry for each of them.
  public var ratings: [StandingRating] = []
  /// The parameters in which the subject differs from the study, as far as they concern this variant.
  public var differences: [ParameterDifference] = []
  /// The further images of the subject whose face could not be removed by this method, in order.
  public var furtherFailures: [FurtherFailure] = []

  /// A further image whose face could not be removed.
  public struct FurtherFailure: Sendable, Equatable {
    /// Its contrast, such as `T2w`.
    public var contrast: String
    /// Why.
    public var failure: TaskFailure
  }

  /// A value from its parts.
  public init(
    name: String,
    state: VariantState,
    values: [String: Double],
    removal: [String: Double],
    warnings: [String],
    failure: TaskFailure? = nil,
    tasks: [String],
    image: String? = nil,
    removalMask: String? = nil,
    labels: String? = nil,
    failurePicture: String? = nil
  ) {
    self.name = name
    self.state = state
    self.values = values
    self.removal = removal
    self.warnings = warnings
    self.failure = failure
    self.tasks = tasks
    self.image = image
    self.removalMask = removalMask
    self.labels = labels
    self.failurePicture = failurePicture
  }
}

/// One subject with all its variants.
public struct SubjectStatus: Sendable, Equatable {
  /// Who it is.
  public var subject: Subject
  /// The contrast that is shown and defaced.
  public var contrast: String
  /// The variants, the full one first.
  public var variants: [VariantStatus]
  /// The brain mask of the full image, absolute.
  public var brainMask: String
  /// How the template lies in it, a file, absolute; nil where that is not kept.
  public var alignment: String?

  /// A value from its parts.
  public init(
    subject: Subject,
    contrast: String,
    variants: [VariantStatus],
    brainMask: String,
    alignment: String? = nil
  ) {
    self.subject = subject
    self.contrast = contrast
    self.variants = variants
    self.brainMask = brainMask
    self.alignment = alignment
  }

  /// Whether every variant has come to its end.
  public var isFinal: Bool { variants.allSatisfy(\.state.isFinal) }
  /// Whether any variant failed.
  public var hasFailure: Bool {
    variants.contains { if case .failed = $0.state { true } else { false } }
  }
}

/// One cohort: subjects and the agreement so far.
public struct CohortStatus: Sendable {
  /// Its name.
  public var name: String
  /// Name of the outcome.
  public var outcome: String
  /// Parameters of the outcome that the study file states.
  public var parameters: [String: String]
  /// Key of the headline value, such as `nbv_ml`.
  public var valueKey: String
  /// Its subjects in order.
  public var subjects: [SubjectStatus]
  /// Agreement over the subjects that have come to their end.
  public var agreement: AgreementTable?
  /// Number of subjects that are still being worked on.
  public var pending: Int
  /// How far it is, counted once when the value was made.
  public private(set) var standing: CohortStanding

  /// A value from its parts.
  public init(
    name: String,
    outcome: String,
    parameters: [String: String] = [:],
    valueKey: String,
    subjects: [SubjectStatus],
    agreement: AgreementTable? = nil,
    pending: Int
  ) {
    self.name = name
    self.outcome = outcome
    self.parameters = parameters
    self.valueKey = valueKey
    self.subjects = subjects
    self.agreement = agreement
    self.pending = pending
    standing = CohortStanding(subjects, valueKey: valueKey)
  }
}

/// Everything a view or a report needs, at one moment; a value, free to pass between threads.
public struct StudySnapshot: Sendable {
  /// The study's name.
  public var name: String
  /// Names of the methods.
  public var methods: [String]
  /// Names of the controls.
  public var controls: [String]
  /// The parameters that the study file states, by method, control or outcome.
  public var parameters: [String: [String: String]] = [:]
  /// A published study to lay beside, by its name.
  public var referenceStudy: String?
  /// The cohorts in the order of the plan.
  public var cohorts: [CohortStatus]
  /// The tasks as a list shows them.
  public var tasks: [TaskSummary]
  /// Where each task stands in `tasks`, by its identity.
  public var taskPlaces: [String: Int]
  /// Number of tasks by state.
  public var counts: [TaskState: Int]
  /// Number of tasks by standing, counted once when the value was made.
  public private(set) var standings: [TaskStanding: Int] = [:]
  /// Seconds until the work is done, where it can be guessed.
  public var remainingSeconds: Double?
  /// Change counter of the queue when this was taken.
  public var version: StoreVersion
  /// Whether an engine is at work.
  public var engineIsRunning: Bool
  /// Whether the study has changed since it was opened, so that its cohorts here are those of a
  /// former plan.
  public var isOutdated: Bool
  /// Whether this is only what is remembered of the study while it is being opened: who is in it, and
  /// the states of the first subjects; the others have no variants.
  public var isPartial = false
  /// Everything that raters say, also of what the study no longer has.
  public var ratings = RatingBook()

  /// A value from its parts.
  public init(
    name: String,
    methods: [String],
    controls: [String],
    cohorts: [CohortStatus],
    tasks: [TaskSummary],
    taskPlaces: [String: Int],
    counts: [TaskState: Int],
    remainingSeconds: Double? = nil,
    version: StoreVersion,
    engineIsRunning: Bool,
    isOutdated: Bool = false
  ) {
    self.name = name
    self.methods = methods
    self.controls = controls
    self.cohorts = cohorts
    self.tasks = tasks
    self.taskPlaces = taskPlaces
    self.counts = counts
    self.remainingSeconds = remainingSeconds
    self.version = version
    self.engineIsRunning = engineIsRunning
    self.isOutdated = isOutdated
    for task in tasks {
      standings[task.standing(engineIsRunning: engineIsRunning), default: 0] += 1
    }
  }
}

extension StudySnapshot {
  /// A task by its identity.
  public func task(_ id: String) -> TaskSummary? {
    taskPlaces[id].flatMap { tasks.indices.contains($0) ? tasks[$0] : nil }
  }
}
