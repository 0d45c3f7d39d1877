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

  /// Forests from their parts.
  public init(
    channels: [TumourChannel], abnormality: DecisionForest, tissue: DecisionForest,
    part: DecisionForest
  ) {
    (self.channels, self.abnormality) = (channels, abnormality)
    (self.tissue, self.part) = (tissue, part)
  }

  /// The numbers of the features that these channels allow.
  public static func features(of channels: [TumourChannel]) -> [Int] {
    TumourFeature.all.indices.filter {
      TumourFeature.all[$0].channels.isSubset(of: channels)
    }
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

extension TumourModel {
  private static let magic = Array("bauta gbv 1\n".utf8)

  /// The model as bytes.
  public var bytes: [UInt8] {
    var bytes = ForestBytes()
    bytes.put(Self.magic)
    bytes.put(Array(recipe.utf8))
    bytes.put(bins)
    bytes.put(UInt32(sets.count))
    for set in sets {
      bytes.put(Array(set.channels.map(\.rawValue).joined(separator: ",").utf8))
      for forest in [set.abnormality, set.tissue, set.part] { bytes.put(forest) }
    }
    return bytes.bytes
  }

  /// The model of some bytes; nil where they are not those of a model of this version.
  public init?(bytes: [UInt8]) {
    var reading = ForestBytes(reading: bytes)
    guard reading.run() == Self.magic, let recipe = reading.run(), let bins = reading.bins(),
      bins.cuts.count == TumourFeature.all.count, let count = reading.number(), count < 100
    else { return nil }
    var sets: [TumourForests] = []
    for _ in 0..<count {
      guard let set = Self.forests(&reading) else { return nil }
      sets.append(set)
    }
    guard reading.isAtEnd else { return nil }
    self.init(recipe: String(decoding: recipe, as: UTF8.self), bins: bins, sets: sets)
  }

  private static func forests(_ reading: inout ForestBytes) -> TumourForests? {
    guard let names = reading.run() else { return nil }
    let channels = String(decoding: names, as: UTF8.self).split(separator: ",").map {
      TumourChannel(rawValue: String($0))
    }
    let known = channels.compactMap { $0 }
    guard known.count == channels.count, let first = reading.forest(),
      let second = reading.forest(), let third = reading.forest()
    else { return nil }
    let features = TumourForests.features(of: known).count
    let sizes = [
      (first, 2), (second, TumourClass.healthy.count), (third, TumourClass.abnormal.count),
    ]
    guard sizes.allSatisfy({ $0.features == features && $0.classes == $1 }) else { return nil }
    return TumourForests(channels: known, abnormality: first, tissue: second, part: third)
  }
}
