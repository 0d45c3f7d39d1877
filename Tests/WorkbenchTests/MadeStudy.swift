import Foundation
import Synchronization

@testable import Jobs
@testable import Study
@testable import Workbench

/// A study made of nothing: subjects with states and values as a test wants them.
enum MadeStudy {
  static let methods = ["quickshear"]
  static let controls = ["noise"]

  /// What became of a variant.
  enum Fate { case done, failed, running, waiting, blocked }

  /// A snapshot of so many subjects; the fate of each variant by subject and place (0 is the full
  /// image).
  static func snapshot(
    subjects count: Int, sequence: Int64 = 1, engine: Bool = false, paused: Bool = false,
    fate: (Int, Int) -> Fate = { _, _ in .done }
  ) -> StudySnapshot {
    let names = ["full"] + methods + controls
    let subjects = (0..<count).map { place in
      subject(place, names: names) { fate(place, $1) }
    }
    let tasks = subjects.indices.flatMap { place in
      subjects[place].variants.indices.map { index in
        task(subjects[place].variants[index], of: subjects[place], fate: fate(place, index))
      }
    }
    let cohort = CohortStatus(
      name: "heads", outcome: "nbv", valueKey: "nbv_ml", subjects: subjects,
      agreement: CohortAgreement.table(
        of: subjects, methods: methods + controls, controls: Set(controls), valueKey: "nbv_ml"),
      pending: subjects.count { !$0.isFinal })
    return StudySnapshot(
      name: "demo", methods: methods, controls: controls, cohorts: [cohort], tasks: tasks,
      taskPlaces: Dictionary(
        tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }),
      counts: Dictionary(grouping: tasks, by: \.state).mapValues(\.count),
      remainingSeconds: engine ? 95 : nil,
      version: StoreVersion(sequence: sequence, epoch: 1, isPaused: paused),
      engineIsRunning: engine)
  }

  /// Ratings of quickshear by subject, rater and verdict.
  static func book(
    _ entries: [(subject: Int, rater: String, verdict: RaterVerdict, note: String)],
    isBlinded: Bool = false
  ) -> RatingBook {
    var book = RatingBook()
    book.add(
      entries.map { entry in
        let label = "sub-0\(entry.subject + 1)"
        return Rating(
          item: RatedItem(cohort: "heads", subject: label, method: "quickshear"),
          picture: "deface-\(label)-quickshear", verdict: entry.verdict, note: entry.note,
          rater: entry.rater, isBlinded: isBlinded)
      })
    return book
  }

  /// The study with ratings laid over it, as a reader does it.
  static func rated(_ snapshot: StudySnapshot, _ book: RatingBook) -> StudySnapshot {
    var snapshot = snapshot
    snapshot.ratings = book
    snapshot.cohorts = snapshot.cohorts.map { cohort in
      let subjects = cohort.subjects.map { subject in
        var subject = subject
        subject.variants = subject.variants.map { variant in
          var variant = variant
          let item = RatedItem(subject.subject, method: variant.name)
          variant.take(book.ratings(of: item), rule: .any)
          return variant
        }
        return subject
      }
      return CohortStatus(
        name: cohort.name, outcome: cohort.outcome, valueKey: cohort.valueKey, subjects: subjects,
        agreement: CohortAgreement.table(
          of: subjects, methods: methods + controls, controls: Set(controls),
          valueKey: cohort.valueKey),
        pending: cohort.pending)
    }
    return snapshot
  }

  private static func subject(
    _ place: Int, names: [String], fate: (Int, Int) -> Fate
  ) -> SubjectStatus {
    let number = String(place + 1)
    let label = "sub-" + String(repeating: "0", count: max(0, 2 - number.count)) + number
    let variants = names.enumerated().map { index, name -> VariantStatus in
      variant(name, subject: place, label: label, fate: fate(place, index))
    }
    return SubjectStatus(
      subject: Subject(cohort: "heads", label: label, images: ["T1w": "/data/\(label).nii"]),
      contrast: "T1w", variants: variants, brainMask: "/masks/\(label).nii",
      alignment: "/work/\(label).json")
  }

  private static func variant(
    _ name: String, subject: Int, label: String, fate: Fate
  ) -> VariantStatus {
    let isFull = name == "full"
    var status = VariantStatus(
      name: name, state: .done, values: [:], removal: [:], warnings: [], failure: nil,
      tasks: ["\(label)-\(name)"],
      image: isFull ? "/data/\(label).nii" : "/out/\(label)-\(name).nii",
      removalMask: isFull ? nil : "/out/\(label)-\(name)-mask.nii", labels: nil)
    if methods.contains(name) {
      (status.picture, status.hasPicture) = ("deface-\(label)-\(name)", fate == .done)
    }
    switch fate {
    case .done:
      let wobble = Double((subject * 7) % 11) - 5
      let shift = name == "quickshear" ? wobble * 0.9 - 1 : wobble * 0.1
      status.values = ["nbv_ml": 1400 + Double(subject * 13 % 90) + (isFull ? 0 : shift)]
      if name == "quickshear" {
        status.removal = ["removed_head_percent": 14.8, "brain_voxels_removed": 0]
      }
      if name == "noise" { status.removal = ["changed_voxels": 5000] }
    case .failed:
      status.state = .failed(step: "deface", kind: .gateFaceLeft)
      status.failure = TaskFailure(
        kind: "gate-face-left",
        message: "35 % of the skin of the eyes is left; at most 20 % may be.",
        remedy: "Take another method.")
    case .running: status.state = .running(step: "deface", fraction: 0.5)
    case .waiting: status.state = .waiting
    case .blocked: status.state = .blocked
    }
    return status
  }

  private static func task(
    _ variant: VariantStatus, of subject: SubjectStatus, fate: Fate
  ) -> TaskSummary {
    let states: TaskState
    switch fate {
    case .done: states = .done
    case .failed: states = .failed
    case .running: states = .leased
    case .waiting, .blocked: states = .waiting
    }
    let start = Date(timeIntervalSince1970: 1_000)
    return TaskSummary(
      id: variant.tasks[0], kind: variant.name == "full" ? "measure" : "deface",
      labels: TaskLabels(
        subject: subject.subject.stem, method: variant.name, cohort: subject.subject.cohort),
      state: states, reason: fate == .blocked ? .dependencyFailed : nil,
      attempt: states == .waiting ? 0 : 1, priority: 0, progress: states == .leased ? 0.5 : 0,
      progressMessage: states == .leased ? "cutting" : nil,
      failureKind: fate == .failed ? "gate-face-left" : nil,
      startedAt: states == .waiting ? nil : start,
      finishedAt: states == .done || states == .failed ? start.addingTimeInterval(42) : nil,
      changed: 1)
  }
}

