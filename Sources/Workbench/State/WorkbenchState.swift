import Canvas
import Foundation
import Jobs
import Pictures
import Study
import Terminal
import Volumes

/// Everything that decides what the screen shows; a value that views only read.
public struct WorkbenchState: Sendable {
  /// The study as last read.
  public var snapshot: StudySnapshot?
  /// Why the study could not be read.
  public var trouble: String?
  /// How far the opening of the study is, in words; nil once it is open.
  public internal(set) var opening: String?
  /// Whether this is a study; otherwise plain images.
  public var holdsStudy = true
  /// Whether nothing may be changed.
  public var isReadOnly = false
  /// The view.
  public var view = ViewKind.slices
  /// The cohort that is shown.
  public var cohort = 0
  /// The subject under the cursor, within the cohort.
  public var subject = 0
  /// The variant beside the full image, an index into the subject's variants from 1.
  public var variant = 1
  /// How pictures are drawn.
  public var slices = SliceSettings()
  /// How heads are turned.
  public var face = FaceSettings()
  /// The search of the people of the cohort.
  public var reidentification = ReidentificationSettings()
  /// The task list.
  public var queue = QueueSettings()
  /// The report.
  public var report = ReportSettings()
  /// The journal.
  public var journal = JournalSettings()
  /// The first block of columns of the agreement table, where not all have room.
  public var agreementPage = 0
  /// Who judges, and how.
  public var judging = JudgingSettings()
  /// Marked subjects, each by its cohort and label.
  public internal(set) var markedSubjects: Set<String> = []
  /// Marked tasks.
  public internal(set) var markedTasks: Set<String> = []
  /// Characters of the longest label, by cohort.
  var labelColumns: [Int] = []
  /// Rows of a list that are visible.
  public var pageRows = 20
  /// What lies above the view.
  public var panel: Panel?
  /// A line about what just happened.
  public var notice: Notice?
  /// Counts the steps of spinners.
  public var tick = 0
  /// Whether updates are held back.
  public var isFrozen = false
  /// Whether the workbench is to be left.
  public var isOver = false
  /// Every action with the keys in force.
  public var actions = ActionTable.all
  /// Where the clocks of the log go.
  public var zone = TimeZone.current
  /// Seconds since 1970, for elapsed times.
  public var now = 0.0
  /// Seconds of a round trip to the terminal, where they are measured.
  public internal(set) var lineDelay: Double?
  /// The words searched for.
  public var search = ""
  /// Whether the agreement is shown by values against values, with failures, or by differences.
  public var showsValues = false

  /// An empty state.
  public init() {}

  /// How pictures are drawn.
  public struct SliceSettings: Sendable, Hashable {
    /// The plane of the large picture.
    public var plane = SlicePlane.sagittal
    /// Whether all three planes are shown at once.
    public var showsThree = false
    /// The place in the world, nil for the middle of the image.
    public var point: Vector3?
    /// Steps along the axis of the plane that have not been taken yet; taking them needs the image.
    public var pendingSteps = 0
    /// What is laid over.
    public var overlay = OverlayKind.removed
    /// Which pictures are shown.
    public var arrangement = Arrangement.beside
    /// The variant on the left; 0 is the full image.
    var left = 0
    /// 1 shows all.
    public var zoom = 1.0
    /// Index into the contrasts of the window.
    public var windowStep = 0
    /// Whether the point is marked.
    public var hasCrosshair = false
    /// Whether a step that failed is shown by its own picture in place of the slices.
    public var showsFailure = true
    /// How pictures become characters.
    public var encoding = Encoding.ascii
    /// Whether there are pictures at all.
    public var isDrawn = true
    /// The image of the subject that is shown; nil: the one that is defaced and measured.
    public var contrast: String?
  }

  /// Which pictures are shown: both, or one in the place of the other.
  public enum Arrangement: Sendable { case beside, full, variant }

  /// The task list.
  public struct QueueSettings: Sendable, Equatable {
    /// The task under the cursor.
    public var cursor = 0
    /// Which standing is shown; nil for all.
    public var filter: TaskStanding?
    /// The tasks that are shown, as places in the snapshot.
    var places: [Int] = []
  }

  /// What lies above the view.
  public enum Panel: Sendable, Equatable {
    /// The keys.
    case help(Help)
    /// A question before something that cannot be undone.
    case confirm(String, PendingAction)
    /// Words being typed.
    case prompt(Prompt, String)
    /// The log of a task; the end is shown, less so many rows.
    case log(title: String, lines: [String], back: Int)
    /// The parameters of a method or outcome of one subject, being changed.
    case parameters(ParameterPanel)
    /// A few choices.
    case choice(ChoicePanel)
  }

