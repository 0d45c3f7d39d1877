import Study

/// Who judges in the workbench, and how.
public struct JudgingOptions: Sendable, Equatable {
  /// The rater's name.
  public var rater: String
  /// The seed of the order of blinded pictures; nil where nothing is hidden.
  public var blindSeed: UInt64?

  /// Options; by default the user rates and sees everything.
  public init(rater: String = RaterName.ofUser, blindSeed: UInt64? = nil) {
    (self.rater, self.blindSeed) = (rater, blindSeed)
  }
}

/// What judging decides of the screen.
public struct JudgingSettings: Sendable {
  /// The rater's name.
  public var rater = ""
  /// What hides subjects and methods; nil where nothing is hidden.
  public var blinding: Blinding?
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
