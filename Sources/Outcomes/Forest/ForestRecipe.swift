/// How a forest is grown.
public struct ForestRecipe: Sendable, Hashable, Codable {
  /// How many trees.
  public var trees = 24
  /// Questions from the root to an answer at most.
  public var depth = 16
  /// No answer rests on fewer samples.
  public var leastLeaf = 8
  /// Samples of each class that each tree sees, drawn with replacement.
  public var samplesPerClass = 20_000
  /// Features that each question chooses from.
  public var tried = 14
  /// Where all draws come from.
  public var seed: UInt64 = 1

  /// The usual settings.
  public init() {}
}

/// Samples of which the class is known.
public struct LabelledSamples: Sendable {
  /// The features of each.
  public var table: FeatureTable
  /// The class of each, counted from 0.
  public var labels: [UInt8]

  /// Samples from features and classes, one class a sample.
  public init(table: FeatureTable, labels: [UInt8]) {
    precondition(table.count == labels.count, "every sample needs a class")
    (self.table, self.labels) = (table, labels)
  }
}
