import Study

/// Who judges in the workbench, and how.
public struct JudgingOptions: Sendable, Equatable {
  /// The rater's name.
  public var rater: String
  /// The seed of the order of blinded pictures; nil where nothing is hidden.
  public var blindSeed: UInt64?
  /// Whether one comes to judge, and begins with the first picture that is not rated.
  public var goesOn: Bool

  /// Options; by default the user rates, sees everything and begins with the first subject.
  public init(rater: String = RaterName.ofUser, blindSeed: UInt64? = nil, goesOn: Bool = false) {
    (self.rater, self.blindSeed) = (rater, blindSeed)
    self.goesOn = goesOn || blindSeed != nil
  }
}

/// What judging decides of the screen.
public struct JudgingSettings: Sendable {
  /// The rater's name.
  public var rater = ""
  /// What hides subjects and methods; nil where nothing is hidden.
  public var blinding: Blinding?
  /// Whether the first picture shown is one that is not rated.
  var beginsUnrated = false
  /// Whether the next unrated picture is shown after a verdict.
  public var goesOn = true
  /// Notes for verdicts that are still to come.
  var drafts: [RatedItem: String] = [:]
  /// Whether a rating is on its way to the disk.
  var isWriting = false
  /// Whether the picture that would be judged is not on the screen yet.
  var isReading = false
  /// Pictures rated by the rater and pictures in all, by cohort.
  var counts: [Count] = []

  /// How far the rater is in a cohort.
  struct Count: Sendable, Equatable {
    var rated = 0
    var all = 0
  }
}
