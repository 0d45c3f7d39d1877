import Jobs
import Study

/// The state of a study as JSON.
struct StatusReport: Encodable {
  struct Cohort: Encodable {
    var name: String
    var outcome: String
    /// What the study file states of the outcome, such as `preset`.
    var parameters: [String: String]
    var subjects: Int
    var pending: Int
    var complete: Int
    var failed: [Failure]
    /// Parameters of single subjects that differ from the study's.
    var own_parameters: [OwnParameter]
    /// Number of faces by grade, for each method.
    var faces: [FaceGrades.Method]
  }

  struct OwnParameter: Encodable {
    var subject: String
    var owner: String
    var name: String
    var value: String
    var study: String
    var why: String?
  }

  struct Failure: Encodable {
    var subject: String
    var variant: String
    var step: String
    var kind: String
    var message: String
    var remedy: String?
  }

  var study: String
  var running: Bool
  var tasks: [String: Int]
  /// Number of tasks in the words that people read, such as `blocked`.
  var standings: [String: Int]
  var remaining_seconds: Double?
  var cohorts: [Cohort]

  init(_ snapshot: StudySnapshot) {
    study = snapshot.name
    running = snapshot.engineIsRunning
    tasks = Dictionary(
      uniqueKeysWithValues: TaskState.allCases.map { ($0.rawValue, snapshot.counts[$0] ?? 0) })
    standings = Dictionary(
      uniqueKeysWithValues: TaskStanding.allCases.map { ($0.word, snapshot.count($0)) })
    remaining_seconds = snapshot.remainingSeconds
    cohorts = snapshot.cohorts.map { cohort in
      Cohort(
        name: cohort.name, outcome: cohort.outcome, parameters: cohort.parameters,
        subjects: cohort.subjects.count,
        pending: cohort.pending, complete: cohort.standing.complete,
        failed: Self.failures(of: cohort), own_parameters: Self.ownParameters(of: cohort),
        faces: FaceGrades(cohort, methods: snapshot.methods).methods)
    }
  }

  private static func ownParameters(of cohort: CohortStatus) -> [OwnParameter] {
    cohort.subjects.flatMap { subject in
      subject.ownParameters.map {
        OwnParameter(
          subject: subject.subject.stem, owner: $0.owner, name: $0.name, value: $0.value,
          study: $0.study, why: $0.why)
      }
    }
  }

  /// The further images of a subject that keep their face.
  private static func further(of subject: SubjectStatus) -> [Failure] {
    subject.variants.flatMap { variant in
      variant.furtherFailures.map { further in
        Failure(
          subject: subject.subject.stem, variant: variant.name,
          step: "deface \(further.contrast)", kind: further.failure.kind,
          message: further.failure.message, remedy: further.failure.remedy)
      }
    }
  }

  private static func failures(of cohort: CohortStatus) -> [Failure] {
    cohort.subjects.flatMap { subject in
      further(of: subject)
        + subject.variants.compactMap { variant in
          guard case .failed(let step, let kind) = variant.state else { return nil }
          return Failure(
            subject: subject.subject.stem, variant: variant.name, step: step, kind: kind.rawValue,
            message: variant.failure?.message ?? kind.sentence, remedy: variant.failure?.remedy)
        }
    }
  }
}
