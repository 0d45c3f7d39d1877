import Jobs
import Pictures
import Study
import Volumes

extension WorkbenchState {
  /// Moves the cursor of the view.
  mutating func move(by count: Int) {
    switch view {
    case .queue: queue.cursor += count
    case .report: report.scroll(by: count, rows: pageRows)
    case .log: journal.move(by: count, rows: pageRows)
    default:
      subject = max(0, subject + count)
    }
    clampCursors()
  }

  /// Moves the cursor by pages of what is visible, or by parts of one.
  mutating func movePages(_ pages: Double) {
    let rows = max(1, Int(Double(pageRows) * abs(pages)))
    move(by: pages < 0 ? -rows : rows)
  }

  /// Goes sideways in the agreement table; no further than there are columns.
  mutating func turnColumns(by count: Int) {
    agreementPage = max(0, min(AgreementColumns.figureCount - 1, agreementPage + count))
  }

  /// Goes to another cohort.
  mutating func moveCohort(by count: Int) {
    let all = snapshot?.cohorts.count ?? 0
    guard all > 1 else { return say("there is one cohort only") }
    cohort = (cohort + count + all) % all
    subject = 0
    clampCursors()
  }

  /// Shows another variant beside the full image.
  mutating func moveVariant(by count: Int) {
    let others = (shownSubject?.variants.count ?? 0) - 1
    guard others > 0 else { return }
    variant = 1 + (variant - 1 + count + others) % others
  }

  /// The variant on the left of the slices, where the subject has it.
  var leftVariant: Int {
    shownSubject?.variants.indices.contains(slices.left) == true ? slices.left : 0
  }

  /// Keeps the shown method on the left and shows the next one beside it, or the full image again.
  mutating func keepOnTheLeft() {
    guard slices.left == 0 else {
      slices.left = 0
      return say("against the full image")
    }
    slices.left = variant
    moveVariant(by: 1)
    say("against \(shownSubject?.variants[leftVariant].name ?? "the full image")")
  }

  /// Goes to the next subject whose label holds the words searched for.
  mutating func findNext(forward: Bool) {
    let labels = shownCohort?.subjects.map(\.subject.stem) ?? []
    guard !search.isEmpty, !labels.isEmpty else {
      return say("nothing to search for; \(key("subject.search")) asks")
    }
    for offset in 1...labels.count {
      let place = (subject + (forward ? offset : labels.count - offset)) % labels.count
      if labels[place].lowercased().contains(search.lowercased()) {
        subject = place
        return
      }
    }
    say("no subject matches '\(search)'", isError: true)
  }

  /// Shows a plane alone, or makes it the large one.
  mutating func show(_ plane: SlicePlane) {
    slices.plane = plane
    slices.showsThree = false
  }

  /// Shows things larger, up to eight times, or smaller, down to all.
  mutating func zoom(by factor: Double) {
    slices.zoom = min(8, max(1, slices.zoom * factor))
    if slices.zoom < 1.01 { slices.zoom = 1 }
    say("zoom \(Signed.plain(slices.zoom, decimals: 1))")
  }

  /// Goes some mm along the axis of the plane; where no point is set the middle is the start.
  mutating func step(by count: Int) {
    slices.pendingSteps += count
  }

  /// Opens the slices of what the cursor is on.
  mutating func openSlices() {
    if view == .queue, let labels = shownTask?.labels {
      goTo(labels.subject, labels.cohort, labels.method)
    }
    view = .slices
  }

  mutating func goTo(_ stem: String?, _ cohortName: String?, _ method: String?) {
    guard let cohorts = snapshot?.cohorts,
      let place = cohorts.firstIndex(where: { $0.name == cohortName })
    else { return }
    cohort = place
    let subjects = cohorts[place].subjects
    subject = subjects.firstIndex { $0.subject.stem == stem } ?? subject
    clampCursors()
    let variants = shownSubject?.variants ?? []
    if let found = variants.firstIndex(where: { $0.name == method }), found > 0 { variant = found }
  }

  /// The task whose log is wanted: that under the cursor, or the one of the shown variant that
  /// failed or works.
  var logTask: String? {
    if view == .queue { return shownTask?.id }
    if view == .log { return journal.shown?.task }
    let tasks = shownVariant?.tasks ?? []
    let known = tasks.compactMap { snapshot?.task($0) }
    return known.last { $0.state == .failed || $0.state == .leased }?.id
      ?? known.last { $0.attempt > 0 }?.id
  }
}
