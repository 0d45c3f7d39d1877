import Volumes

/// What was removed from a series, and what is to be said of it.
public struct DICOMRemoval: Sendable {
  /// The series as a volume, with the face removed.
  public var volume: Volume
  /// The voxels that were removed or altered.
  public var removed: Mask
  /// How, for (0012,0063); at most 64 characters are written.
  public var method: String
  /// Whether the code 113102 is added to (0012,0064).
  public var isCleaned: Bool
  /// Whether (0028,0302) becomes NO: nothing is left by which the face can be recognised.
  public var hidesFeatures: Bool

  /// A removal.
  public init(
    volume: Volume, removed: Mask, method: String, isCleaned: Bool, hidesFeatures: Bool
  ) {
    (self.volume, self.removed, self.method) = (volume, removed, method)
    (self.isCleaned, self.hidesFeatures) = (isCleaned, hidesFeatures)
  }
}

/// What there is to tell of a series that was written.
public struct DICOMSeriesReport: Hashable, Sendable {
  /// Number of files.
  public var files = 0
  /// Kinds of elements that were taken out, and of how many files.
  public var takenOut: [OtherPicture: Int] = [:]
  /// Number of elements that can tell who a person is and are filled in at least one file.
  public var identifying = 0
  /// Number of private elements that stay in at least one file.
  public var privateElements = 0
}
