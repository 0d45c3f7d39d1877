extension TumourModel {
  private static let magic = Array("bauta gbv 2\n".utf8)

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
      bytes.put(UInt32(set.context == nil ? 0 : 1))
      if let context = set.context {
        for forest in [context.abnormality, context.part] { bytes.put(forest) }
      }
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
    let parts = TumourClass.abnormal.count
    let sizes = [(first, 2), (second, TumourClass.healthy.count), (third, parts)]
    guard sizes.allSatisfy({ $0.features == features && $0.classes == $1 }),
      let looks = reading.number(), looks < 2
    else { return nil }
    var set = TumourForests(channels: known, abnormality: first, tissue: second, part: third)
    if looks == 1 {
      guard let abnormality = reading.forest(), let part = reading.forest() else { return nil }
      let more = features + TumourContext.count
      let isFit = abnormality.classes == 2 && part.classes == parts
      guard isFit, abnormality.features == more, part.features == more else { return nil }
      set.context = TumourContextForests(abnormality: abnormality, part: part)
    }
    return set
  }
}
