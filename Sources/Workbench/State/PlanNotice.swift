import Study

/// What is said while the study on the screen is no longer the one in its folder.
enum PlanNotice {
  /// The words, seven-bit and short enough for the narrowest screen.
  static let words = "the study has changed: open it again"
  /// The words while only what is remembered of the study is shown.
  static let opening = "the study is being opened"
}

extension WorkbenchState {
  /// Why nothing can be asked of the plan that is shown; nil while it is that of the study.
  var planObstacle: String? {
    guard let snapshot else { return nil }
    return snapshot.isPartial ? PlanNotice.opening : snapshot.isOutdated ? PlanNotice.words : nil
  }

  /// Whether the view that is chosen needs more of the study than has been read yet.
  var needsMore: Bool {
    guard let snapshot else { return true }
    let isPicture = view == .slices || (view == .face && !reidentification.isShown)
    return snapshot.isPartial && !isPicture
  }
}
