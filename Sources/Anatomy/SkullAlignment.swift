import Kernels
import Volumes

/// How a template's skull lies in a subject's, by points on its outer face alone.
///
/// The skull keeps its size when the brain shrinks, so the factor by which this map changes volumes
/// is the head size by which brain volumes are normalised (Smith SM et al. NeuroImage
/// 2002;17:479-489).
public struct SkullAlignment: Sendable {
  /// Template world mm to subject world mm.
  public var templateToSubject: Affine
  /// Number of points of the subject's skull that took part.
  public var pointCount: Int
  /// Median distance between the skulls after alignment, in template mm.
  public var residualMM: Double
  /// The share of the area of the template's vault over which the subject's skull was seen, 0…1.
  public var coverage: Double
  /// Whether the alignment can be believed.
  public var verdict: Registration.Verdict

  /// The factor by which volumes change from the subject to the template.
  public var scaling: Double { 1 / abs(templateToSubject.determinant) }

  /// An alignment from its parts.
  public init(
    templateToSubject: Affine, pointCount: Int, residualMM: Double, coverage: Double,
    verdict: Registration.Verdict
  ) {
    (self.templateToSubject, self.pointCount) = (templateToSubject, pointCount)
    (self.residualMM, self.coverage, self.verdict) = (residualMM, coverage, verdict)
  }
}

extension SkullAlignment {
  /// Aligns the skull around a brain with that of a template.
  ///
  /// The vault is aligned by the outer face of the bone. What lies below the vault has a smaller say
  /// by the surface of the brain, which fills the base of the skull at any age: without it the height
  /// of a dome is hardly known.
  ///
  /// - Parameters:
  ///   - brain: the surface of the brain found in `image`, world mm.
  ///   - image: the head.
  ///   - template: the reference head and its brain.
  ///   - start: template world mm to subject world mm, near the answer.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the alignment, with a verdict; nil where no skull was seen at all.
  public static func find(
    around brain: TriangleMesh, in image: Image, template: Template, start: Affine,
    parallel: Parallel = .serial
  ) -> SkullAlignment? {
    guard let reference = template.skull(parallel: parallel) else { return nil }
    let skull = SkullPoints.surface(around: brain, in: image.withFiniteValues())
    let vault = SurfacePairs(skull, reference.skull, region: .vault)
    let base = SurfacePairs(OrientedSurface(brain), reference.brain, region: .base)
    return align(vault, base, start: start)
  }

  /// Fewer points than this do not fix a size.
  static let leastPoints = 300
  /// The share of the vault that must be seen.
  static let leastCoverage = 0.5
  /// The largest median distance, in mm, that two skulls of adults have.
  static let largestResidualMM = 4.0

  /// Aligns two skulls.
  static func align(
    _ vault: SurfacePairs, _ base: SurfacePairs, start: Affine
  ) -> SkullAlignment? {
    guard let back = start.inverse, var fit = SkullFit(vault: vault, base: base, start: back)
    else { return nil }
    fit.run()
    guard let map = fit.subjectToTemplate.inverse else { return nil }
    let figures = fit.figures
    var result = SkullAlignment(
      templateToSubject: map, pointCount: figures.count, residualMM: figures.medianMM,
      coverage: figures.coverage, verdict: .plausible)
    result.verdict = result.judged
    return result
  }

  private var judged: Registration.Verdict {
    if pointCount < Self.leastPoints || coverage < Self.leastCoverage {
      return .implausible(
        "At least \(Self.leastPoints) points on \(percent(Self.leastCoverage)) of the vault of the "
          + "skull were expected, \(pointCount) on \(percent(coverage)) were found.")
    }
    if residualMM > Self.largestResidualMM {
      return .implausible(
        "Half of the skull should lie within \(brief(Self.largestResidualMM)) mm of the template's; "
          + "it lies further off.")
    }
    return Registration(templateToSubject: templateToSubject, similarity: 0, verdict: .plausible)
      .geometry
  }

  private func percent(_ share: Double) -> String { "\(brief(100 * share)) %" }
}
