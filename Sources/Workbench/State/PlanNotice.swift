import Study

/// What is said while the study on the screen is no longer the one in its folder.
enum PlanNotice {
  /// The words, seven-bit and short enough for the narrowest screen.
  static let words = "the study has changed; q and open again"
}

extension WorkbenchState {
  /// Why nothing can be asked of the plan that is shown; nil while it is that of the study.
  var planObstacle: String? { snapshot?.isOutdated == true ? PlanNotice.words : nil }
}
