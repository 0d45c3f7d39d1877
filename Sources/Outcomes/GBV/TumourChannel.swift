/// The four images that a glioblastoma is measured in, by BIDS suffix.
public enum TumourChannel: String, Sendable, Hashable, Codable, CaseIterable {
  /// T1-weighted, before gadolinium.
  case t1w = "T1w"
  /// T1-weighted, after gadolinium; the others are brought to it.
  case t1c = "T1c"
  /// T2-weighted.
  case t2w = "T2w"
  /// T2-weighted with the signal of fluid nulled.
  case flair = "FLAIR"
}

/// What a voxel within the brain can be; the raw values are those of the label map.
public enum TumourClass: UInt8, Sendable, Hashable, Codable, CaseIterable {
  case fluid = 1
  case grey, white, necrosis, oedema, nonEnhancing, enhancing

  /// The healthy classes, in the order of their forest.
  public static let healthy: [TumourClass] = [.fluid, .grey, .white]
  /// The classes of the whole abnormality, in the order of their forest.
  public static let abnormal: [TumourClass] = [.necrosis, .oedema, .nonEnhancing, .enhancing]
}
