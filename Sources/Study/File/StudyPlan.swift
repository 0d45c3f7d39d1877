/// What a study file asks for: which heads, which removals, which outcome, under which rules.
public struct StudyPlan: Sendable, Equatable {
  /// The study's name, free text.
  public var name: String
  /// A published study whose values are laid beside the own ones, such as `desitter2020`.
  public var referenceStudy: String?
  /// Names of the removal methods, in the order of the tables.
  public var methods: [String]
  /// Names of harmless changes measured like a method: the floor of each pipeline.
  public var controls: [String]
  /// Groups of subjects with one outcome each.
  public var cohorts: [Cohort]
  /// Parameters by method, control or outcome; what is not named keeps its default.
  public var parameters: [String: [String: String]]
  /// How the further images of a subject lose their face.
  public var images: ImagePolicy = .propagate
  /// The limits of the gates.
  public var gates: GateLimits = .standard
  /// What counts as a failure.
  public var failure: FailureRules
  /// How the work is run.
  public var engine: EngineSettings
  /// When ratings take a result out of the study.
  public var ratings: RatingRule = .any

  /// How images of a subject other than the one that is measured lose their face.
  public enum ImagePolicy: String, Sendable, CaseIterable {
    /// What is removed from the image that is measured is carried over by geometry.
    case propagate
    /// The face is found on each image by itself.
    case independent
  }

  /// A group of subjects with one outcome.
  public struct Cohort: Sendable, Equatable {
    /// A short name, such as `AD`.
    public var name: String
    /// Name of the outcome measure, such as `nbv`.
    public var outcome: String
    /// Where its images are.
    public var source: Source
    /// Columns of participants.tsv (or of the table) and the values that let a subject in.
    public var filter: [String: [String]]
    /// The line of study.yaml where the cohort starts.
    public var line: Int?

    /// Where the images of a cohort are; paths are relative to the study folder.
    public enum Source: Sendable, Equatable {
      /// A BIDS dataset.
      case bids(String)
      /// A CSV or TSV with the columns subject, session, T1w, FLAIR, T1c, T2w.
      case table(String)
    }
  }

  /// What counts as a failure.
  public struct FailureRules: Sendable, Equatable {
    /// Longest time of one task, in seconds.
    public var timeoutSeconds: Double = 1800
    /// The plausible brain volume in ml for NBV; outside of it the measurement failed.
    public var nbvBrainML: ClosedRange<Double> = 800...2000
  }

  /// How the work is run.
  public struct EngineSettings: Sendable, Equatable {
    /// Number of worker processes; nil lets the engine choose from cores and memory.
    public var workers: Int?
    /// Where they run.
    public var executor: Executor = .local

    /// Where workers run.
    public enum Executor: String, Sendable, CaseIterable { case local }
  }

  /// Every variant of an image that is measured: the full one, then methods, then controls.
  public var variants: [String] { ["full"] + methods + controls }
}
