import Jobs

/// What is looked at and still has work to be done.
enum Attention {
  /// The stem of the subject under the cursor, where raising its tasks would help.
  static func subject(of state: WorkbenchState) -> String? {
    guard state.view == .slices, !state.isReadOnly, state.holdsStudy, !state.isFrozen,
      state.snapshot?.engineIsRunning == true, let subject = state.shownSubject, !subject.isFinal
    else { return nil }
    return subject.subject.stem
  }
}
