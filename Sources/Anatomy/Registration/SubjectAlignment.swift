import Volumes

/// How the head of one person lies in another image of the same person.
public struct SubjectAlignment: Sendable, Hashable, Codable {
  /// Whose word is followed.
  public enum Source: String, Sendable, Codable {
    /// The headers', which the images confirm.
    case header
    /// The images', which contradict the headers: the person moved, or a header is wrong.
    case registration
  }

  /// World mm of the head's own image to world mm of the other one; rigid.
  public var headToImage: Affine
  /// Whose word that is.
  public var source: Source
  /// How far the images would move the head from where the headers put it: the longest way within
  /// 100 mm of the middle of the brain, in mm.
  public var movedMM: Double
  /// How far apart the best places by local correlation and by mutual information are, likewise: a
  /// measure of how exactly the place is known.
  public var disagreementMM: Double
  /// How alike the two images are where they are aligned, 0 (unlike) to 1.
  public var similarity: Double
  /// Fraction of the brain's blocks that fit better in place than anywhere 16 mm away, 0…1. About
  /// 0.07 where the images have nothing in common.
  public var specificity: Double
  /// Fraction of the brain that lies in the other image's field of view, 0…1.
  public var overlap: Double

  /// Below this specificity an alignment is not believed.
  public static let leastSpecificity = ImageAlignment.soundSpecificity

  /// An alignment from its parts.
  public init(
    headToImage: Affine, source: Source, movedMM: Double, disagreementMM: Double,
    similarity: Double, specificity: Double, overlap: Double
  ) {
    (self.headToImage, self.source) = (headToImage, source)
    (self.movedMM, self.disagreementMM) = (movedMM, disagreementMM)
    (self.similarity, self.specificity, self.overlap) = (similarity, specificity, overlap)
  }
}
