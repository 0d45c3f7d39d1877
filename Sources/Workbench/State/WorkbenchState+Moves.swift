import Jobs
import Study
import Volumes

extension WorkbenchState {
  /// Moves the cursor of the view.
  mutating func move(by count: Int) {
    if view == .queue {
      queue.cursor += count
    } else {
      subject = max(0, subject + count)
    }
    clampCursors()
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

  /// Goes to the next subject whose label holds the words searched for.
  mutating func findNext(forward: Bool) {
    let labels = shownCohort?.subjects.map(\.subject.stem) ?? []
    guard !search.isEmpty, !labels.isEmpty else { return say("nothing to search for; / asks") }
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

  private mutating func goTo(_ stem: String?, _ cohortName: String?, _ method: String?) {
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
    let tasks = shownVariant?.tasks ?? []
    let known = tasks.compactMap { snapshot?.task($0) }
    return known.last { $0.state == .failed || $0.state == .leased }?.id
      ?? known.last { $0.attempt > 0 }?.id
  }

  /// Shows tasks of the next state only.
  mutating func nextFilter() {
    let states: [TaskState] = [.leased, .queued, .waiting, .failed, .done]
    let choices: [TaskState?] = [nil] + states
    let place = choices.firstIndex(of: queue.filter) ?? 0
    queue.filter = choices[(place + 1) % choices.count]
    queue.cursor = 0
    say("showing \(queue.filter.map { "\($0.word) tasks" } ?? "all tasks")")
  }
}

// MARK: - Questions and requests

extension WorkbenchState {
  /// Asks for the shown variant to be done again.
  mutating func requestRerun(_ requests: inout [Request]) {
    guard let status = shownSubject, let variant = shownVariant else { return }
    if case .blocked = variant.state {
      requests.append(
        .rerunSubject(subject: status.subject.stem, method: nil, cohort: status.subject.cohort))
    } else {
      requests.append(
        .rerunSubject(
          subject: status.subject.stem, method: variant.name, cohort: status.subject.cohort))
    }
  }

  /// Asks whether all failed tasks are to be put back.
  mutating func askRetryFailed() {
    let failed = snapshot?.counts[.failed] ?? 0
    panel = .confirm(
      "Put \(failed) failed task\(failed == 1 ? "" : "s") of the study back into the queue?",
      .retryFailed(cohort: nil))
  }

  /// Asks whether the task under the cursor is to be taken back.
  mutating func askCancel() {
    guard let task = shownTask else { return }
    if [.done, .failed, .cancelled].contains(task.state) {
      return say("the task has come to its end already")
    }
    let name = [task.labels.subject, task.labels.method, task.kind].compactMap { $0 }
    panel = .confirm("Take '\(name.joined(separator: " "))' back?", .cancelTask(id: task.id))
  }
}
