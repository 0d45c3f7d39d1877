import Jobs
import Study

/// Marks, and what rerun and cancel act on: the marked rows, or that under the cursor.
extension WorkbenchState {
  /// What tells subjects apart over all cohorts.
  static func key(_ subject: SubjectStatus) -> String {
    subject.subject.cohort + "/" + subject.subject.stem
  }

  /// Marks the row under the cursor, or takes its mark away, and goes on to the next.
  mutating func toggleMark() {
    if view == .queue {
      guard let id = shownTask?.id else { return }
      if markedTasks.remove(id) == nil { markedTasks.insert(id) }
    } else {
      guard let subject = shownSubject else { return }
      let key = Self.key(subject)
      if markedSubjects.remove(key) == nil { markedSubjects.insert(key) }
    }
    move(by: 1)
  }

  /// Whether any row is marked.
  var hasMarks: Bool { !markedSubjects.isEmpty || !markedTasks.isEmpty }

  /// Takes all marks away.
  mutating func dropMarks() { (markedSubjects, markedTasks) = ([], []) }

  /// Lets go of marks of what is not there any more.
  mutating func keepMarksOfWhatIsThere() {
    guard hasMarks, let snapshot else { return }
    let subjects = Set(snapshot.cohorts.flatMap { $0.subjects.map(Self.key) })
    markedSubjects.formIntersection(subjects)
    markedTasks = markedTasks.filter { snapshot.taskPlaces[$0] != nil }
  }

  /// The marked subjects of all cohorts, or the one under the cursor.
  var chosenSubjects: [SubjectStatus] {
    if markedSubjects.isEmpty { return shownSubject.map { [$0] } ?? [] }
    return (snapshot?.cohorts ?? []).flatMap(\.subjects).filter {
      markedSubjects.contains(Self.key($0))
    }
  }

  /// The tasks that rerun and cancel act on.
  private var chosenTasks: [TaskSummary] {
    guard view == .queue else { return tasks(of: chosenSubjects) { _ in true } }
    if markedTasks.isEmpty { return shownTask.map { [$0] } ?? [] }
    return (snapshot?.tasks ?? []).filter { markedTasks.contains($0.id) }
  }

  /// The tasks behind the variants of subjects, each once.
  private func tasks(
    of subjects: [SubjectStatus], where isWanted: (VariantStatus) -> Bool
  ) -> [TaskSummary] {
    var seen: Set<String> = []
    return subjects.flatMap { $0.variants.filter(isWanted).flatMap(\.tasks) }
      .filter { seen.insert($0).inserted }.compactMap { snapshot?.task($0) }
  }

  /// `this subject`, `3 marked subjects`, `this task`, `3 marked tasks`.
  private var chosenWords: String {
    let count = view == .queue ? markedTasks.count : markedSubjects.count
    let noun = view == .queue ? "task" : "subject"
    return count == 0 ? "this \(noun)" : "\(count) marked \(noun)\(count == 1 ? "" : "s")"
  }
}

// MARK: - Requests and questions

extension WorkbenchState {
  /// Puts back at once what failed or was cancelled; asks before anything finished is done again.
  mutating func requestRerun(_ requests: inout [Request]) {
    let chosen = chosenTasks
    let lost = chosen.filter { $0.state == .failed || $0.state == .cancelled }
    if !lost.isEmpty { return requests.append(.retryTasks(lost.map(\.id))) }
    let finished = view == .queue ? finishedAndAfter(chosen) : finishedOfShownVariant
    guard !finished.isEmpty else {
      return say("nothing of \(chosenWords) has finished or failed yet")
    }
    let count = "\(finished.count) finished task\(finished.count == 1 ? "" : "s")"
    let what =
      view == .queue ? "\(count), those that need it included" : "\(count) of \(chosenWords)"
    panel = .confirm("Rerun \(what)? The results so far are discarded.", .rerunTasks(finished))
  }

  /// The finished tasks of the shown variant alone.
  private var finishedOfShownVariant: [String] {
    guard let name = shownVariant?.name else { return [] }
    return tasks(of: chosenSubjects) { $0.name == name }
      .filter { $0.state == .done && $0.labels.method == name }.map(\.id)
  }

