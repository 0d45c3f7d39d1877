import Volumes

/// The forests of one set of channels: healthy or not, which healthy tissue, which part of the
/// abnormality. Bauer S, Nolte LP, Reyes M (MICCAI 2011) ask in this order.
public struct TumourForests: Sendable, Hashable {
  /// The channels that the features come from.
  public var channels: [TumourChannel]
  /// Healthy, abnormal.
  public var abnormality: DecisionForest
  /// Fluid, grey and white matter.
  public var tissue: DecisionForest
  /// Necrosis, oedema, tumour that does not enhance, tumour that does.
  public var part: DecisionForest
  /// Forests for a second look, which knows what the first found about each voxel; nil for none.
  public var context: TumourContextForests?

  /// Forests from their parts.
  public init(
    channels: [TumourChannel], abnormality: DecisionForest, tissue: DecisionForest,
    part: DecisionForest, context: TumourContextForests? = nil
  ) {
    (self.channels, self.abnormality) = (channels, abnormality)
    (self.tissue, self.part, self.context) = (tissue, part, context)
  }

  /// The probabilities of all rows of a table, after the second look where there is one.
  ///
  /// - Parameters:
  ///   - table: the features of the channels.
  ///   - images: the channels.
  ///   - places: the voxels of the rows.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: what the last look says.
  func look(
    _ table: FeatureTable, _ images: TumourImages, _ places: [Int32], _ parallel: Parallel
  ) -> TumourLook {
    var look = TumourLook(table, self, parallel: parallel)
    guard let context else { return look }
    let rows = look.doubtful
    let found = TumourContext(
      look, images: images, channels: channels, places: places, rows: rows, parallel: parallel)
    look.lookAgain(table.with(found, at: rows), at: rows, context, parallel: parallel)
    return look
  }

  /// The numbers of the features that these channels allow.
  public static func features(of channels: [TumourChannel]) -> [Int] {
    TumourFeature.all.indices.filter {
      TumourFeature.all[$0].channels.isSubset(of: channels)
    }
  }
}

/// The forests of the second look: those of the first that were grown again with `TumourContext`.
public struct TumourContextForests: Sendable, Hashable {
  /// Healthy, abnormal.
  public var abnormality: DecisionForest
  /// Necrosis, oedema, tumour that does not enhance, tumour that does.
  public var part: DecisionForest

  /// Forests from their parts.
  public init(abnormality: DecisionForest, part: DecisionForest) {
    (self.abnormality, self.part) = (abnormality, part)
  }
}

/// All that GBV has learnt: bins of the features and forests for each set of channels, the fullest
/// first.
public struct TumourModel: Sendable, Hashable {
  /// Where it comes from, for a reader: recipe, seed, version.
  public var recipe: String
  /// The bins of all features.
  public var bins: FeatureBins
  /// Forests by sets of channels.
  public var sets: [TumourForests]

  /// A model from its parts.
  public init(recipe: String, bins: FeatureBins, sets: [TumourForests]) {
    (self.recipe, self.bins, self.sets) = (recipe, bins, sets)
  }

  /// The forests that make most of some channels; nil where there are none for them.
  public func forests(for channels: Set<TumourChannel>) -> TumourForests? {
    sets.first { channels.isSuperset(of: $0.channels) }
  }
}