/// An opening that lasts until a test opens its gate.
struct MadeOpening: Sendable {
  var glimpse: StudySnapshot?
  var refusal: StudyError?
  /// Told while it lasts.
  var names: StudySnapshot?
  let gate = DispatchSemaphore(value: 0)

  /// What is known of a study before it is read: the names of all, the states of the first ones.
  static func glimpse(_ snapshot: StudySnapshot, of count: Int) -> StudySnapshot {
    var snapshot = snapshot
    let cohort = snapshot.cohorts[0]
    let subjects = cohort.subjects.enumerated().map { place, subject in
      place < count
        ? subject
        : SubjectStatus(subject: subject.subject, contrast: "", variants: [], brainMask: "")
    }
    snapshot.cohorts[0] = CohortStatus(
      name: cohort.name, outcome: cohort.outcome, valueKey: cohort.valueKey, subjects: subjects,
      pending: 0)
    snapshot.isPartial = true
    return snapshot
  }
}

/// A study source whose snapshot a test changes, and which counts what it is asked.
final class MadeSource: StudySource {
  struct Asked: Equatable {
    var versions = 0
    var snapshots = 0
    var reruns: [TaskFilter] = []
    var retries: [TaskFilter] = []
    var cancels: [TaskFilter] = []
    var raised: [TaskFilter] = []
    var pauses: [Bool] = []
    var wishes: [ParameterWish] = []
    var journals = 0
  }

  private struct Content {
    var snapshot: StudySnapshot
    var asked = Asked()
    var trouble: String?
    var events: [JournalEvent] = []
  }

  private let content: Mutex<Content>
  private let ratings: RatingsFolder?
  private let opening: MadeOpening?

  init(_ snapshot: StudySnapshot, ratings: RatingsFolder? = nil, opening: MadeOpening? = nil) {
    content = Mutex(Content(snapshot: snapshot))
    (self.ratings, self.opening) = (ratings, opening)
  }

  func glimpse() -> StudySnapshot? { opening?.glimpse }

  func open(
    progress: (String) -> Void, found: (StudySnapshot) -> Void
  ) throws(StudyError) {
    guard let opening else { return }
    progress("checking inputs 3/10")
    if let names = opening.names { found(names) }
    opening.gate.wait()
    if let refusal = opening.refusal { throw refusal }
  }

  func filesStamp() -> FileStamp { ratings?.stamp ?? FileStamp() }

  var asked: Asked { content.withLock { $0.asked } }

  func set(_ snapshot: StudySnapshot) { content.withLock { $0.snapshot = snapshot } }

  func version() throws(JobsError) -> StoreVersion {
    content.withLock { content in
      content.asked.versions += 1
      return content.snapshot.version
    }
  }

  /// A snapshot that is outdated while its version is known stands for an edited study file.
  func studyFileHasChanged() -> Bool { content.withLock { $0.snapshot.isOutdated } }

  func hasEngine() -> Bool { content.withLock { $0.snapshot.engineIsRunning } }

  func snapshot() throws(JobsError) -> StudySnapshot {
    content.withLock { content in
      content.asked.snapshots += 1
      return ratings.map { MadeStudy.rated(content.snapshot, $0.read()) } ?? content.snapshot
    }
  }

  func rerun(_ filter: TaskFilter) throws(JobsError) -> Int {
    content.withLock { $0.asked.reruns.append(filter) }
    return 2
  }

  func retry(_ filter: TaskFilter) throws(JobsError) -> Int {
    content.withLock { $0.asked.retries.append(filter) }
    return 1
  }

  func cancel(_ filter: TaskFilter) throws(JobsError) -> Int {
    content.withLock { $0.asked.cancels.append(filter) }
    return 1
  }

  func raisePriority(_ filter: TaskFilter) throws(JobsError) {
    content.withLock { $0.asked.raised.append(filter) }
  }

  func setPaused(_ isPaused: Bool) throws(JobsError) {
    content.withLock { $0.asked.pauses.append(isPaused) }
  }

  func set(_ events: [JournalEvent]) { content.withLock { $0.events = events } }

  func change(_ wish: ParameterWish) throws(JobsError) -> String {
    content.withLock { $0.asked.wishes.append(wish) }
    return "3 tasks to be done anew"
  }

  func journal() throws(JobsError) -> (events: [JournalEvent], isCut: Bool) {
    content.withLock { content in
      content.asked.journals += 1
      return (content.events, false)
    }
  }

  func logTail(task: String, lines: Int) throws(JobsError) -> [String] {
    (1...60).map { "line \($0) of \(task)" }
  }
}
