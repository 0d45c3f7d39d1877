/// How labels are made of the forests' probabilities.
public struct TumourParameters: Sendable, Hashable, Codable {
  /// The forests are grown from as much abnormal as healthy brain; odds of the abnormal are multiplied
  /// by this where there is no second look. By it the volumes of TV+ came right on nine simulated sessions
  /// that are neither for training nor for evaluation.
  public var abnormalOdds = 0.25
  /// The same after a second look, whose forests are grown from what the first left in doubt.
  public var secondAbnormalOdds = 0.15
  /// The forest of the parts is grown from as much of each; their odds are multiplied by these, for
  /// necrosis, oedema, tumour that does not enhance and tumour that does, since most of an abnormality is
  /// oedema.
  public var partOdds = [0.7, 1.5, 0.8, 1]
  /// How much neighbours count between healthy and abnormal.
  public var abnormalityWeight = 0.5
  /// The same among healthy tissues, of which the cortex is thin.
  public var tissueWeight = 0.15
  /// The same among the parts of the abnormality.
  public var partWeight = 0.3
  /// The difference of two neighbours, as a share of white matter's level, across which they have half
  /// their say.
  public var edge = 0.25
  /// Abnormal parts smaller than this are dropped, ml.
  public var leastPartML = 0.5
  /// Parts without enhancing or dead tissue are dropped unless they have this share of the largest.
  public var leastShare = 0.1

  /// The usual settings.
  public init() {}

  /// The usual settings.
  public static let standard = TumourParameters()
}