  /// The keys, from a row on, all or those that hold some words.
  public struct Help: Sendable, Equatable {
    /// The first row.
    public var top = 0
    /// Words looked for.
    public var words = ""
    /// Whether the words are being typed.
    public var isTyping = false
  }

  /// What words are typed for.
  public enum Prompt: Sendable {
    case search, command
    /// A note beside a verdict.
    case note
    /// Words looked for in the report, or that lines of the journal must hold.
    case find

    /// The character before the words.
    var mark: String {
      switch self {
      case .command: ":"
      case .note: "#"
      case .search, .find: "/"
      }
    }
  }

  /// What is done when a question is answered with yes.
  public enum PendingAction: Sendable, Equatable {
    case retryTasks([String])
    case rerunTasks([String])
    case cancelTasks([String])
    case changeParameters(ParameterWish)
    case leave
  }

  /// A line about what just happened.
  public struct Notice: Sendable, Equatable {
    /// The words.
    public var text: String
    /// Whether it is bad news.
    public var isError = false
    /// When it goes away, in seconds since 1970.
    public var until: Double
  }
}

// MARK: - What the cursor is on

extension WorkbenchState {
  /// The cohort that is shown.
  public var shownCohort: CohortStatus? {
    guard let cohorts = snapshot?.cohorts, cohorts.indices.contains(cohort) else { return nil }
    return cohorts[cohort]
  }

  /// Characters of the longest label of the cohort.
  var shownLabelColumns: Int { labelColumns.indices.contains(cohort) ? labelColumns[cohort] : 0 }

  /// The subject under the cursor.
  public var shownSubject: SubjectStatus? {
    guard let subjects = shownCohort?.subjects, subjects.indices.contains(subject) else {
      return nil
    }
    return subjects[subject]
  }

  /// Whether there is a picture of a step that failed on the screen, or could be.
  var hasFailurePicture: Bool {
    [0, variant].contains { index in
      guard let variants = shownSubject?.variants, variants.indices.contains(index) else {
        return false
      }
      return variants[index].failurePicture != nil
    }
  }

  /// Whether an engine is at work on some task.
  var isWorking: Bool {
    (snapshot?.count(.running) ?? 0) > 0
  }

  /// The variant beside the full image.
  public var shownVariant: VariantStatus? {
    guard let variants = shownSubject?.variants, variants.indices.contains(variant) else {
      return nil
    }
    return variants[variant]
  }

  /// Says something for some seconds.
  mutating func say(_ text: String, isError: Bool = false) {
    notice = Notice(text: text, isError: isError, until: now + (isError ? 8 : 3))
  }

  /// Takes the study as it is now; every cursor stays on something that is there.
  public mutating func take(_ snapshot: StudySnapshot) {
    let task = shownTask?.id
    let person = self.snapshot?.isPartial == true ? shownSubject?.subject : nil
    self.snapshot = snapshot
    person.map { keepCursor(on: $0) }
    labelColumns = snapshot.cohorts.map { cohort in
      cohort.subjects.reduce(0) { max($0, $1.subject.stem.utf8.count) }
    }
    rearrangeTasks(keeping: task)
    keepMarksOfWhatIsThere()
    trouble = nil
    clampCursors()
  }

  /// Who was looked at while only names were known stays under the cursor, wherever the plan has him now.
  private mutating func keepCursor(on person: Subject) {
    let place = shownCohort?.subjects.firstIndex {
      $0.subject.stem == person.stem && $0.subject.cohort == person.cohort
    }
    subject = place ?? subject
  }

  /// Keeps every cursor on something that is there.
  mutating func clampCursors() {
    let cohorts = snapshot?.cohorts.count ?? 0
    cohort = max(0, min(cohort, cohorts - 1))
    subject = max(0, min(subject, (shownCohort?.subjects.count ?? 0) - 1))
    let variants = shownSubject?.variants.count ?? 0
    // Of whom only the name is known yet, the method that was chosen is kept for others.
    if variants > 0 || snapshot?.isPartial != true {
      variant = max(min(1, variants - 1), min(variant, variants - 1))
    }
    queue.cursor = max(0, min(queue.cursor, shownTaskCount - 1))
  }
}
