import Agreement
import Foundation
import Jobs

/// Where one variant of one subject stands, as a person wants to know it.
public enum VariantState: Sendable, Equatable {
  /// Nothing of it has begun; the reason says why where it cannot begin.
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
  /// Key of the headline value, such as `nbv_ml`.
  public var valueKey: String
  /// Its subjects in order.
  public var subjects: [SubjectStatus]
  /// Agreement over the subjects that have come to their end.
  public var agreement: AgreementTable?
  /// Number of subjects that are still being worked on.
  public var pending: Int
}

/// Everything a view or a report needs, at one moment; a value, free to pass between threads.
public struct StudySnapshot: Sendable {
  /// The study's name.
  public var name: String
  /// Names of the methods.
  public var methods: [String]
  /// Names of the controls.
  public var controls: [String]
  /// The cohorts in the order of the plan.
  public var cohorts: [CohortStatus]
  /// The tasks as a list shows them.
  public var tasks: [TaskSummary]
  /// Where each task stands in `tasks`, by its identity.
  public var taskPlaces: [String: Int]
  /// Number of tasks by state.
  public var counts: [TaskState: Int]
  /// Seconds until the work is done, where it can be guessed.
  public var remainingSeconds: Double?
  /// Change counter of the queue when this was taken.
  public var version: StoreVersion
  /// Whether an engine is at work.
  public var engineIsRunning: Bool
}

extension StudySnapshot {
  /// A task by its identity.
  public func task(_ id: String) -> TaskSummary? {
    taskPlaces[id].flatMap { tasks.indices.contains($0) ? tasks[$0] : nil }
  }
}
