import Volumes

/// How a template lies in a subject's image, and whether that can be believed.
public struct Registration: Sendable {
  /// Template world mm to subject world mm.
  public var templateToSubject: Affine
  /// How alike the two images are after alignment, 0 (unlike) to 1.
  public var similarity: Double
  /// Whether the alignment can be believed.
  public var verdict: Verdict
  /// The share of the brain's parts that fit the template better in place than anywhere near, 0…1;
  /// 1 where it was not found by detail.
  public var specificity: Double
  /// Other places, less likely, where little detail fits.
  var others: [Registration] = []

  /// Whether an alignment can be believed.
  public enum Verdict: Sendable, Equatable {
    /// Scale, skew and likeness are those of a head.
    case plausible
    /// They are not; the sentence says what was expected and found.
    case implausible(String)
  }

  /// A registration from its parts.
  public init(
    templateToSubject: Affine, similarity: Double, verdict: Verdict, specificity: Double = 1
  ) {
    self.templateToSubject = templateToSubject
    self.similarity = similarity
    self.verdict = verdict
    self.specificity = specificity
  }
}