  /// Finished tasks with the finished ones that need them.
  private func finishedAndAfter(_ chosen: [TaskSummary]) -> [String] {
    var ids = chosen.filter { $0.state == .done }.map(\.id)
    let roots = Set(ids)
    let stems = Set(chosen.compactMap(\.labels.subject))
    let subjects = (snapshot?.cohorts ?? []).flatMap(\.subjects).filter {
      stems.contains($0.subject.stem)
    }
    for variant in subjects.flatMap(\.variants) {
      guard let first = variant.tasks.firstIndex(where: roots.contains) else { continue }
      ids += variant.tasks.dropFirst(first + 1).filter { snapshot?.task($0)?.state == .done }
    }
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }

  /// Asks whether failed tasks are to be put back: of the marked rows, or of the study.
  mutating func askRetryFailed() {
    if hasMarks {
      let failed = chosenTasks.filter { $0.state == .failed }.map(\.id)
      guard !failed.isEmpty else { return say("nothing of \(chosenWords) has failed") }
      let words = "\(failed.count) failed task\(failed.count == 1 ? "" : "s")"
      panel = .confirm("Put \(words) of \(chosenWords) back into the queue?", .retryTasks(failed))
    } else {
      chooseRetries()
    }
  }

  /// Asks whether the chosen tasks are to be taken back.
  mutating func askCancel() {
    let open = chosenTasks.filter { ![.done, .failed, .cancelled].contains($0.state) }
    guard let first = open.first else {
      return say("nothing of \(chosenWords) is still to be done")
    }
    let name = [first.labels.subject, first.labels.method, first.kind].compactMap { $0 }
    let what =
      open.count == 1
      ? "'\(name.joined(separator: " "))'" : "\(open.count) tasks of \(chosenWords)"
    panel = .confirm("Take \(what) back?", .cancelTasks(open.map(\.id)))
  }

  /// Leaves, after a question where something would be forgotten; asked again, it leaves.
  mutating func leave() {
    var losses: [String] = []
    let marks = markedSubjects.count + markedTasks.count
    if marks > 0 { losses.append("\(marks) mark\(marks == 1 ? "" : "s")") }
    let notes = judging.drafts.count
    if notes > 0 { losses.append("\(notes) note\(notes == 1 ? "" : "s") without a verdict") }
    if case .prompt(_, let text) = panel, !text.isEmpty { losses.append("the words typed") }
    if case .confirm(_, .leave) = panel { losses = [] }
    guard !losses.isEmpty else {
      isOver = true
      return
    }
    panel = .confirm("Leave and forget \(losses.joined(separator: " and "))?", .leave)
  }
}

// MARK: - What can be copied

extension WorkbenchState {
  /// The value under the cursor as text: a number where there is one.
  var valueUnderCursor: String? {
    if view == .queue {
      guard let task = shownTask else { return nil }
      return [task.labels.subject, task.labels.method, task.kind].compactMap { $0 }
        .joined(separator: " ")
    }
    guard let subject = shownSubject, let variant = shownVariant ?? subject.variants.first else {
      return nil
    }
    if !holdsStudy { return variant.image }
    let value = variant.values[shownCohort?.valueKey ?? ""].map { Signed.plain($0, decimals: 1) }
    return value ?? variant.failure?.message ?? subject.subject.stem
  }

  /// Shows the next image of the subject, or says that there is one.
  mutating func nextImage() {
    guard let subject = shownSubject else { return }
    let others = subject.subject.images.keys.filter { $0 != subject.contrast }.sorted()
    guard !others.isEmpty else {
      return say(
        holdsStudy ? "there is one image only, \(subject.contrast)" : "there is one image only")
    }
    let all = [subject.contrast] + others
    let place = all.firstIndex(of: slices.contrast ?? subject.contrast) ?? 0
    let next = all[(place + 1) % all.count]
    slices.contrast = next == subject.contrast ? nil : next
    say("image: \(next)")
  }
}
